CREATE TABLE "joined_person" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "joined_person_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "left_person" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"left_at" timestamp with time zone NOT NULL,
	"body" jsonb,
	CONSTRAINT "left_person_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "people_followed" (
	"tenant_id" text NOT NULL,
	"source" text NOT NULL,
	"link" text,
	"since" timestamp with time zone NOT NULL,
	"tried_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"looked_at" timestamp with time zone,
	"trouble" text,
	"held" integer DEFAULT 0 NOT NULL,
	"members" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "people_followed_tenant_id_source_pk" PRIMARY KEY("tenant_id","source")
);
