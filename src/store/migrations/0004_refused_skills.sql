CREATE TABLE "refused_skill" (
	"tenant_id" text NOT NULL,
	"person" text NOT NULL,
	"technology" text NOT NULL,
	"refused_at" timestamp with time zone NOT NULL,
	CONSTRAINT "refused_skill_tenant_id_person_technology_pk" PRIMARY KEY("tenant_id","person","technology")
);
