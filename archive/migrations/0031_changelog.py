"""The log of what was written, by transaction: tables, triggers, and what is there already."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

ENTITIES = ["person", "organization", "office", "programme", "event", "indicator", "subject"]
ANNOTATIONS = ["quote", "figure", "tenure", "participation", "mention"]
TABLES = ["source", *ENTITIES, "release", *ANNOTATIONS]


def on(table):
    return f"""
CREATE TRIGGER log_new AFTER INSERT ON archive_{table}
    REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION archive_log_written();
CREATE TRIGGER log_changed AFTER UPDATE ON archive_{table}
    REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION archive_log_written();
CREATE TRIGGER log_gone AFTER DELETE ON archive_{table}
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION archive_log_written();
CREATE TRIGGER log_emptied BEFORE TRUNCATE ON archive_{table} FOR EACH STATEMENT EXECUTE FUNCTION archive_log_written();
SELECT archive_log('{table}', 'created', array_agg(id ORDER BY id))
    FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / 1000 AS part FROM archive_{table}) AS one GROUP BY part ORDER BY part;
"""


FORWARD = (Path(__file__).parent / "sql" / "changelog.sql").read_text(encoding="utf-8") + "".join(map(on, TABLES))
BACK = "".join(
    f"DROP FUNCTION {name} CASCADE;"
    for name in (
        "archive_log_surroundings()", "archive_log_written()", "archive_log(text, text, bigint[])", "archive_origin()", "archive_identity()",
    )
)


class Migration(migrations.Migration):
    dependencies = [("archive", "0030_search_within_the_row")]
    operations = [
        migrations.CreateModel(
            name="ChangeOrigin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identity", models.TextField(help_text="System identifier, time line, database and table of the log.", unique=True, verbose_name="identity")),
            ],
            options={
                "verbose_name": "origin of changes",
                "verbose_name_plural": "origins of changes",
                "db_table": "changelog_origin",
            },
        ),
        migrations.CreateModel(
            name="ChangeLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.BigIntegerField(help_text="Where it was written: a later database has a higher one.", verbose_name="origin")),
                ("xid", models.BigIntegerField(help_text="The 64-bit number of the transaction.", verbose_name="transaction")),
                ("kind", models.CharField(help_text="The kind of record, such as quote.", max_length=20, verbose_name="kind")),
                ("act", models.CharField(choices=[("created", "created"), ("updated", "updated"), ("deleted", "deleted")], help_text="What was done to them.", max_length=7, verbose_name="act")),
                ("ids", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), help_text="The records, a thousand at most.", size=None, verbose_name="ids")),
                ("at", models.DateTimeField(help_text="When the transaction began.", verbose_name="at")),
            ],
            options={
                "verbose_name": "change log",
                "verbose_name_plural": "change log",
                "db_table": "changelog",
                "indexes": [models.Index(fields=["origin", "xid", "id"], name="changelog_in_order")],
            },
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
