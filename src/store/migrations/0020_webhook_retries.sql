ALTER TABLE "stored_case" ALTER COLUMN "version" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "seen_signature" ADD COLUMN "got" jsonb;