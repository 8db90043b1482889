"""Triggers that keep `exact`, `decided` and `version` true."""

from pathlib import Path

from django.db import migrations

SPAN = "start,end,exact"
PLACE = "city,country,country_code"
NAMES = ["name", "aliases", "identifiers"]

GROUPS = {
    "release": ["issuer_id", "title", "language", "published_on", PLACE],
    "person": [*NAMES, "gender"],
    "organization": [*NAMES, "acronym"],
    "office": [*NAMES, "organization_id"],
    "programme": [*NAMES, "kind"],
    "event": [*NAMES, "kind", "organization_id", "ordinal", PLACE, "date"],
    "indicator": [*NAMES, "unit", "organization_id"],
    "subject": NAMES,
    "quote": [SPAN, "text", "kind", "speaker_id,organization_id,basis", "attribution", "role_id"],
    "figure": [
        SPAN, "value,upper,qualifier,unit", "subject", "indicator_id", "period", "part_of_id", "quote_id", "event_id", "programme_id",
    ],
    "tenure": [SPAN, "person_id", "office_id"],
    "participation": [SPAN, "event_id", "person_id,organization_id,country_code", "part"],
    "mention": [SPAN, "person_id,organization_id,event_id,programme_id,subject_id,country_code"],
}
ANNOTATIONS = ["quote", "figure", "tenure", "participation", "mention"]
PERSON_WRITES = "coalesce(current_setting('archive.actor', true), '') NOT IN ('machine', 'mover')"


def on_curated(table, groups):
    arguments = ", ".join(f"'{group}'" for group in groups)
    return f"""
CREATE TRIGGER keep_decisions BEFORE UPDATE ON archive_{table}
    FOR EACH ROW EXECUTE FUNCTION archive_keep_decisions({arguments});
CREATE TRIGGER keep_first_decisions BEFORE INSERT ON archive_{table}
    FOR EACH ROW WHEN ({PERSON_WRITES}) EXECUTE FUNCTION archive_keep_decisions({arguments});
CREATE TRIGGER keep_decided_rows BEFORE DELETE ON archive_{table}
    FOR EACH ROW WHEN (current_setting('archive.actor', true) = 'machine') EXECUTE FUNCTION archive_keep_decided_rows();
"""


def on_annotations(table):
    return f"""
CREATE TRIGGER check_new_spans AFTER INSERT ON archive_{table}
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION archive_check_spans();
CREATE TRIGGER check_changed_spans AFTER UPDATE ON archive_{table}
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION archive_check_spans();
ALTER TABLE archive_{table} ADD CONSTRAINT {table}_exact_as_long_as_its_span
    CHECK (start IS NULL OR char_length(exact) = "end" - start);
"""


ON_RELEASE = """
CREATE TRIGGER check_text AFTER UPDATE ON archive_release
    FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION archive_check_text();
CREATE TRIGGER check_own_spans AFTER INSERT OR UPDATE ON archive_release
    FOR EACH ROW WHEN (NEW.parsed ? 'spans') EXECUTE FUNCTION archive_check_own_spans();
"""

DROP = "".join(
    [
        *(f"ALTER TABLE archive_{table} DROP CONSTRAINT {table}_exact_as_long_as_its_span;" for table in ANNOTATIONS),
        *(
            f"DROP FUNCTION {name}() CASCADE;"
            for name in (
                "archive_check_spans", "archive_check_text", "archive_check_own_spans", "archive_keep_decisions", "archive_keep_decided_rows",
            )
        ),
        "DROP FUNCTION IF EXISTS archive_first_untrue(text, bigint[], int[], int[], text[]);",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_models")]
    operations = [
        migrations.RunSQL(
            "".join(
                [
                    (Path(__file__).parent / "sql" / "triggers.sql").read_text(encoding="utf-8"),
                    *(on_curated(table, groups) for table, groups in GROUPS.items()),
                    *(on_annotations(table) for table in ANNOTATIONS),
                    ON_RELEASE,
                ]
            ),
            DROP,
        ),
    ]
