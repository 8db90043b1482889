"""What a search looks into stays in the row, and the text, which is larger, goes out of it where both have no room.

A walk down the index on days, and the check of a phrase, then read a page for each release, not five. Rows that are
there already stay as they are until the table is written anew (`VACUUM FULL archive_release`).
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0029_likenesses_and_terms_by_index")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE archive_release ALTER COLUMN search SET STORAGE main",
            "ALTER TABLE archive_release ALTER COLUMN search SET STORAGE extended",
        )
    ]
