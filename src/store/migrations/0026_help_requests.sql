CREATE TABLE "help_request" (
	"tenant_id" text NOT NULL,
	"request_id" text NOT NULL,
	"asker_id" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"open" boolean NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "help_request_tenant_id_request_id_pk" PRIMARY KEY("tenant_id","request_id")
);
--> statement-breakpoint
CREATE INDEX "help_request_by_asker" ON "help_request" USING btree ("tenant_id","asker_id","asked_at");