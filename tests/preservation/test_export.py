"""The portable export, read with nothing but the standard library."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

from archive.models import Person, Quote
from archive.preservation.exporting import export
from etl.run import ingest

pytestmark = pytest.mark.django_db(transaction=True)
SEEDS = Path("seeds")


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    ingest(["seeds"])
    person = Person.objects.order_by("id").first()
    assert person is not None
    person.aliases = ["=1+1", 'dit "le Grand"', "à\\la ligne"]
    person.save()
    get_user_model().objects.create_user("ada", email="ada@example.org", password="correct horse battery")
    call_command("export", str(tmp_path / "bag"))
    return tmp_path / "bag"


def lines(bag: Path, name: str) -> list[dict[str, Any]]:
    with (bag / f"data/records/{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def table(bag: Path, name: str) -> list[dict[str, str]]:
    with (bag / f"data/records/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files(bag: Path) -> set[str]:
    return {path.relative_to(bag).as_posix() for path in bag.rglob("*") if path.is_file()}


def manifest(bag: Path, name: str) -> dict[str, str]:
    pairs = (line.split("  ", 1) for line in (bag / name).read_text(encoding="utf-8").splitlines())
    return {path: sha256 for sha256, path in pairs}


def test_every_file_has_its_hash_in_the_manifests(bag: Path) -> None:
    payload, tags = manifest(bag, "manifest-sha256.txt"), manifest(bag, "tagmanifest-sha256.txt")
    assert payload.keys() | tags.keys() | {"tagmanifest-sha256.txt"} == files(bag)
    for path, sha256 in (payload | tags).items():
        assert hashlib.sha256((bag / path).read_bytes()).hexdigest() == sha256, path
    oxum = re.search(r"^Payload-Oxum: (\d+)\.(\d+)$", (bag / "bag-info.txt").read_text(), re.MULTILINE)
    assert oxum is not None
    assert (int(oxum[1]), int(oxum[2])) == (sum((bag / path).stat().st_size for path in payload), len(payload))
    assert (bag / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def test_every_row_of_the_archive_is_there_twice(bag: Path) -> None:
    names = {path.stem for path in (bag / "data/records").iterdir()}
    assert {"release", "quote", "history_person", "expunged", "user", "contenttype"} <= names
    with connection.cursor() as cursor:
        for model in apps.get_models():
            name = model._meta.db_table.removeprefix("archive_").removeprefix("auth_")
            if model._meta.app_label == "archive" and name in names:
                cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
                assert cursor.fetchone() == (len(lines(bag, name)),), name
    for name in names:
        rows = table(bag, name)
        assert [row["id" if "id" in row else "pgh_id"] for row in rows] == [
            str(row.get("id", row.get("pgh_id"))) if "pgh_id" not in row else str(row["id"]) for row in lines(bag, name)
        ]


def test_the_originals_are_byte_for_byte_the_seeds(bag: Path) -> None:
    received = {path.name: path.read_bytes() for path in SEEDS.iterdir()}
    assert {row["name"]: (bag / row["file"]).read_bytes() for row in lines(bag, "source")} == received


def test_words_stand_where_the_records_say(bag: Path) -> None:
    texts = {row["id"]: row["text"] for row in lines(bag, "release")}
    for name in ("quote", "figure", "tenure", "participation", "mention"):
        for row in lines(bag, name):
            assert row["start"] is None or texts[row["release_id"]][row["start"] : row["end"]] == row["exact"]
    persons = {row["id"]: row["name"] for row in lines(bag, "person")}
    said = {(row["text"], persons.get(row["speaker_id"])) for row in lines(bag, "quote")}
    assert said == set(Quote.objects.values_list("text", "speaker__name"))


def test_csv_tells_null_from_empty_and_keeps_every_sign(bag: Path) -> None:
    aliases = ["=1+1", 'dit "le Grand"', "à\\la ligne"]
    assert [row["aliases"] for row in lines(bag, "person") if row["aliases"]] == [aliases]
    assert [json.loads(row["aliases"]) for row in table(bag, "person") if row["aliases"] != "[]"] == [aliases]
    header = (bag / "data/records/release.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert header.split(",") == list(lines(bag, "release")[0])


def test_the_readme_says_what_each_field_is(bag: Path) -> None:
    told = (bag / "README.md").read_text(encoding="utf-8")
    for path in (bag / "data/records").glob("*.csv"):
        section = told.partition(f"## {path.stem}\n")[2].partition("\n## ")[0]
        assert section, path.stem
        described = set(re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", section, re.MULTILINE))
        header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert described == set(header), path.stem


def test_no_secret_goes_out(bag: Path) -> None:
    everything = b"".join(path.read_bytes() for path in (bag / "data/records").iterdir())
    for secret in (b"pbkdf2", b"ada@example.org", b"argon2"):
        assert secret not in everything
    assert lines(bag, "user")[0].keys() == {"id", "username", "first_name", "last_name", "is_active"}


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    with pytest.raises(CommandError, match="is there already, and nothing was written"):
        call_command("export", str(tmp_path / "bag"))
    assert files(tmp_path) == set()


def test_what_was_cut_short_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "bag.partial" / "data").mkdir(parents=True)
    (tmp_path / "bag.partial" / "data" / "rest.txt").write_text("rest")
    call_command("export", str(tmp_path / "bag"))
    assert not (tmp_path / "bag.partial").exists()
    assert "data/rest.txt" not in files(tmp_path / "bag")


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    """80 MB of originals and 20 MB of rows go out in a few."""
    with connection.cursor() as cursor:
        cursor.execute("""
            INSERT INTO archive_source (name, other_names, sha256, content, media_type, encoding, identifier, url)
            SELECT 's' || n, '{}', encode(sha256(c), 'hex'), c, 'text/plain', '', '', ''
            FROM (SELECT n, convert_to(repeat(n::text || ' ', 200000), 'UTF8') AS c FROM generate_series(100, 199) n) s
        """)
        cursor.execute("""
            INSERT INTO archive_person (name, aliases, identifiers, parsed, decided, supplied, flags, version)
            SELECT repeat(n::text, 500), '{}', '{}', '{}', '{}', '{}', '{}', 1 FROM generate_series(1000, 11000) n
        """)
    tracemalloc.start()
    try:
        export(tmp_path / "bag")
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sum(path.stat().st_size for path in (tmp_path / "bag").rglob("*")) > 100_000_000
    assert peak < 20_000_000
