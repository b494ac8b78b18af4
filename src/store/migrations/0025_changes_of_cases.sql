CREATE TABLE "case_poll" (
	"tenant_id" text NOT NULL,
	"system" text NOT NULL,
	"cursor" text,
	"since" timestamp with time zone NOT NULL,
	"caught_up_at" timestamp with time zone,
	"trouble" jsonb,
	"requests" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "case_poll_tenant_id_system_pk" PRIMARY KEY("tenant_id","system")
);
--> statement-breakpoint
CREATE TABLE "changed_case" (
	"tenant_id" text NOT NULL,
	"system" text NOT NULL,
	"record" text NOT NULL,
	"tellings" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"taken_until" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "changed_case_tenant_id_system_record_pk" PRIMARY KEY("tenant_id","system","record")
);
--> statement-breakpoint
ALTER TABLE "stored_case" ADD COLUMN "record" text;--> statement-breakpoint
ALTER TABLE "stored_case" ADD COLUMN "over" text;--> statement-breakpoint
CREATE INDEX "changed_case_newest" ON "changed_case" USING btree ("tenant_id","changed_at");--> statement-breakpoint
CREATE INDEX "stored_case_by_record" ON "stored_case" USING btree ("tenant_id","source","record");