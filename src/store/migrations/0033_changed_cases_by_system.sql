DROP INDEX "changed_case_newest";--> statement-breakpoint
CREATE INDEX "changed_case_newest_of_system" ON "changed_case" USING btree ("tenant_id","system","changed_at");