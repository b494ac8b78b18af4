-- Ids of people within swarms, stored before they were folded (0024 did so everywhere else): of all swarms, since one that is
-- over may be opened again.
CREATE TABLE "id_to_fold" AS
SELECT DISTINCT "swarm_id", "written", lower(btrim("written", ' {}')) AS "folded" FROM (
	-- Most events have no such id: a look at their text is cheaper than taking each apart.
	SELECT "e"."swarm_id", "found" #>> '{}' AS "written" FROM (
		SELECT "swarm_id", "event" FROM "swarm_event"
		WHERE "event"::text ~ '"id": " *(\{|[0-9a-f-]*[A-F][0-9A-Fa-f-]* *")' OFFSET 0) AS "e",
		jsonb_path_query("e"."event", 'strict $.** ? (@.type() == "object" && exists(@.id) && exists(@.name)).id') AS "found"
	UNION ALL
	SELECT "e"."swarm_id", "e"."actor"->'person'->>'id' FROM "swarm_event" AS "e"
) AS "ids"
WHERE "written" ~ '[A-F{}]' AND "written" ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$';--> statement-breakpoint
-- An id stands in an event as a whole text, or at the end of a step: `seat:…`.
DO $$
DECLARE "each" record;
BEGIN
	FOR "each" IN SELECT * FROM "id_to_fold" LOOP
		UPDATE "swarm_event" SET
			"event" = replace(replace("event"::text, '"' || "each"."written" || '"', '"' || "each"."folded" || '"'),
				':' || "each"."written" || '"', ':' || "each"."folded" || '"')::jsonb,
			"actor" = replace("actor"::text, '"' || "each"."written" || '"', '"' || "each"."folded" || '"')::jsonb
		WHERE "swarm_id" = "each"."swarm_id"
			AND (strpos("event"::text, "each"."written") > 0 OR strpos("actor"::text, "each"."written") > 0);
	END LOOP;
END $$;--> statement-breakpoint
UPDATE "swarm" AS "s" SET "owner_id" = "i"."folded" FROM "id_to_fold" AS "i"
WHERE "i"."swarm_id" = "s"."swarm_id" AND "s"."owner_id" = "i"."written";--> statement-breakpoint
UPDATE "swarm" AS "s" SET "coordinator_id" = "i"."folded" FROM "id_to_fold" AS "i"
WHERE "i"."swarm_id" = "s"."swarm_id" AND "s"."coordinator_id" = "i"."written";--> statement-breakpoint
UPDATE "swarm" AS "s" SET "people" = (
	SELECT array_agg(DISTINCT coalesce("i"."folded", "person")) FROM unnest("s"."people") AS "person"
	LEFT JOIN "id_to_fold" AS "i" ON "i"."swarm_id" = "s"."swarm_id" AND "i"."written" = "person")
WHERE EXISTS (SELECT 1 FROM "id_to_fold" AS "i" WHERE "i"."swarm_id" = "s"."swarm_id" AND "i"."written" = ANY ("s"."people"));--> statement-breakpoint
UPDATE "invitation" AS "v" SET "person_id" = "i"."folded" FROM "id_to_fold" AS "i"
WHERE "i"."swarm_id" = "v"."swarm_id" AND "v"."person_id" = "i"."written";--> statement-breakpoint
DROP TABLE "id_to_fold";
