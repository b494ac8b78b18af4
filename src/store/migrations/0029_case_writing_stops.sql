CREATE TABLE "case_writing_stop" (
	"tenant_id" text NOT NULL,
	"system" text NOT NULL,
	"case_id" text NOT NULL,
	"note" text NOT NULL,
	"detail" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_writing_stop_tenant_id_system_pk" PRIMARY KEY("tenant_id","system")
);
