"""Documents that went for good: their hashes, and the refusal of the same bytes."""

import django.db.models.functions.datetime
from django.db import migrations, models

REFUSAL = """
CREATE FUNCTION archive_refuse_expunged() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Statement-level, after an insert: what another transaction expunged while this one waited for it is seen too.
DECLARE
    gone record;
BEGIN
    SELECT e.* INTO gone FROM archive_expunged e JOIN added a ON a.sha256 = e.sha256 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The document with the SHA-256 % was expunged on % and is not taken in again: %',
            gone.sha256, to_char(gone.expunged_at, 'YYYY-MM-DD'), gone.reason
            USING ERRCODE = 'check_violation', HINT = 'Leave it out.';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER refuse_expunged AFTER INSERT ON archive_source REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION archive_refuse_expunged();
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0025_not_the_same")]
    operations = [
        migrations.CreateModel(
            name="Expunged",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sha256",
                    models.CharField(
                        help_text="Hash of the bytes that may not come back.",
                        max_length=64,
                        unique=True,
                        verbose_name="SHA-256",
                    ),
                ),
                ("reason", models.TextField(help_text="Why it was expunged.", verbose_name="reason")),
                (
                    "expunged_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        help_text="When.",
                        verbose_name="expunged at",
                    ),
                ),
                (
                    "expunged_by",
                    models.TextField(
                        help_text="Who did it, by name: it outlives the user.", verbose_name="expunged by"
                    ),
                ),
            ],
            options={
                "verbose_name": "expunged document",
                "verbose_name_plural": "expunged documents",
                "ordering": ["expunged_at", "sha256"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="expunged_sha256_is_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="expunged_reason_not_empty"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            REFUSAL,
            "DROP TRIGGER refuse_expunged ON archive_source; DROP FUNCTION archive_refuse_expunged();",
        ),
    ]
