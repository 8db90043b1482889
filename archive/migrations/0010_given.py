"""What came with a document, kept with its release so that the text can be read again.

Until now it was not kept. What a release says of itself and was read nowhere in its text (it has no span) came with the
document; its issuer and language are kept as they are.
"""

from django.db import migrations

KEEP = """
SELECT set_config('archive.actor', 'machine', true);
UPDATE archive_release SET parsed = parsed || jsonb_build_object('given', jsonb_strip_nulls(jsonb_build_object(
    'title', CASE WHEN NOT coalesce(parsed -> 'spans', '{}') ? 'title' THEN parsed -> 'title' END,
    'published_on', CASE WHEN NOT coalesce(parsed -> 'spans', '{}') ? 'published_on' THEN parsed -> 'published_on' END,
    'city', CASE WHEN NOT coalesce(parsed -> 'spans', '{}') ? 'dateline' THEN parsed -> 'city' END,
    'country', CASE WHEN NOT coalesce(parsed -> 'spans', '{}') ? 'dateline' THEN parsed -> 'country' END,
    'issuer', parsed -> 'issuer' -> 'name',
    'language', parsed -> 'language'
))) WHERE parsed <> '{}' AND NOT parsed ? 'given';
SELECT set_config('archive.actor', '', true);
"""
FORGET = """
SELECT set_config('archive.actor', 'machine', true);
UPDATE archive_release SET parsed = parsed - '{given,told}'::text[] WHERE parsed ?| '{given,told}'::text[];
SELECT set_config('archive.actor', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0009_notes")]
    operations = [migrations.RunSQL(KEEP, FORGET)]
