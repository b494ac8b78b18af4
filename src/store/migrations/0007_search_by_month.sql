-- The month of each swarm among its tokens (swarm/searchWords.ts), so that the index narrows a search by time.
UPDATE "swarm_search" SET "tokens" = "tokens" || array_to_tsvector(ARRAY['@' || to_char("proposed_at" AT TIME ZONE 'UTC', 'YYYY-MM')]);
