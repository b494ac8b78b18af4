CREATE TABLE "host_team_count" (
	"tenant_id" text NOT NULL,
	"team_id" text NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	"others" integer NOT NULL,
	"deleted" integer NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "host_team_count_tenant_id_team_id_pk" PRIMARY KEY("tenant_id","team_id")
);
