-- Ids of people stored before they were folded (store/personId.ts): a GUID in any case, with braces or without, is one person.
-- Where somebody stands twice, who is written as is kept now stays, else the last of them.
DELETE FROM "engineer" AS "e" USING "engineer" AS "o"
WHERE "e"."id" ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$' AND "e"."id" <> lower(btrim("e"."id", ' {}'))
	AND "o"."tenant_id" = "e"."tenant_id" AND "o"."id" <> "e"."id" AND lower(btrim("o"."id", ' {}')) = lower(btrim("e"."id", ' {}'))
	AND ("o"."id" = lower(btrim("o"."id", ' {}')) OR "o"."id" COLLATE "C" > "e"."id" COLLATE "C");--> statement-breakpoint
UPDATE "engineer" SET "id" = lower(btrim("id", ' {}')), "body" = jsonb_set("body", '{id}', to_jsonb(lower(btrim("id", ' {}'))))
WHERE "id" ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$' AND "id" <> lower(btrim("id", ' {}'));--> statement-breakpoint
DELETE FROM "skill" AS "e" USING "skill" AS "o"
WHERE "e"."person" ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$' AND "e"."person" <> lower(btrim("e"."person", ' {}'))
	AND "o"."tenant_id" = "e"."tenant_id" AND "o"."technology" = "e"."technology" AND "o"."person" <> "e"."person"
	AND lower(btrim("o"."person", ' {}')) = lower(btrim("e"."person", ' {}'))
	AND ("o"."person" = lower(btrim("o"."person", ' {}')) OR "o"."person" COLLATE "C" > "e"."person" COLLATE "C");--> statement-breakpoint
UPDATE "skill" SET "person" = lower(btrim("person", ' {}'))
WHERE "person" ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$' AND "person" <> lower(btrim("person", ' {}'));--> statement-breakpoint
DELETE FROM "refused_skill" AS "e" USING "refused_skill" AS "o"
WHERE "e"."person" ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$' AND "e"."person" <> lower(btrim("e"."person", ' {}'))
	AND "o"."tenant_id" = "e"."tenant_id" AND "o"."technology" = "e"."technology" AND "o"."person" <> "e"."person"
	AND lower(btrim("o"."person", ' {}')) = lower(btrim("e"."person", ' {}'))
	AND ("o"."person" = lower(btrim("o"."person", ' {}')) OR "o"."person" COLLATE "C" > "e"."person" COLLATE "C");--> statement-breakpoint
UPDATE "refused_skill" SET "person" = lower(btrim("person", ' {}'))
WHERE "person" ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$' AND "person" <> lower(btrim("person", ' {}'));--> statement-breakpoint
-- What Graph said is read anew.
DELETE FROM "presence" WHERE "person" ~ '[A-F{}]' AND "person" ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$';--> statement-breakpoint
DELETE FROM "mailbox" WHERE "person" ~ '[A-F{}]' AND "person" ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$';--> statement-breakpoint
UPDATE "stored_case" SET "body" = jsonb_set("body", '{owner,id}', to_jsonb(lower(btrim("body"->'owner'->>'id', ' {}'))))
WHERE "body"->'owner'->>'id' ~ '[A-F{}]' AND "body"->'owner'->>'id' ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$';--> statement-breakpoint
UPDATE "past_case" SET "credits" = (
	SELECT jsonb_agg(CASE WHEN "credit"->>'person' ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$'
		THEN jsonb_set("credit", '{person}', to_jsonb(lower(btrim("credit"->>'person', ' {}')))) ELSE "credit" END ORDER BY "place")
	FROM jsonb_array_elements("credits") WITH ORDINALITY AS "each"("credit", "place"))
WHERE EXISTS (SELECT 1 FROM jsonb_array_elements("credits") AS "credit"
	WHERE "credit"->>'person' ~ '[A-F{}]' AND "credit"->>'person' ~* '^\s*\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?\s*$');--> statement-breakpoint
-- An index that was saved may hold the ids of before: it is made of the cases once more.
DELETE FROM "index_snapshot_chunk";--> statement-breakpoint
DELETE FROM "index_snapshot";
