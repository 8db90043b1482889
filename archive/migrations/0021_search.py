"""Columns and indexes for searching; they are computed, so that no change of them counts as one of the record."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"
KEEP_DECISIONS = (SQL / "undoer.sql").read_text(encoding="utf-8")
COMPUTED = "{keys,earliest,latest,version,decided}"

DROP = """
DROP MATERIALIZED VIEW search_word;
DROP INDEX person_name_words, organization_name_words, organization_acronym, office_name_words;
DROP INDEX programme_name_words, event_name_words;
ALTER TABLE archive_release DROP COLUMN search;
ALTER TABLE archive_quote DROP COLUMN search;
DROP FUNCTION archive_name_words(text[]);
DROP FUNCTION archive_lexemes(text, text, "char");
DROP FUNCTION archive_lexemes(text);
DROP TEXT SEARCH CONFIGURATION public.archive_words;
DROP TEXT SEARCH DICTIONARY public.archive_stem;
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0020_waiting_with_metadata")]
    operations = [
        migrations.RemoveIndex("release", "release_title_trigram"),
        migrations.RunSQL((SQL / "search.sql").read_text(encoding="utf-8"), DROP),
        migrations.RunSQL(KEEP_DECISIONS.replace(COMPUTED, "{keys,earliest,latest,search,version,decided}"), KEEP_DECISIONS),
    ]
