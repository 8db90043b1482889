"""Bringing a document: the way that files go in the admin, by `etl.jobs`."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from archive.api.problems import ProblemError, unprocessable
from archive.models import Source

LARGE = 1_000_000  # bytes that nobody waits for while a worker is there
SEVERAL = (".zip", ".jsonl", ".ndjson")
UNNAMED, LINE = "document.txt", "document.jsonl"


def received(file: UploadedFile | None, body: Any) -> tuple[str, bytes, str]:
    """Name, bytes to ingest, and the hash by which the archive will know them.

    Raises ProblemError unless there is one document, a file or an object as a line of JSON Lines has (422), and
    it is not too large (413).
    """
    if file is not None:
        name = Path(file.name or UNNAMED).name
        if name.lower().endswith(SEVERAL):
            raise wrong(_("One request brings one document; send several, or use manage.py ingest."))
        if (file.size or 0) > settings.ARCHIVE_MAX_DOCUMENT_BYTES:
            told = _("The document has more than %(bytes)s bytes.") % {"bytes": settings.ARCHIVE_MAX_DOCUMENT_BYTES}
            raise ProblemError(413, told)
        content = file.read()
        return name, content, hashlib.sha256(content).hexdigest()
    if isinstance(body, dict) and {"text", "html"} & body.keys():
        content = orjson.dumps(body)
        return LINE, content, hashlib.sha256(content).hexdigest()
    raise wrong(_("Send a document: a file as “document”, or an object with “text” or “html”."))


def wrong(told: str) -> ProblemError:
    return unprocessable([{"field": "document", "detail": told}])


def ingest(name: str, content: bytes, sha256: str, user: int | None) -> tuple[int, dict[str, Any]]:
    """Keep a document and read it: the status (201 read, 200 known already, 202 left to a worker) and what came of it.

    Raises ProblemError (422) with the sentence that says why it cannot be read.
    """
    from etl.jobs import are_workers_there, compared, enqueue
    from etl.run import Done
    from etl.run import ingest as read

    done: list[Done] = []
    with tempfile.TemporaryDirectory(prefix="ingest-") as kept:
        path = Path(kept, name)
        path.write_bytes(content)
        if is_left := len(content) > LARGE and are_workers_there():
            enqueue([path], done.append, user)
        else:
            compared(read([path], done.append, user))
    (one,) = done
    if one.state == "failed":
        raise wrong(one.reason)
    source = Source.objects.only("pk", "release", "waits_for").get(sha256=sha256)
    waits = is_left and source.waits_for_id is not None
    told = {"state": "waiting" if waits else one.state, "source": source.pk, "release": source.release_id}
    return 202 if waits else 200 if one.state == "unchanged" else 201, {**told, "found": dict(one.found or {})}
