CREATE TABLE "swarm_task" (
	"swarm_id" text NOT NULL,
	"task_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"person_id" text NOT NULL,
	"person_name" text NOT NULL,
	"words" text NOT NULL,
	"state" text NOT NULL,
	"open" boolean NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"still" text,
	"told" boolean,
	"confirmed" boolean,
	CONSTRAINT "swarm_task_swarm_id_task_id_pk" PRIMARY KEY("swarm_id","task_id")
);
--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "reopened" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "swarm_task_by_person" ON "swarm_task" USING btree ("tenant_id","person_id") WHERE "swarm_task"."open";--> statement-breakpoint
CREATE INDEX "swarm_task_by_due" ON "swarm_task" USING btree ("tenant_id","due_at");--> statement-breakpoint
CREATE INDEX "swarm_task_open" ON "swarm_task" USING btree ("tenant_id","due_at") WHERE "swarm_task"."open";
--> statement-breakpoint
UPDATE "swarm" SET "reopened" = "counted"."times" FROM (
	SELECT "swarm_id", count(*) AS "times" FROM "swarm_event" WHERE "type" = 'SwarmReopened' GROUP BY "swarm_id"
) AS "counted" WHERE "counted"."swarm_id" = "swarm"."swarm_id";
