CREATE TABLE "feed" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "feed_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "feed_state" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"read_at" timestamp with time zone,
	"tried_at" timestamp with time zone NOT NULL,
	"trouble" text,
	"left_out" jsonb NOT NULL,
	"shifts" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"etag" text,
	"hash" text,
	"reckoned_at" timestamp with time zone,
	CONSTRAINT "feed_state_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "person_shifts" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "person_shifts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
