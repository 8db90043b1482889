"""All that the archive holds as plain files, which need none of this software to be read: a bag (BagIt, RFC 8493).

    README.md                       what each file and each field is
    bagit.txt  bag-info.txt  manifest-sha256.txt  tagmanifest-sha256.txt
    data/records/release.jsonl      one JSON object a line; release.csv has the same rows
    data/originals/ab/abcd….txt     documents as received, named by their SHA-256

One snapshot, streamed: no more than a row, or one original, is in memory. The folder gets its name when it is whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation
from django.utils.translation import gettext as _
from psycopg import sql

from archive.models import Source
from archive.preservation.backup import Told, now, snapshot
from archive.preservation.contents import TEXT_SETTINGS
from archive.preservation.described import Exported, exported, original_of, readme

RECORDS, ORIGINALS = "data/records", "data/originals"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
AT_ONCE = 4  # originals that are fetched together


class ExportError(Exception):
    """Nothing was exported; the message says why."""


@dataclass(slots=True)
class Bag:
    """A bag being filled: every file is written once, and its hash is known then."""

    folder: Path
    told: Told
    payload: int = 0  # bytes
    files: int = 0
    rows: dict[str, int] = field(default_factory=dict)

    def add(self, path: str, pieces: Iterator[bytes], manifest: IO[str]) -> None:
        """Write a file and its line in a manifest."""
        digest = hashlib.sha256()
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as written:
            for piece in pieces:
                written.write(piece)
                digest.update(piece)
                self.payload += len(piece)
                self.told(len(piece))
        self.files += 1
        manifest.write(f"{digest.hexdigest()}  {path}\n")


def export(folder: Path, told: Told = lambda _: None) -> Bag:
    """Write the bag to `folder`, which must not be there yet. `told` hears of every piece, in bytes.

    Raises ExportError if there is something, OSError if the disk fails; what was written so far is then in
    `NAME.partial`, which the next export writes over.
    """
    if folder.exists():
        raise ExportError(
            _("%(folder)s is there already, and nothing was written: name a new folder.") % {"folder": folder}
        )
    if is_outdated():
        raise ExportError(_("The database is of an older version of the archive: run `manage.py migrate` first."))
    draft = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    bag = Bag(draft, told)
    with snapshot(), translation.override("en"):
        with connection.cursor() as cursor:
            cursor.execute(TEXT_SETTINGS)
        with (draft / "manifest-sha256.txt").open("w", encoding="utf-8") as manifest:
            for one in exported():
                write_records(bag, one, manifest)
            write_originals(bag, manifest)
        finish(bag)
    os.sync()
    draft.rename(folder)
    return bag


def is_outdated() -> bool:
    """Whether migrations wait."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def write_records(bag: Bag, one: Exported, manifest: IO[str]) -> None:
    """The rows of a table, as JSON Lines and as CSV."""
    bag.add(f"{RECORDS}/{one.name}.jsonl", counted(bag, one, json_lines(one)), manifest)
    bag.add(f"{RECORDS}/{one.name}.csv", csv(one), manifest)


def counted(bag: Bag, one: Exported, lines: Iterator[bytes]) -> Iterator[bytes]:
    bag.rows[one.name] = 0
    for line in lines:
        bag.rows[one.name] += 1
        yield line


def json_lines(one: Exported) -> Iterator[bytes]:
    """Each row as PostgreSQL writes it as JSON, and a line feed."""
    statement = sql.SQL("COPY (SELECT to_json(t)::text FROM ({}) AS t) TO STDOUT").format(one.query)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for (line,) in copy.rows():
            yield f"{line}\n".encode()


def csv(one: Exported) -> Iterator[bytes]:
    """The rows with a line of names; an empty field is null, "" is an empty text."""
    statement = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv, HEADER)").format(one.query)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for piece in copy:
            yield bytes(piece)


def write_originals(bag: Bag, manifest: IO[str]) -> None:
    found = Source.objects.order_by("pk").values_list("sha256", "media_type", "content")
    for sha256, media_type, content in found.iterator(chunk_size=AT_ONCE):
        path = f"{ORIGINALS}/{original_of(sha256, media_type)}"
        bag.add(path, iter([bytes(content)]), manifest)


def finish(bag: Bag) -> None:
    """The files about the bag, and their own manifest."""
    sums = {"payload": bag.payload, "files": bag.files}
    about = {
        "Bagging-Date": now()[:10],
        "Bag-Software-Agent": "press-archive, manage.py export",
        "External-Description": "A press archive: releases, what was read from them, what editors decided, originals",
        "Payload-Oxum": f"{sums['payload']}.{sums['files']}",
    }
    tags: dict[str, Callable[[], str]] = {
        "bagit.txt": lambda: DECLARATION,
        "bag-info.txt": lambda: "".join(f"{name}: {value}\n" for name, value in about.items()),
        "README.md": lambda: readme(bag.rows),
    }
    with (bag.folder / "tagmanifest-sha256.txt").open("w", encoding="utf-8") as manifest:
        payload = hashlib.sha256()
        with (bag.folder / "manifest-sha256.txt").open("rb") as written:
            while piece := written.read(1 << 20):
                payload.update(piece)
        manifest.write(f"{payload.hexdigest()}  manifest-sha256.txt\n")
        for name, text in tags.items():
            bag.add(name, iter([text().encode()]), manifest)
