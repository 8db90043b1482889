"""No machine takes back what a person said of two records: that they are not the same, or that they were one."""

from django.db import migrations

TRIGGERS = """
CREATE TRIGGER keep_word BEFORE UPDATE ON archive_likeness
    FOR EACH ROW WHEN (current_setting('archive.actor', true) = 'machine' AND OLD.state <> 'suspected'
        AND (OLD.state, OLD.first_id, OLD.second_id, OLD.content_type_id)
            IS DISTINCT FROM (NEW.state, NEW.first_id, NEW.second_id, NEW.content_type_id))
    EXECUTE FUNCTION archive_refuse_machine('state');
CREATE TRIGGER keep_said BEFORE DELETE ON archive_likeness
    FOR EACH ROW WHEN (current_setting('archive.actor', true) = 'machine' AND OLD.state <> 'suspected')
    EXECUTE FUNCTION archive_refuse_machine('state');
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0024_references_stay")]
    operations = [
        migrations.RunSQL(
            TRIGGERS,
            "DROP TRIGGER keep_word ON archive_likeness; DROP TRIGGER keep_said ON archive_likeness;",
        )
    ]
