CREATE TABLE "case_outcome" (
	"tenant_id" text NOT NULL,
	"system" text NOT NULL,
	"record" text NOT NULL,
	"case_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"first_closed_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"reopened_at" timestamp with time zone,
	"satisfaction" text,
	CONSTRAINT "case_outcome_tenant_id_system_record_pk" PRIMARY KEY("tenant_id","system","record")
);
--> statement-breakpoint
CREATE INDEX "case_outcome_by_time" ON "case_outcome" USING btree ("tenant_id","created_at");