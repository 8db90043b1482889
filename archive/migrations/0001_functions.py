"""Extensions and the functions that columns and constraints are derived from."""

from pathlib import Path

from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

DROP = """
DROP FUNCTION archive_is_edtf(text);
DROP FUNCTION archive_edtf_latest(text);
DROP FUNCTION archive_edtf_earliest(text);
DROP FUNCTION archive_edtf_day(text, boolean);
DROP FUNCTION archive_keys(text, text[]);
DROP FUNCTION archive_key(text);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGinExtension(),
        migrations.RunSQL((Path(__file__).parent / "sql" / "functions.sql").read_text(encoding="utf-8"), DROP),
    ]
