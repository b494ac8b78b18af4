CREATE TABLE "added_to_team" (
	"tenant_id" text NOT NULL,
	"team_id" text NOT NULL,
	"person_id" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "added_to_team_tenant_id_team_id_person_id_pk" PRIMARY KEY("tenant_id","team_id","person_id")
);
