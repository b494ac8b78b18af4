CREATE TABLE "short_id" (
	"tenant_id" text NOT NULL,
	"told_id" text NOT NULL,
	"number" integer NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "short_id_tenant_id_told_id_pk" PRIMARY KEY("tenant_id","told_id")
);
--> statement-breakpoint
CREATE TABLE "short_id_count" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
