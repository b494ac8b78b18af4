ALTER TABLE "swarm" ADD COLUMN "told_key" text;--> statement-breakpoint
CREATE INDEX "swarm_by_told_key" ON "swarm" USING btree ("tenant_id","told_key") WHERE "swarm"."told_key" is not null;