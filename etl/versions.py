"""A release read from another of its documents, where the one that it was read from goes for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from archive.curation.actor import acting_as
from archive.models import Run, Source
from etl.contract import parsed_text
from etl.document import Document, Given
from etl.finds import finds_of
from etl.incoming import Incoming
from etl.parse import PARSER_VERSION
from etl.storing import Storing
from etl.text import canonical


@dataclass(slots=True)
class ReadingFrom(Storing):
    """A release on its way to what another of its documents says."""

    kind = Run.Kind.REPARSE

    def identify(self, cursor: CursorWrapper, batch: Sequence[Incoming]) -> list[Incoming]:  # noqa: ARG002
        """It is known which release it is."""
        return []


def read_from(release: int, source: Source) -> int:
    """Let the release be what `source` says, by the rules of a new version; give the run.

    Within the transaction that is open. What an editor decided stays; what cannot be placed is unplaced.
    """
    document = kept(source)
    text = canonical(document)
    finds = finds_of(text, parsed_text(text), settings.ARCHIVE_ISSUER)
    version = PARSER_VERSION if text.is_french else ""
    one = Incoming(document, source.sha256, text, finds, version, release=release, source=source.pk, changed=True)
    reading = ReadingFrom(lambda _done: None)
    with acting_as("machine"), connection.cursor() as cursor:
        reading.change(cursor, [one])
    run = reading.run or 0
    Run.objects.filter(pk=run).update(finished_at=timezone.now())
    return run


def texts_of(sources: Iterable[Source]) -> list[str]:
    """The canonical texts of documents that were read before."""
    return [canonical(kept(source)).content for source in sources]


def kept(source: Source) -> Document:
    given = Given(identifier=source.identifier, url=source.url)
    return Document(source.name, bytes(source.content), source.media_type, given)
