CREATE TABLE "policy_change" (
	"tenant_id" text NOT NULL,
	"revision" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" jsonb NOT NULL,
	"why" text NOT NULL,
	"changed" jsonb NOT NULL,
	"held" jsonb NOT NULL,
	"undoes" integer,
	CONSTRAINT "policy_change_tenant_id_revision_pk" PRIMARY KEY("tenant_id","revision")
);
