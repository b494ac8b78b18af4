CREATE TABLE "support_team" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "support_team_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
