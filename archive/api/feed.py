"""Changes in the order of commits: whoever replays them ends with the rows that the lists show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.http import HttpResponseBase
from rest_framework.request import Request

from archive.api.answers import answer, written
from archive.api.asking import LARGEST_PAGE, PAGE, refuse_unknown, whole, words
from archive.api.cursors import CURSOR, NOW, cursor, place
from archive.api.log import Entry, end, entries
from archive.api.negotiation import Json
from archive.api.problems import Told, bad_request
from archive.api.resources import RESOURCES, octets
from archive.api.schema import READING, Operation, names, parameter
from archive.api.schema import whole as whole_number
from archive.api.shapes import REJECTED, Record, Root, Shape, shown
from archive.api.views import ApiView
from archive.curation.merging.addresses import survivors_of
from archive.models import ChangeLog, Release
from archive.reading.visible import with_parameters

PARAMETERS = ("after", "limit", "kind", "format")
MERGED, LEFT_OUT = "merged", "rejected"
Act = ChangeLog.Act
LONGEST = 10_000_000  # bytes of releases' texts in one answer, unless it holds one change only


class ChangesView(ApiView):
    """What was created, updated, deleted and merged since a cursor."""

    renderer_classes = [Json]

    def get(self, request: Request) -> HttpResponseBase:
        given = request.query_params
        refuse_unknown(given, PARAMETERS)
        errors: list[Told] = []
        limit = whole(given, "limit", PAGE, 1, LARGEST_PAGE, errors) or PAGE
        kinds = words(given, "kind", list(RESOURCES), errors)
        if errors:
            raise bad_request(errors)
        until = end()
        after = place(given.get("after"), until)
        found = entries(after, until.place, kinds, limit + 1) if after < until.place else []
        page = short(found[:limit])
        reached = page[-1].place if len(page) < len(found) else max(after, until.place)
        here = cursor(until, reached)
        more = with_parameters(request.build_absolute_uri(), after=here) if len(page) < len(found) else None
        told = {"next": more, "cursor": here, "results": changes(page, self.root(request))}
        return answer(request._request, written(told), Json.media_type)

    def operation(self, _method: str) -> Operation:
        parameters = [
            parameter(
                "after",
                {"type": "string", "pattern": CURSOR},
                f"The cursor of the last answer; {NOW} for that of this moment.",
            ),
            parameter("limit", {**whole_number(1, LARGEST_PAGE), "default": PAGE}, "How many changes an answer has."),
            parameter("kind", names(RESOURCES), "Only these kinds of record, parted by commas."),
        ]
        problems = READING | {410: "The cursor is of another archive, or of this one before it was restored."}
        answers = {200: {"application/json": DESCRIBED}}
        summary = "What was created, updated, deleted and merged, in the order of commits"
        return Operation("changes", summary, "changes", answers, problems, parameters)


def short(found: Sequence[Entry]) -> Sequence[Entry]:
    """As many of the entries as have LONGEST bytes of releases' texts, but one at least."""
    releases = {one.id for one in found if one.kind == "release"}
    sizes = dict(Release.objects.filter(pk__in=releases).values_list("pk", octets("text")))
    total = 0
    for number, one in enumerate(found):
        total += sizes.get(one.id, 0) if one.kind == "release" else 0
        if total > LONGEST and number:
            return found[:number]
    return found


def changes(found: Sequence[Entry], root: Root) -> list[Record]:
    """Each entry with the record as it is now; null where there is none any more, or an editor rejected it."""
    ids: defaultdict[str, set[int]] = defaultdict(set)
    for one in found:
        ids[one.kind].add(one.id)
    records = {kind: present(kind, some, root) for kind, some in ids.items()}
    merged = {kind: survivors_of(RESOURCES[kind].model, some - records[kind].keys()) for kind, some in ids.items()}
    return [change(one, records[one.kind].get(one.id), merged[one.kind].get(one.id), root) for one in found]


def present(kind: str, ids: set[int], root: Root) -> dict[int, Record]:
    """The records that there are, by id, with all fields that everybody may see."""
    resource = RESOURCES[kind]
    shape = Shape(resource, shown(resource, whole=True), (), root)
    return {one["id"]: one for one in map(shape.record, shape.of(resource.model._default_manager.filter(pk__in=ids)))}


def change(entry: Entry, record: Record | None, survivor: int | None, root: Root) -> Record:
    """One entry as it is told. `record` alone says what there is now; `change` says what the entry is about."""
    said: str = entry.act
    if record is not None and record.get("review") == REJECTED:
        said, record = LEFT_OUT, None
    elif record is not None and said == Act.DELETED:
        said = Act.UPDATED.value  # it has come back
    elif record is None and survivor is not None and said == Act.DELETED:
        said = MERGED
    return {
        "change": said,
        "kind": entry.kind,
        "id": entry.id,
        "self": root.record(RESOURCES[entry.kind], entry.id),
        "at": entry.at,
        "merged_into": survivor if said == MERGED else None,
        "record": record,
    }


CHANGE = {
    "type": "object",
    "properties": {
        "change": {"type": "string", "enum": [*Act.values, MERGED, LEFT_OUT]},
        "kind": {"type": "string", "enum": list(RESOURCES)},
        "id": {"type": "integer"},
        "self": {"type": "string", "format": "uri"},
        "at": {"type": "string", "format": "date-time", "description": "When its transaction began."},
        "merged_into": {"type": ["integer", "null"], "description": "The id of the record that it was merged into."},
        "record": {
            "type": ["object", "null"],
            "additionalProperties": True,
            "description": "The record as it is now, as its own address gives it; null where there is none any more.",
        },
    },
    "required": ["change", "kind", "id", "self", "at", "merged_into", "record"],
}
DESCRIBED = {
    "type": "object",
    "properties": {
        "next": {"type": ["string", "null"], "format": "uri", "description": "Null where nothing more has come yet."},
        "cursor": {"type": "string", "description": "What to give as `after` next time."},
        "results": {"type": "array", "items": CHANGE},
    },
    "required": ["next", "cursor", "results"],
}
