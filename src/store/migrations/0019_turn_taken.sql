CREATE TABLE "turn_taken" (
	"id" text PRIMARY KEY NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "turn_taken_by_time" ON "turn_taken" USING btree ("taken_at");