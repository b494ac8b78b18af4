CREATE TABLE "model_use" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"tokens" bigint NOT NULL,
	"calls" integer NOT NULL,
	"last_at" timestamp with time zone,
	"last_said" text,
	"last_ok" boolean,
	"paused_until" timestamp with time zone
);
