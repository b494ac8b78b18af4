CREATE TABLE "people_card" (
	"tenant_id" text NOT NULL,
	"person_id" text NOT NULL,
	"activity_id" text NOT NULL,
	"of_id" text NOT NULL,
	"about" text NOT NULL,
	"message" jsonb NOT NULL,
	"shown" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "people_card_tenant_id_person_id_activity_id_pk" PRIMARY KEY("tenant_id","person_id","activity_id")
);
--> statement-breakpoint
CREATE INDEX "people_card_by_subject" ON "people_card" USING btree ("tenant_id","of_id");