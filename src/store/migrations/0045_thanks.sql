CREATE TABLE "swarm_thanks" (
	"swarm_id" text NOT NULL,
	"version" integer NOT NULL,
	"person_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"by_id" text NOT NULL,
	"by_name" text NOT NULL,
	"words" text NOT NULL,
	"praise" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "swarm_thanks_swarm_id_version_person_id_pk" PRIMARY KEY("swarm_id","version","person_id")
);
--> statement-breakpoint
CREATE INDEX "swarm_thanks_by_person" ON "swarm_thanks" USING btree ("tenant_id","person_id","at");