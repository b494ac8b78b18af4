DROP INDEX "swarm_by_case";--> statement-breakpoint
DROP INDEX "swarm_live_case";--> statement-breakpoint
ALTER TABLE "stored_case" ADD COLUMN "case_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "case_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- As caseKey (cases/ids/caseKey.ts) has it: the signs between two figures become one dash, all others go.
UPDATE "stored_case" SET "case_key" = coalesce(nullif(regexp_replace(regexp_replace(
	lower(normalize(regexp_replace("case_id", '[\u00AD\u034F\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\u20D0-\u20F0\uFE00-\uFE0F\uFEFF]', '', 'g'), NFKC)),
	'[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u2000-\u206F\u3000-\u3004\u3008-\u3020\u3030\u30FB]+', '-', 'g'),
	'(?<![0-9])-|-(?![0-9])', '', 'g'), ''), "case_id");--> statement-breakpoint
UPDATE "swarm" SET "case_key" = coalesce(nullif(regexp_replace(regexp_replace(
	lower(normalize(regexp_replace("case_id", '[\u00AD\u034F\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\u20D0-\u20F0\uFE00-\uFE0F\uFEFF]', '', 'g'), NFKC)),
	'[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u2000-\u206F\u3000-\u3004\u3008-\u3020\u3030\u30FB]+', '-', 'g'),
	'(?<![0-9])-|-(?![0-9])', '', 'g'), ''), "case_id");--> statement-breakpoint
-- Where one case has several live swarms already, all but the first keep a key of their own: nothing leads to them by the id.
UPDATE "swarm" SET "case_key" = "swarm"."case_key" || ' ' || "swarm"."swarm_id"
FROM (
	SELECT "swarm_id", row_number() OVER (PARTITION BY "tenant_id", "case_key" ORDER BY "status" DESC, "proposed_at", "swarm_id") AS "place"
	FROM "swarm" WHERE "status" IN ('proposed', 'running')
) AS "live"
WHERE "live"."swarm_id" = "swarm"."swarm_id" AND "live"."place" > 1;--> statement-breakpoint
ALTER TABLE "stored_case" ALTER COLUMN "case_key" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "swarm" ALTER COLUMN "case_key" DROP DEFAULT;--> statement-breakpoint
CREATE INDEX "stored_case_by_key" ON "stored_case" USING btree ("tenant_id","case_key");--> statement-breakpoint
CREATE INDEX "swarm_by_case_key" ON "swarm" USING btree ("tenant_id","case_key");--> statement-breakpoint
CREATE UNIQUE INDEX "swarm_live_case" ON "swarm" USING btree ("tenant_id","case_key") WHERE "swarm"."status" in ('proposed', 'running');
