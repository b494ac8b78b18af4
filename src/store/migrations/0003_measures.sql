ALTER TABLE "swarm" ADD COLUMN "asked" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "accepted" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "expired" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "unreachable" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "withdrawn" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "declined_busy" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "declined_not_my_field" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "declined_ask_other" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "declined_other" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "swarm" ADD COLUMN "hand_overs" smallint DEFAULT 0 NOT NULL;