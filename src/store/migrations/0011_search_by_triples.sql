DROP INDEX "swarm_by_time";--> statement-breakpoint
CREATE INDEX "swarm_by_time" ON "swarm" USING btree ("tenant_id","proposed_at","swarm_id","status","severity","plan_seconds","accept_seconds","cover_seconds","resolve_seconds","asked","accepted","expired","unreachable","withdrawn","declined_busy","declined_not_my_field","declined_ask_other","declined_other","hand_overs","gap_count","solver_rank","credited");--> statement-breakpoint
-- Each three neighbouring Japanese characters of the words among the tokens (swarm/searchWords.ts).
CREATE FUNCTION "japanese_triples"("words" text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(array_to_tsvector(array_agg(DISTINCT '~' || substr(run[1], at, 3))), '')
	FROM regexp_matches("words", '[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3005\u3400-\u9fff\uf900-\ufaff\U00020000-\U00033fff]{3,}', 'g') run,
		generate_series(1, char_length(run[1]) - 2) at
$$;--> statement-breakpoint
-- A table written anew has no dead rows, as an update of all would leave, and its index is built at once.
ALTER TABLE "swarm_search" ALTER COLUMN "tokens" TYPE tsvector USING "tokens" || "japanese_triples"("words");--> statement-breakpoint
DROP FUNCTION "japanese_triples"(text);
