CREATE TABLE "looked_up_person" (
	"tenant_id" text NOT NULL,
	"asked" text NOT NULL,
	"person_id" text,
	"name" text,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "looked_up_person_tenant_id_asked_pk" PRIMARY KEY("tenant_id","asked")
);
