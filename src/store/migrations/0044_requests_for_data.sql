CREATE TABLE "person_request" (
	"tenant_id" text NOT NULL,
	"request_id" text NOT NULL,
	"kind" text NOT NULL,
	"person_id" text,
	"state" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked_by" jsonb NOT NULL,
	"why" text NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" jsonb,
	"counts" jsonb,
	CONSTRAINT "person_request_tenant_id_request_id_pk" PRIMARY KEY("tenant_id","request_id")
);
