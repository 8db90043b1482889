"""The undoer may write `decided`."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"
NAME = "FUNCTION archive_keep_decisions()"


def as_it_was():
    """The function as migration 0003 made it."""
    triggers = (SQL / "triggers.sql").read_text(encoding="utf-8")
    start = triggers.index(f"CREATE {NAME}")
    end = triggers.index("\n$$;", start) + len("\n$$;")
    return triggers[start:end].replace("CREATE", "CREATE OR REPLACE", 1)


class Migration(migrations.Migration):
    dependencies = [("archive", "0006_roles")]
    operations = [migrations.RunSQL((SQL / "undoer.sql").read_text(encoding="utf-8"), as_it_was())]
