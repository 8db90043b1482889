"""No machine empties a table in which people's decisions stand: what guards a row does not see a TRUNCATE."""

from django.db import migrations

TABLES = [
    "release", "quote", "figure", "tenure", "participation", "mention",
    "person", "organization", "office", "programme", "event", "indicator", "subject",
    "proposal", "likeness", "merge", "note",
]  # fmt: skip

FUNCTION = """
CREATE FUNCTION archive_refuse_truncate() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A machine cannot empty the table %: people''s decisions stand in it.', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', HINT = 'Delete the rows that are meant.';
END
$$;
"""


def on(table):
    return f"""
CREATE TRIGGER keep_rows BEFORE TRUNCATE ON archive_{table} FOR EACH STATEMENT
    WHEN (current_setting('archive.actor', true) IN ('machine', 'mover', 'undoer'))
    EXECUTE FUNCTION archive_refuse_truncate();
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0026_expunged")]
    operations = [
        migrations.RunSQL(
            "".join([FUNCTION, *map(on, TABLES)]),
            "DROP FUNCTION archive_refuse_truncate() CASCADE;",
        )
    ]
