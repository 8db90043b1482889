"""Parsed documents against the archive: whom they name, what is to change. Nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from archive.curation.deciding import decide
from etl.authority import Authority
from etl.changes import Changes, Proposed
from etl.finds import Find, Finds
from etl.incoming import Incoming
from etl.named import Named, from_json
from etl.reconcile_choice import choose
from etl.reconcile_names import Names
from etl.reconcile_summary import summarise
from etl.reconcile_versions import CANDIDATES, Version, resolved
from etl.stored import Row, abandon, named_before, read_rows
from etl.tables import COLUMNS, RELEASE, REQUIRED, column, loaded, next_ids, rows
from etl.taught import Circumstances, taught

# What a document that waited with its bytes gets when it is read.
READ_OFF = ("encoding", "identifier", "url", "release_id", "waits_for_id", "given", "failure")


@dataclass(slots=True)
class Existing:
    """A release as it stands."""

    id: int
    text: str
    parsed: dict[str, Any]
    decided: list[str]
    flags: list[str]
    sha256: str
    parser_version: str
    authority_hash: str
    values: dict[str, Any]
    rows: list[Row] = field(default_factory=list)


def reconcile(cursor: CursorWrapper, batch: Sequence[Incoming], authority: Authority) -> tuple[Changes, Names]:
    """Everything that a batch of identified documents changes; sets `release` of those that are new."""
    changes = Changes()
    existing = read_existing(cursor, [one.release for one in batch if one.release is not None])
    releases = next_ids(cursor, {"release": sum(not one.changed for one in batch)})["release"]
    for one, id_ in zip([one for one in batch if not one.changed], releases, strict=True):
        one.release = id_
    for one in batch:
        one.is_touched = False
        now = circumstances(authority, one, existing.get(one.release or 0))
        one.finds = taught(one.read, one.text.content, authority, now)
    known = learn(Names(cursor, authority), batch, existing)
    fresh: list[tuple[int, Find]] = []
    versions: dict[int, Version] = {}
    for scope, one in enumerate(batch):
        note_candidates(known, scope, one.finds)
        if one.changed:
            old = existing[one.release or 0]
            versions[scope] = Version(scope, old.id, old.text, one.text.content, old.rows, one.finds, known)
            fresh += [(scope, find) for find in versions[scope].match() if complete(known, scope, find)]
        else:
            fresh += [(scope, find) for find in one.finds.all() if complete(known, scope, find)]
    ids = numbered(cursor, fresh)
    for version in versions.values():
        ids.update({number: row.id for number, row in version.row_of.items()})
    for scope, find in fresh:
        changes.new[find.table].append(annotation(known, scope, batch[scope], find, ids))
        batch[scope].is_touched = True
    for scope, one in enumerate(batch):
        if scope not in versions:
            add_release(changes, known, scope, one)
        else:
            size = changes.size()
            change_release(changes, known, scope, one, existing[one.release or 0])
            versions[scope].settle(ids, changes)
            let_go(changes, one, existing[one.release or 0], versions[scope])
            one.is_touched = one.is_touched or changes.size() > size
    silent = {number for version in versions.values() for number in version.silent()}
    summarise(known, [(scope, one.finds, one.sha256) for scope, one in enumerate(batch)], silent, changes)
    known.forget(changes.drop_unused())
    add_sources(cursor, changes, [one for one in batch if not one.again])
    return changes, known


def read_existing(cursor: CursorWrapper, releases: Sequence[int]) -> dict[int, Existing]:
    """The releases of which new versions came, locked in order, with their annotations."""
    if not releases:
        return {}
    found = rows(
        cursor,
        "SELECT r.id, r.text, r.parsed, r.decided, r.flags, s.sha256, r.parser_version, r.authority_hash, {columns} "
        "FROM archive_release r JOIN archive_source s ON s.id = r.source_id "
        "WHERE r.id = ANY(%s) ORDER BY r.id FOR UPDATE OF r",
        [sorted(releases)],
        columns=sql.SQL(", ").join(sql.Identifier("r", column("release", one)) for one in RELEASE),
    )
    annotations = read_rows(cursor, releases)
    return {
        id_: Existing(
            *(id_, text, loaded(parsed), decided, flags, sha256, version, taught_by),
            values=dict(zip(RELEASE, values, strict=True)),
            rows=annotations[id_],
        )
        for id_, text, parsed, decided, flags, sha256, version, taught_by, *values in found
    }


def circumstances(authority: Authority, one: Incoming, old: Existing | None) -> Circumstances:
    """The release's day and issuer: as an editor decided, else as they are read now."""
    decided = {field: old.values[field] for field in ("published_on", "issuer") if field in old.decided} if old else {}
    issuer = decided["issuer"] if "issuer" in decided else authority.body(one.read.fields["issuer"].name)
    return Circumstances(decided.get("published_on", one.read.fields["published_on"]), issuer)


def learn(known: Names, batch: Sequence[Incoming], existing: dict[int, Existing]) -> Names:
    """Find or prepare everybody and everything that the batch names."""
    made: list[tuple[int, Named]] = []
    asked: list[tuple[int, Named]] = []
    for scope, one in enumerate(batch):
        made += [(scope, named) for named in one.finds.named]
        if one.changed:
            old = existing[one.release or 0]
            known.local[scope] = local(old.rows)
            asked += [(scope, named) for named in named_before(old.rows)]
            asked += [(scope, named) for named in [from_json("organization", old.parsed.get("issuer"))] if named]
    known.learn(made, asked)
    choose(known, [(scope, one.finds) for scope, one in enumerate(batch)])
    return known


def local(found: Sequence[Row]) -> dict[str, set[int]]:
    """Persons and events that the rows of a release point at: those known only there are found again."""
    near: defaultdict[str, set[int]] = defaultdict(set)
    for row in found:
        for one in ("person", "event", "speaker"):
            if row.values.get(one) is not None:
                near["person" if one == "speaker" else one].add(row.values[one])
    return near


def note_candidates(known: Names, scope: int, finds: Finds) -> None:
    """Mark what cannot be told because several hold the name."""
    several: dict[str, list[int]] = {}
    for find in finds.all() if known.homonyms else ():
        for _field, one in find.named:
            if len(known.candidates(scope, one)) > 1 and not known.resolve(scope, one):
                several[one.name] = [entity.id for entity in known.candidates(scope, one)]
                find.flags = sorted({*find.flags, CANDIDATES})
                find.parsed.setdefault("candidates", {})[one.name] = several[one.name]
    if several:
        finds.parsed["candidates"] = several


def complete(known: Names, scope: int, find: Find) -> bool:
    """Whether everybody is known without whom the annotation would say nothing."""
    unknown = {field for field, one in find.named if not known.resolve(scope, one)}
    return not unknown or all(
        any(find.values[one] is not None and one not in unknown for one in group)
        for group in REQUIRED.get(find.table, ())
    )


def numbered(cursor: CursorWrapper, fresh: Sequence[tuple[int, Find]]) -> dict[int, int]:
    """An id for every new find, by id()."""
    wanted: defaultdict[str, list[Find]] = defaultdict(list)
    for _scope, find in fresh:
        wanted[find.table].append(find)
    drawn = next_ids(cursor, {table: len(found) for table, found in wanted.items()})
    return {
        id(find): number for table, found in wanted.items() for find, number in zip(found, drawn[table], strict=True)
    }


def annotation(known: Names, scope: int, one: Incoming, find: Find, ids: dict[int, int]) -> dict[str, Any]:
    values, column = resolved(find, scope, known, one.finds, ids), COLUMNS[find.table]
    if values.get("speaker") is None and values.get("organization") is None and "basis" in values:
        values["basis"] = None
    return {
        "id": ids[id(find)],
        "release_id": one.release,
        "start": find.start,
        "end": find.end,
        "exact": find.exact,
        "rule": find.rule,
        "confidence": find.confidence,
        "review": "pending",
        "parsed": find.parsed,
        "flags": find.flags,
        **{column[field]: value for field, value in values.items()},
    }


def release_values(known: Names, scope: int, finds: Finds) -> dict[str, Any]:
    issuer = known.resolve(scope, finds.fields["issuer"])
    return {**finds.fields, "issuer": issuer.id if issuer else None}


def read_now(known: Names, one: Incoming) -> dict[str, Any]:
    """What a release keeps of how it was read."""
    return {"parser_version": one.parser_version, "authority_hash": known.authority.hash}


def add_release(changes: Changes, known: Names, scope: int, one: Incoming) -> None:
    columns = {column("release", field): value for field, value in release_values(known, scope, one.finds).items()}
    flags = [CANDIDATES] if "candidates" in one.finds.parsed else []
    row = {"id": one.release, **columns, "parsed": one.finds.parsed, **read_now(known, one), "flags": flags}
    changes.new["release"].append({**row, "text": one.text.content, "state": "to_read"})
    if one.alike:
        changes.alike.append((one.alike[0], one.release or 0, one.alike[1]))


def change_release(changes: Changes, known: Names, scope: int, one: Incoming, old: Existing) -> None:
    """A new version, or the same text read again: fields that nobody decided take what is read now."""
    now, said = release_values(known, scope, one.finds), one.finds.parsed
    decision = decide("release", old.values, old.decided, before(known, scope, old, now, said), now)
    for stored in old.rows:
        if stored.start is not None and one.text.content[stored.start : stored.end] != stored.exact:
            changes.unplaced[stored.table].append(stored.id)
    flags = {*old.flags} - {CANDIDATES} | ({CANDIDATES} if "candidates" in said else set())
    taken = {column("release", field): value for field, value in decision.take.items()}
    kept = {"parsed": old.parsed, "text": old.text, "flags": sorted(old.flags)}
    new = {"parsed": said, "text": one.text.content, "flags": sorted(flags)}
    taken |= {field: value for field, value in new.items() if value != kept[field]}
    stamp = read_now(known, one)
    if taken or not one.again:
        changes.updated["release"].append((old.id, {**taken, **stamp}))
    elif stamp != {"parser_version": old.parser_version, "authority_hash": old.authority_hash}:
        changes.stamped.append((old.id, stamp))
    changes.proposed += [
        Proposed("release", old.id, group, {field: said[field] for field in values})
        for group, values in decision.propose.items()
    ]
    changes.proposed += [Proposed("release", old.id, group, None) for group in decision.settled]


def let_go(changes: Changes, one: Incoming, old: Existing, version: Version) -> None:
    """Whoever the release no longer says the same of is summarised anew, and may go."""
    is_same = one.again and old.parsed.get("published_on") == one.finds.parsed.get("published_on")
    abandon(version.lost if is_same else old.rows, changes)
    changes.stale.add(old.sha256)
    if old.values["issuer"] is not None:
        changes.abandoned["organization"].add(old.values["issuer"])


def before(known: Names, scope: int, old: Existing, now: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """What was read last time, as fields; the same words mean what they mean now."""
    told = {
        field: now[field] if old.parsed.get(field) == said.get(field) else old.parsed.get(field) for field in RELEASE
    }
    if (who := from_json("organization", old.parsed.get("issuer"))) and told["issuer"] != now["issuer"]:
        holder = known.resolve(scope, who)
        told["issuer"] = holder.id if holder else None
    return told


def add_sources(cursor: CursorWrapper, changes: Changes, batch: Sequence[Incoming]) -> None:
    """The documents as received, in the order of their hashes: two workers with the same never wait in a circle."""
    ids = iter(next_ids(cursor, {"source": sum(one.source is None for one in batch)})["source"])
    row_of = {row["id"]: row for row in changes.new["release"]}
    updates = dict(changes.updated["release"])
    for one in sorted(batch, key=lambda one: one.sha256):
        row = source(one, one.source or next(ids))
        (updates[one.release] if one.changed else row_of[one.release])["source_id"] = row["id"]  # type: ignore[index]
        if one.source is None:
            changes.new["source"].append(row)
        else:
            changes.updated["source"].append((one.source, {name: row[name] for name in READ_OFF}))


def source(one: Incoming, id_: int) -> dict[str, Any]:
    return {
        "id": id_,
        "name": one.document.name,
        "other_names": [],
        "sha256": one.sha256,
        "content": one.document.content,
        "media_type": one.document.media_type,
        "encoding": one.text.encoding,
        "identifier": one.text.given.identifier,
        "url": one.text.given.url,
        "release_id": one.release,
        "waits_for_id": None,
        "given": {},
        "failure": "",
    }
