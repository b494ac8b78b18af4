CREATE TABLE "case_pace" (
	"tenant_id" text NOT NULL,
	"system" text NOT NULL,
	"full_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_pace_tenant_id_system_pk" PRIMARY KEY("tenant_id","system")
);
