CREATE TABLE "registry_change" (
	"tenant_id" text NOT NULL,
	"revision" integer NOT NULL,
	"changes" jsonb,
	CONSTRAINT "registry_change_tenant_id_revision_pk" PRIMARY KEY("tenant_id","revision")
);
