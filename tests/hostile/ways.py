"""The ways into the archive. Each takes hostile input and gives a word for what came of it; all else is a fault."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from archive.admin.formats import FORMATS
from archive.curation.decidable import ANNOTATIONS, ENTITIES
from archive.models import Quote, Release
from archive.reports.catalogue import REPORTS
from etl.run import RefusedError, ingest, metadata_of

Input = tuple[str, bytes]
Way = Callable[["Attacker", Input, Path], str]
WORDS = [
    "", "\0", "'", "\"'><script>alert(1)</script>", "=1+1", "-1", "0", "9" * 30, "9" * 5000, "1e400", "NaN",
    "null", "[]", "{}", "true", "é" * 300, "\ud7ff", "\U0010ffff", "a" * 100_000, "«", "« " * 500, "(" * 3000,
    "a & | ! b", "a:*", "<-> <2>", "\\", "%", "_", "%00", "../../etc/passwd", "2015-13-45", "XXXX-11-24", "0000",
    "quote-1", "quote-99999999999999999999", "confirm quote-1 1", "\u202e", "\r\nX: y", "${7*7}", "{{7*7}}",
    "1 OR 1=1", "pg_sleep(9)", "id__in", "speaker,release", "text", "json", "csv", "jsonld", "fr", "en", "\t", " ",
    "\n" * 500,
]  # fmt: skip


class Attacker:
    """Somebody with every right, an API's token's worth of patience, and bad intent."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.client = Client(raise_request_exception=True, headers={"accept-language": "en"})
        user, _made = get_user_model()._default_manager.get_or_create(
            username="mallory", defaults={"is_staff": True, "is_superuser": True}
        )
        self.client.force_login(user)
        self.paths = sorted(gettable())

    def word(self) -> str:
        return self.chance.choice(WORDS)

    def some_id(self, model: Any) -> int:
        found = list(model._default_manager.order_by("-pk").values_list("pk", flat=True)[:50])
        return int(self.chance.choice(found)) if found else 1


def gettable() -> set[str]:
    """Addresses without a number in them, of pages, feeds, lists and the API."""
    fixed = {
        "/",
        "/search/",
        "/search/feed/",
        "/reports/",
        "/api/v1/",
        "/api/v1/search/",
        "/api/v1/schema/",
        "/metrics",
    }
    fixed |= {f"/reports/{name}/" for name in REPORTS} | {f"/api/v1/reports/{name}/" for name in REPORTS}
    names = [name for name in get_resolver("archive.api.urls").reverse_dict if isinstance(name, str)]
    fixed |= {reverse(f"api:{name}") for name in names if name.endswith("-list")}
    names = [name for name in get_resolver("archive.reading.urls").reverse_dict if isinstance(name, str)]
    fixed |= {reverse(f"reading:{name}") for name in names if name.endswith("-list")}
    for kind in ("release", "source", "run", *ENTITIES, *ANNOTATIONS):
        fixed.add(reverse(f"admin:archive_{kind}_changelist"))
    return fixed | {reverse(f"admin:{name}") for name in ("index", "queue", "recent_changes", "try")}


def answered(status: int) -> str:
    if status >= 500:
        raise AssertionError(f"answered {status}")
    return str(status)


def as_file(_who: Attacker, given: Input, folder: Path) -> str:
    """`manage.py ingest FILE`."""
    path = folder / given[0]
    path.write_bytes(given[1])
    reasons: list[str] = []
    outcome = ingest([path], lambda done: reasons.append(done.reason) if done.state == "failed" else None)
    if any(not reason or "Traceback" in reason for reason in reasons):
        raise AssertionError(f"failed without a sentence: {reasons}")
    if outcome.failed == outcome.documents and outcome.rows_written:
        raise AssertionError(f"failed, and wrote {outcome.rows_written} rows")
    return "refused" if outcome.failed == outcome.documents else "read"


def as_table(_who: Attacker, given: Input, folder: Path) -> str:
    """`manage.py ingest --metadata TABLE`."""
    path = folder / (given[0] if given[0].endswith((".csv", ".xlsx")) else f"{given[0]}.csv")
    path.write_bytes(given[1])
    try:
        metadata_of(path, [folder])
    except RefusedError as error:
        return "refused" if str(error) else "read"
    return "read"


def as_upload(who: Attacker, given: Input, _folder: Path) -> str:
    """«Ingest documents» in the admin, sometimes with the same as a table of metadata."""
    form: dict[str, Any] = {"documents": SimpleUploadedFile(*given)}
    if who.chance.random() < 0.2:
        form["metadata"] = SimpleUploadedFile("known.csv", given[1])
    return answered(who.client.post("/admin/ingest/", form).status_code)


def as_post(who: Attacker, given: Input, _folder: Path) -> str:
    """`POST /api/v1/sources/`: as a file, or as what claims to be JSON."""
    if who.chance.random() < 0.5:
        sent = who.client.post("/api/v1/sources/", {"document": SimpleUploadedFile(*given)})
    else:
        sent = who.client.post("/api/v1/sources/", given[1], content_type="application/json")
    return answered(sent.status_code)


def as_spreadsheet(who: Attacker, given: Input, _folder: Path) -> str:
    """Import in the admin; what can be previewed is confirmed."""
    kind = who.chance.choice(["person", "quote", "figure", "event"])
    form = {"import_file": SimpleUploadedFile(*given), "format": who.chance.randrange(len(FORMATS)), "resource": 0}
    previewed = who.client.post(reverse(f"admin:archive_{kind}_import"), form)
    confirm = previewed.context and previewed.context.get("confirm_form")
    if confirm:
        confirmed = who.client.post(reverse(f"admin:archive_{kind}_process_import"), confirm.initial)
        return answered(confirmed.status_code)
    return answered(previewed.status_code)


def as_pasted(who: Attacker, given: Input, _folder: Path) -> str:
    """«Try a text»."""
    return answered(who.client.post("/admin/try/", {"text": given[1][:200_000].decode("utf-8", "replace")}).status_code)


def as_address(who: Attacker, _given: Input, _folder: Path) -> str:
    """What stands behind the «?» of any page or list."""
    path = who.chance.choice(who.paths)
    names = [
        *(
            "q",
            "page",
            "after",
            "limit",
            "order",
            "fields",
            "expand",
            "format",
            "count",
            "year",
            "confirmed",
            "speaker",
        ),
        *("date_from", "date_to", "kind", "_facets", "o", "e", "p", "all", "language", "rule", "month", "country"),
        who.word()[:50],
    ]
    asked = {who.chance.choice(names): who.word()[:3000] for _ in range(who.chance.randrange(1, 5))}
    response = who.client.get(path, asked)
    if response.streaming:
        b"".join(response.streaming_content)
    return answered(response.status_code)


def as_form(who: Attacker, _given: Input, _folder: Path) -> str:
    """The admin's forms, with nonsense in some of their fields."""
    kind = who.chance.choice((*ENTITIES, *ANNOTATIONS, "release", "note"))
    model = type_of(kind)
    page = reverse(f"admin:archive_{kind}_change", args=[who.some_id(model)])
    shown = who.client.get(page)
    if shown.status_code != 200 or "adminform" not in shown.context:
        return answered(shown.status_code)
    form = shown.context["adminform"].form
    sent = {form.add_prefix(name): form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: "" if value is None else value for name, value in sent.items()}
    for name in who.chance.sample(sorted(sent), min(len(sent), 3)):
        sent[name] = who.word()
    for inline in shown.context["inline_admin_formsets"]:
        prefix = inline.formset.prefix
        sent |= {f"{prefix}-TOTAL_FORMS": who.word()[:50] or "0", f"{prefix}-INITIAL_FORMS": "0"}
    return answered(who.client.post(page, sent).status_code)


def as_act(who: Attacker, _given: Input, _folder: Path) -> str:
    """The review screen's acts."""
    release, quote = who.some_id(Release), who.some_id(Quote)
    verbs = [
        "confirm",
        "reject",
        "pending",
        "same",
        "save",
        "make",
        "split",
        "join",
        "supply",
        "undo",
        "done",
        "open",
        who.word()[:99],
    ]
    act = " ".join([who.chance.choice(verbs), who.chance.choice([f"quote-{quote}", who.word()[:99]]), who.word()[:99]])
    sent = {
        "act": act,
        **{
            who.chance.choice(["start", "end", "text", "kind", "value", "speaker", "exact"]): who.word()
            for _ in range(3)
        },
    }
    return answered(who.client.post(reverse("admin:archive_release_review_act", args=[release]), sent).status_code)


def as_patch(who: Attacker, given: Input, _folder: Path) -> str:
    """The API's writing methods, with a body that is wrong in some way."""
    kind = who.chance.choice(["quotes", "figures", "persons", "releases", "events"])
    address = f"/api/v1/{kind}/{who.some_id(Quote)}/"
    field = who.chance.choice(["text", "kind", "value", "name", "start", "end", "speaker", "review", "version", "id"])
    values: list[Any] = [who.word(), [who.word()], {"a": who.word()}, None, True, 1e300, -1, 10**40]
    body = json.dumps({field: who.chance.choice(values)}).encode()
    if who.chance.random() < 0.3:
        body = given[1][:100_000]
    match = who.chance.choice(['"1.0"', "*", '"1.x"', who.word()[:50]]).replace("\n", "").replace("\r", "")
    sent = who.client.patch(address, body, content_type="application/json", headers={"if-match": match})
    return answered(sent.status_code)


def type_of(kind: str) -> Any:
    from django.apps import apps

    return apps.get_model("archive", kind)


WAYS: tuple[tuple[int, Way], ...] = (
    (40, as_file), (6, as_table), (8, as_upload), (10, as_post), (6, as_spreadsheet), (4, as_pasted), (12, as_address),
    (6, as_form), (4, as_act), (4, as_patch),
)  # fmt: skip
# What an input that was refused must not have changed; the others may write what an editor may.
REFUSES = {as_file, as_table, as_pasted, as_address}
