"""A tenure's term, which an editor supplies; the check on the country of a participation."""

import archive.models.edtf
from django.db import migrations, models


GROUPS = "'start,end,exact', 'person_id', 'office_id'"


def keeping(groups):
    """The arguments of the triggers on tenures: columns that are decided together."""
    return f"""
DROP TRIGGER keep_decisions ON archive_tenure;
CREATE TRIGGER keep_decisions BEFORE UPDATE ON archive_tenure
    FOR EACH ROW EXECUTE FUNCTION archive_keep_decisions({groups});
DROP TRIGGER keep_first_decisions ON archive_tenure;
CREATE TRIGGER keep_first_decisions BEFORE INSERT ON archive_tenure
    FOR EACH ROW WHEN (coalesce(current_setting('archive.actor', true), '') NOT IN ('machine', 'mover'))
    EXECUTE FUNCTION archive_keep_decisions({groups});
"""


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0003_triggers'),
    ]

    operations = [
        migrations.AddField(
            model_name='tenure',
            name='term',
            field=models.CharField(blank=True, help_text='EDTF, supplied by an editor: from when to when (2014-11-07/2019-11-18), or a day on which it was held.', max_length=21, null=True, validators=[archive.models.edtf.validate_edtf], verbose_name='term'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('country_code__isnull', True), ('country_code__regex', '^[A-Z]{2}$'), _connector='OR'), name='participation_country_code_is_iso'),
        ),
        migrations.AddConstraint(
            model_name='tenure',
            constraint=models.CheckConstraint(condition=models.Func(models.F('term'), function='archive_is_edtf', output_field=models.BooleanField()), name='tenure_term_is_edtf', violation_error_message='Use YYYY, YYYY-MM, YYYY-MM-DD, XXXX-MM-DD or an interval of two of them, such as 2019-04-09/2019-04-11.'),
        ),
        migrations.AddField(
            model_name='tenure',
            name='earliest',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('term'), function='archive_edtf_earliest'), help_text='Derived from the date; empty where the year is unknown.', output_field=models.DateField(null=True)),
        ),
        migrations.AddField(
            model_name='tenure',
            name='latest',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('term'), function='archive_edtf_latest'), help_text='Derived from the date; empty where the year is unknown.', output_field=models.DateField(null=True)),
        ),
        migrations.RunSQL(keeping(f"{GROUPS}, 'term'"), keeping(GROUPS)),
    ]
