CREATE INDEX "swarm_technologies_by_time" ON "swarm" USING btree ("tenant_id","proposed_at","status","severity","plan_seconds","accept_seconds","cover_seconds","resolve_seconds","technologies") WHERE least(cardinality("swarm"."technologies"), 17) <> 17;--> statement-breakpoint
CREATE INDEX "swarm_many_technologies_by_time" ON "swarm" USING btree ("tenant_id","proposed_at") WHERE least(cardinality("swarm"."technologies"), 17) = 17;--> statement-breakpoint
CREATE INDEX "swarm_ended_late" ON "swarm" USING btree ("tenant_id","closed_at","swarm_id") WHERE case when "swarm"."closed_at" - "swarm"."proposed_at" not between interval '0 days' and interval '60 days' then 1 else 0 end = 1;--> statement-breakpoint
-- Only pages without dead rows are read from an index alone, and each event leaves one: the usual fifth of the table
-- would be two weeks of a large organisation.
ALTER TABLE "swarm" SET (autovacuum_vacuum_scale_factor = 0.02);
