"""Which backups stay, and which go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.preservation.retention import file_name, over, remove_old

START = datetime(2026, 1, 1, 2, 30, tzinfo=UTC)


def nightly(nights: int) -> list[str]:
    return [file_name(START + timedelta(days=number)) for number in range(nights)]


def kept(names: list[str], days: int, months: int) -> list[str]:
    gone = over(names, days, months)
    return [name for name in names if name not in gone]


def test_the_last_days_stay_and_the_last_of_each_month() -> None:
    days = [name[:10] for name in kept(nightly(100), 3, 4)]
    assert days == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-08", "2026-04-09", "2026-04-10"]


def test_of_several_of_a_day_the_newest_stays() -> None:
    names = [file_name(START + timedelta(hours=hour)) for hour in range(20)]
    assert kept(names, 2, 0) == [names[-1]]


def test_where_none_was_made_for_long_the_old_ones_stay() -> None:
    assert kept(nightly(2), 14, 0) == nightly(2)


def test_at_least_the_newest_stays_whatever_is_asked() -> None:
    assert kept(nightly(9), 1, 0) == nightly(9)[-1:]


def test_files_of_other_names_are_left_alone(tmp_path: Path) -> None:
    others = ["before-the-move.archive", "2026-01-01.archive", "2026-01-01T023000Z.archive.partial", "notes.txt"]
    for name in [*others, *nightly(3)]:
        (tmp_path / name).touch()
    assert remove_old(tmp_path, 1, 1) == nightly(2)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([*others, nightly(3)[-1]])


@pytest.mark.parametrize("arguments", [[], ["one.archive", "--into", "."], ["--into", ".", "--days", "0"]])
def test_the_command_wants_a_file_or_a_folder_and_keeps_a_day_at_least(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match=r"FILE|--days"):
        call_command("backup", *arguments, stdout=StringIO())


def test_a_folder_that_there_is_not_is_said_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no folder"):
        call_command("backup", "--into", str(tmp_path / "none"), stdout=StringIO())
