CREATE TABLE "swarm_search" (
	"swarm_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"words" text NOT NULL,
	"tokens" "tsvector" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "channel_url" text;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "plan_seconds" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "accept_seconds" integer;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "cover_seconds" integer;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "resolve_seconds" integer;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "gaps" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "solver_rank" smallint;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "credited" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "root_cause" text;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "fix" text;--> statement-breakpoint
CREATE INDEX "swarm_search_by_tokens" ON "swarm_search" USING gin ("tokens");--> statement-breakpoint
CREATE INDEX "swarm_search_by_time" ON "swarm_search" USING btree ("tenant_id","proposed_at","swarm_id");--> statement-breakpoint
CREATE INDEX "swarm_by_technologies" ON "swarm" USING gin ("technologies");--> statement-breakpoint
CREATE INDEX "swarm_by_status" ON "swarm" USING btree ("tenant_id","status","proposed_at","swarm_id");--> statement-breakpoint
CREATE INDEX "swarm_by_customer" ON "swarm" USING btree ("tenant_id","customer","proposed_at","swarm_id");--> statement-breakpoint
CREATE INDEX "swarm_by_end" ON "swarm" USING btree ("tenant_id","closed_at","swarm_id") WHERE "swarm"."closed_at" is not null;--> statement-breakpoint
CREATE INDEX "swarm_by_length" ON "swarm" USING btree ("tenant_id","resolve_seconds","swarm_id") WHERE "swarm"."resolve_seconds" is not null;--> statement-breakpoint
ALTER TABLE "swarm" DROP COLUMN "words";