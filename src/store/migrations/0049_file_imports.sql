CREATE TABLE "file_import" (
	"tenant_id" text NOT NULL,
	"import_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"what" text NOT NULL,
	"door" text NOT NULL,
	"by" jsonb NOT NULL,
	"files" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	CONSTRAINT "file_import_tenant_id_import_id_pk" PRIMARY KEY("tenant_id","import_id")
);
