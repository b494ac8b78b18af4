CREATE TABLE "growth_choice" (
	"tenant_id" text NOT NULL,
	"person_id" text NOT NULL,
	"share" text NOT NULL,
	"monthly" boolean NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	CONSTRAINT "growth_choice_tenant_id_person_id_pk" PRIMARY KEY("tenant_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "growth_told" (
	"tenant_id" text NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"of" text NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "growth_told_tenant_id_person_id_kind_of_pk" PRIMARY KEY("tenant_id","person_id","kind","of")
);
