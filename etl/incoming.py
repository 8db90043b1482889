"""Documents that the archive does not have, and the releases that they may be versions of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.backends.utils import CursorWrapper

from archive.curation.likeness import SAME_DOCUMENT, shared
from archive.models import Release
from etl.document import Document, Text
from etl.finds import Finds
from etl.tables import rows

LITTLE_ALIKE = 0.1  # below, two documents of one name are not even possible versions of each other
Source = tuple[int, str, str, str]  # release, identifier, url, name


@dataclass(slots=True)
class Incoming:
    """A document that the archive does not have, read and parsed. `release` is the one it is a new version of.

    `read` is what the parser found; `finds` has what the Authority adds, as soon as the release is known.
    """

    document: Document
    sha256: str
    text: Text
    read: Finds
    parser_version: str
    release: int | None = None
    source: int | None = None  # where the bytes are kept already: they came to wait for a worker
    alike: tuple[int, float] | None = None  # a release it may be a version of, and how alike they are
    changed: bool = False
    again: bool = False  # the text that the archive has, read again: no new document came
    is_touched: bool = False  # whether more changes than the note of how it was read
    finds: Finds = field(init=False)

    def __post_init__(self) -> None:
        self.finds = self.read


def keys(one: Incoming) -> set[tuple[str, str]]:
    """What another version of the document would have too."""
    given = one.text.given
    told = {("identifier", given.identifier), ("url", given.url), ("name", path(one) or "")}
    return {key for key in told if key[1]}


def lock_documents(cursor: CursorWrapper, batch: Sequence[Incoming]) -> None:
    """Let no other worker store versions of these documents until the transaction ends.

    Every worker takes these locks before all others, in one order: none waits for another in a circle.
    """
    wanted = sorted({"\x1f".join(key) for one in batch for key in keys(one)})
    statement = """
        SELECT pg_advisory_xact_lock(number) FROM (
            SELECT DISTINCT hashtextextended(one, 1) AS number FROM unnest(%s::text[]) AS one ORDER BY 1
        ) AS numbers
    """
    rows(cursor, statement, [wanted])


def identify(cursor: CursorWrapper, batch: Sequence[Incoming]) -> list[Incoming]:
    """Tell which release each document is a version of; give back those that another of the batch changes first.

    The same identifier, else the same address, else the same path and half of the document's shingles shared.
    """
    known = sources_like(cursor, batch)
    texts: dict[int, str] = {}
    by_path = {source[0] for one in batch for source in known if source[3] == path(one)}
    if by_path:
        texts = dict(rows(cursor, "SELECT id, text FROM archive_release WHERE id = ANY(%s)", [sorted(by_path)]))
    taken: set[int] = set()
    later = []
    for one in batch:
        one.release, one.alike = release_of(one, known, texts)
        one.changed = one.release is not None
        if one.release in taken:
            later.append(one)
        elif one.release is not None:
            taken.add(one.release)
    return later


def sources_like(cursor: CursorWrapper, batch: Sequence[Incoming]) -> list[Source]:
    statement = """
        SELECT release_id, identifier, url, name FROM archive_source
        WHERE identifier <> '' AND identifier = ANY(%s) AND release_id IS NOT NULL
        UNION SELECT release_id, identifier, url, name FROM archive_source
        WHERE url <> '' AND url = ANY(%s) AND release_id IS NOT NULL
        UNION SELECT release_id, identifier, url, name FROM archive_source
        WHERE name = ANY(%s) AND release_id IS NOT NULL
        ORDER BY 1
    """
    identifiers = [one.text.given.identifier for one in batch if one.text.given.identifier]
    urls = [one.text.given.url for one in batch if one.text.given.url]
    return rows(cursor, statement, [identifiers, urls, [name for one in batch if (name := path(one))]])


def path(one: Incoming) -> str | None:
    """The document's path, unless it came in by a pipe that tells nothing."""
    return None if one.document.name.startswith("stdin") else one.document.name


def release_of(
    one: Incoming, known: Sequence[Source], texts: dict[int, str]
) -> tuple[int | None, tuple[int, float] | None]:
    given = one.text.given
    for release, identifier, _url, _name in known:
        if given.identifier and identifier == given.identifier:
            return release, None
    open_ = [source for source in known if not (given.identifier and source[1])]
    for release, _identifier, url, _name in open_:
        if given.url and url == given.url:
            return release, None
    near = {release for release, _identifier, url, name in open_ if name == path(one) and not (given.url and url)}
    score, release = max(((shared(one.text.content, texts[release]), -release) for release in near), default=(0.0, 0))
    if score >= SAME_DOCUMENT:
        return -release, None
    return None, (-release, score) if score >= LITTLE_ALIKE else None


def label(one: Incoming) -> str:
    """How lists name the release."""
    title: str | None = one.finds.fields["title"]
    return title or str(Release(city=one.finds.fields["city"], text=one.text.content, parsed=one.finds.parsed))


def counts(one: Incoming) -> dict[str, int]:
    """What was found, by kind; persons, events and programmes once each."""
    finds = one.finds.finds
    named = [
        (target, find.values[target])
        for find in finds["mention"]
        for target in ("person", "event", "programme")
        if find.values[target]
    ]
    entities = {
        f"{target}s": len({who for kind, who in named if kind == target}) for target in ("person", "event", "programme")
    }
    return {"quotes": len(finds["quote"]), "figures": len(finds["figure"]), **entities}
