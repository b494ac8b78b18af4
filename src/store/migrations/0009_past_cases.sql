CREATE TABLE "past_case" (
	"tenant_id" text NOT NULL,
	"case_id" text NOT NULL,
	"swarm_id" text,
	"closed_at" timestamp with time zone NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"terms" "bytea" NOT NULL,
	"technologies" text[] NOT NULL,
	"credits" jsonb NOT NULL,
	"root_cause" text NOT NULL,
	"fix" text NOT NULL,
	"url" text,
	"gone" boolean DEFAULT false NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "past_case_tenant_id_case_id_pk" PRIMARY KEY("tenant_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "past_case_revision" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "swarm_resolved_by_technologies";--> statement-breakpoint
CREATE INDEX "past_case_by_revision" ON "past_case" USING btree ("tenant_id","revision");--> statement-breakpoint
CREATE INDEX "past_case_by_time" ON "past_case" USING btree ("tenant_id","closed_at","case_id");--> statement-breakpoint
CREATE INDEX "past_case_by_credit" ON "past_case" USING gin ("credits" jsonb_path_ops);--> statement-breakpoint
INSERT INTO "past_case" ("tenant_id", "case_id", "swarm_id", "closed_at", "title", "text", "terms", "technologies", "credits", "root_cause", "fix", "url", "revision")
SELECT DISTINCT ON (s."tenant_id", s."case_id") s."tenant_id", s."case_id", s."swarm_id", s."closed_at",
	CASE WHEN s."restricted" THEN '' ELSE s."title" END,
	CASE WHEN s."restricted" THEN '' ELSE left(coalesce(p."event" #>> '{case,description}', ''), 12000) END,
	'',
	s."technologies",
	coalesce((
		SELECT jsonb_agg(jsonb_build_object('person', said."person", 'weight', said."weight")) FROM (
			SELECT c ->> 'id' AS "person", 1 AS "weight" FROM jsonb_array_elements(r."event" -> 'credits') AS c
			UNION
			SELECT i."person_id", CASE WHEN i."state" = 'accepted' THEN 0.25 ELSE -1 END FROM "invitation" i
			WHERE i."swarm_id" = s."swarm_id" AND i."role" = 'expert'
				AND (i."state" = 'accepted' OR i."decline_reason" = 'not-my-field')
				AND NOT r."event" -> 'credits' @> jsonb_build_array(jsonb_build_object('id', i."person_id"))
		) AS said), '[]'),
	CASE WHEN s."restricted" THEN '' ELSE coalesce(s."root_cause", '') END,
	CASE WHEN s."restricted" THEN '' ELSE coalesce(s."fix", '') END,
	CASE WHEN s."restricted" THEN NULL ELSE coalesce(p."event" #>> '{case,url}', s."channel_url") END,
	1
FROM "swarm" s
JOIN "swarm_event" p ON p."swarm_id" = s."swarm_id" AND p."type" = 'SwarmProposed'
JOIN "swarm_event" r ON r."swarm_id" = s."swarm_id" AND r."type" = 'SwarmResolved'
WHERE s."status" = 'resolved'
ORDER BY s."tenant_id", s."case_id", r."at" DESC, r."version" DESC;
--> statement-breakpoint
INSERT INTO "past_case_revision" ("tenant_id", "revision") SELECT DISTINCT "tenant_id", 1 FROM "past_case";
