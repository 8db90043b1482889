"""The queue: its order, kept by triggers; and desk columns of a release that are no change of its content."""

from pathlib import Path

from django.db import migrations, models

ANNOTATIONS = ["quote", "figure", "tenure", "participation", "mention"]
GROUPS = "'issuer_id', 'title', 'language', 'published_on', 'city,country,country_code'"
# Taking a release in hand and renewing the lease decide nothing and make nobody's page of it stale.
CONTENT = (
    "source_id, issuer_id, title, language, published_on, city, country, country_code, text, parser_version, authority_hash, "
    "parsed, decided, supplied, flags, version, run_id"
)


def on_annotations(table):
    return f"""
CREATE TRIGGER queue_new AFTER INSERT ON archive_{table}
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION archive_queue_new();
CREATE TRIGGER queue_changed AFTER UPDATE ON archive_{table}
    REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION archive_queue_changed();
CREATE TRIGGER queue_gone AFTER DELETE ON archive_{table}
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION archive_queue_gone();
"""


def keeping(columns):
    """The trigger that keeps a release's decisions and version, for updates of some columns or of all."""
    return f"""
DROP TRIGGER keep_decisions ON archive_release;
CREATE TRIGGER keep_decisions BEFORE UPDATE{f' OF {columns}' if columns else ''} ON archive_release
    FOR EACH ROW EXECUTE FUNCTION archive_keep_decisions({GROUPS});
"""


FORWARD = "".join(
    [
        (Path(__file__).parent / "sql" / "queue.sql").read_text(encoding="utf-8"),
        *(on_annotations(table) for table in ANNOTATIONS),
        keeping(CONTENT),
    ]
)
BACK = keeping("") + "".join(
    f"DROP FUNCTION {name} CASCADE;"
    for name in (
        "archive_queue_release()", "archive_queue_gone()", "archive_queue_changed()", "archive_queue_new()", "archive_requeue(bigint[])", "archive_least_certain(bigint)",
    )
) + "ALTER TABLE archive_queued DROP CONSTRAINT queued_release;"


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0007_undoer'),
    ]

    operations = [
        migrations.CreateModel(
            name='Queued',
            fields=[
                ('release_id', models.BigIntegerField(help_text="The release's id.", primary_key=True, serialize=False, verbose_name='release')),
                ('state', models.CharField(choices=[('to_read', 'to read'), ('in_hand', 'in hand'), ('done', 'done')], help_text='As the release has it.', max_length=10, verbose_name='state')),
                ('least_certain', models.FloatField(default=1.0, help_text='The confidence of its least certain pending annotation; 1 where nothing is pending.', verbose_name='least certain')),
            ],
            options={
                'verbose_name': 'place in the queue',
                'verbose_name_plural': 'places in the queue',
                'ordering': ['least_certain', 'release_id'],
            },
        ),
        migrations.AddIndex(
            model_name='figure',
            index=models.Index(condition=models.Q(('flags', []), _negated=True), fields=['release'], name='figure_flagged'),
        ),
        migrations.AddIndex(
            model_name='figure',
            index=models.Index(condition=models.Q(('start__isnull', True)), fields=['release'], name='figure_unplaced'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('flags', []), _negated=True), fields=['release'], name='mention_flagged'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('start__isnull', True)), fields=['release'], name='mention_unplaced'),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(condition=models.Q(('flags', []), _negated=True), fields=['release'], name='participation_flagged'),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(condition=models.Q(('start__isnull', True)), fields=['release'], name='participation_unplaced'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('flags', []), _negated=True), fields=['release'], name='quote_flagged'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('start__isnull', True)), fields=['release'], name='quote_unplaced'),
        ),
        migrations.AddIndex(
            model_name='tenure',
            index=models.Index(condition=models.Q(('flags', []), _negated=True), fields=['release'], name='tenure_flagged'),
        ),
        migrations.AddIndex(
            model_name='tenure',
            index=models.Index(condition=models.Q(('start__isnull', True)), fields=['release'], name='tenure_unplaced'),
        ),
        migrations.AddIndex(
            model_name='queued',
            index=models.Index(condition=models.Q(('state', 'done'), _negated=True), fields=['least_certain', 'release_id'], name='queued_waiting'),
        ),
        migrations.AddIndex(
            model_name='queued',
            index=models.Index(fields=['state', 'least_certain', 'release_id'], name='queued_state'),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
