CREATE TABLE "calendar" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "calendar_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
