CREATE TABLE "index_snapshot" (
	"tenant_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"format" text NOT NULL,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL,
	"whole" boolean DEFAULT false NOT NULL,
	"revision" integer NOT NULL,
	"base" integer NOT NULL,
	"built" integer DEFAULT 0 NOT NULL,
	"manifest" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"chunks" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "index_snapshot_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "index_snapshot_chunk" (
	"tenant_id" text NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"sum" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "index_snapshot_chunk_tenant_id_snapshot_id_number_pk" PRIMARY KEY("tenant_id","snapshot_id","number")
);
--> statement-breakpoint
ALTER TABLE "past_case_revision" ADD COLUMN "erased" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "index_snapshot_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
