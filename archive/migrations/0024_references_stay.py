"""A machine takes no reference away that a person gave, and moves no record that a person decided to another release."""

from django.db import migrations

ANNOTATIONS = ["quote", "figure", "tenure", "participation", "mention"]
OTHERS = ["release", "person", "organization", "office", "programme", "event", "indicator", "subject"]

FUNCTION = """
CREATE FUNCTION archive_refuse_machine() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Row-level, before an update. Argument: what of a decided row the machine was about to change.
BEGIN
    RAISE EXCEPTION 'A person decided % %; a machine cannot change its %.', replace(TG_TABLE_NAME, 'archive_', ''), OLD.id, TG_ARGV[0]
        USING ERRCODE = 'check_violation', HINT = 'Leave the row as it is.';
END
$$;
"""


def on_curated(table, moved, told):
    """The triggers of a table: `moved` are the columns that say which record it is, `told` is their name in the refusal."""
    decided = f"(OLD.decided <> '{{}}' AND ({' OR '.join(f'OLD.{one} IS DISTINCT FROM NEW.{one}' for one in moved)}))"
    machine = "current_setting('archive.actor', true) = 'machine'"
    return f"""
CREATE TRIGGER keep_references BEFORE UPDATE ON archive_{table}
    FOR EACH ROW WHEN ({machine} AND OLD.supplied <> '{{}}' AND OLD.supplied IS DISTINCT FROM NEW.supplied)
    EXECUTE FUNCTION archive_refuse_machine('references');
CREATE TRIGGER keep_identity BEFORE UPDATE ON archive_{table}
    FOR EACH ROW WHEN ({machine} AND {decided}) EXECUTE FUNCTION archive_refuse_machine('{told}');
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0023_api_tokens")]
    operations = [
        migrations.RunSQL(
            "".join(
                [
                    FUNCTION,
                    *(on_curated(table, ["id", "release_id"], "number and release") for table in ANNOTATIONS),
                    *(on_curated(table, ["id"], "number") for table in OTHERS),
                ]
            ),
            "DROP FUNCTION archive_refuse_machine() CASCADE;",
        ),
    ]
