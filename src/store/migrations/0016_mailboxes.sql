CREATE TABLE "mailbox" (
	"tenant_id" text NOT NULL,
	"person" text NOT NULL,
	"zone" text,
	"hours" jsonb,
	"replies_from" timestamp with time zone,
	"replies_until" timestamp with time zone,
	"read_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mailbox_tenant_id_person_pk" PRIMARY KEY("tenant_id","person")
);
