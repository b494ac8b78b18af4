CREATE TABLE "readiness_probe" (
	"at" timestamp with time zone NOT NULL
);
