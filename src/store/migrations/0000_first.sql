CREATE TABLE "engineer" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "engineer_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"swarm_id" text NOT NULL,
	"invitation_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"technologies" text[] NOT NULL,
	"wave" smallint NOT NULL,
	"state" text NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	"delivered_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"answer_by" timestamp with time zone NOT NULL,
	"decline_reason" text,
	"live" boolean NOT NULL,
	CONSTRAINT "invitation_swarm_id_invitation_id_pk" PRIMARY KEY("swarm_id","invitation_id")
);
--> statement-breakpoint
CREATE TABLE "personal_chat" (
	"tenant_id" text NOT NULL,
	"person_id" text NOT NULL,
	"teams_user_id" text NOT NULL,
	"name" text NOT NULL,
	"conversation_id" text,
	"service_url" text NOT NULL,
	"locale" text NOT NULL,
	"zone" text,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "personal_chat_tenant_id_person_id_pk" PRIMARY KEY("tenant_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "presence" (
	"tenant_id" text NOT NULL,
	"person" text NOT NULL,
	"availability" text NOT NULL,
	"activity" text NOT NULL,
	"out_of_office" boolean NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "presence_tenant_id_person_pk" PRIMARY KEY("tenant_id","person")
);
--> statement-breakpoint
CREATE TABLE "registry_revision" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seen_signature" (
	"signature" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shown_card" (
	"swarm_id" text NOT NULL,
	"card" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "shown_card_swarm_id_card_pk" PRIMARY KEY("swarm_id","card")
);
--> statement-breakpoint
CREATE TABLE "skill" (
	"tenant_id" text NOT NULL,
	"person" text NOT NULL,
	"technology" text NOT NULL,
	"level" smallint NOT NULL,
	"owner" boolean NOT NULL,
	"wants_to_learn" boolean NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "skill_tenant_id_person_technology_pk" PRIMARY KEY("tenant_id","person","technology")
);
--> statement-breakpoint
CREATE TABLE "stored_case" (
	"tenant_id" text NOT NULL,
	"case_id" text NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stored_case_tenant_id_case_id_pk" PRIMARY KEY("tenant_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "swarm" (
	"swarm_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"case_id" text NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"customer" text,
	"product" text,
	"severity" text NOT NULL,
	"language" text NOT NULL,
	"restricted" boolean NOT NULL,
	"owner_id" text NOT NULL,
	"coordinator_id" text NOT NULL,
	"coordinator_name" text NOT NULL,
	"technologies" text[] NOT NULL,
	"people" text[] NOT NULL,
	"channel_id" text,
	"host_team_id" text,
	"proposed_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"words" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "swarm_event" (
	"swarm_id" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"type" text NOT NULL,
	"actor" jsonb NOT NULL,
	"cause" text NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "swarm_event_swarm_id_version_pk" PRIMARY KEY("swarm_id","version")
);
--> statement-breakpoint
CREATE TABLE "technology" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "technology_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE INDEX "invitation_by_person" ON "invitation" USING btree ("tenant_id","person_id","invited_at");--> statement-breakpoint
CREATE INDEX "invitation_live" ON "invitation" USING btree ("tenant_id","person_id") WHERE "invitation"."live";--> statement-breakpoint
CREATE INDEX "seen_signature_by_time" ON "seen_signature" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "skill_by_technology" ON "skill" USING btree ("tenant_id","technology");--> statement-breakpoint
CREATE UNIQUE INDEX "swarm_live_case" ON "swarm" USING btree ("tenant_id","case_id") WHERE "swarm"."status" in ('proposed', 'running');--> statement-breakpoint
CREATE INDEX "swarm_by_time" ON "swarm" USING btree ("tenant_id","proposed_at","swarm_id");--> statement-breakpoint
CREATE INDEX "swarm_by_case" ON "swarm" USING btree ("tenant_id","case_id");--> statement-breakpoint
CREATE INDEX "swarm_by_channel" ON "swarm" USING btree ("channel_id");--> statement-breakpoint
CREATE INDEX "swarm_by_people" ON "swarm" USING gin ("people");