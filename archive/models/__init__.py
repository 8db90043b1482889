"""The nouns of the archive; `docs/architecture.md` says how they hang together."""

from archive.models.annotation import Annotation
from archive.models.backup import Backup
from archive.models.changelog import ChangeLog, ChangeOrigin
from archive.models.curated import Curated
from archive.models.curation import Likeness, LookedAt, Merge, Proposal
from archive.models.entity import Entity
from archive.models.event import Event
from archive.models.expunged import Expunged
from archive.models.figure import Figure
from archive.models.history import REMEMBERED
from archive.models.indicator import Indicator, Subject
from archive.models.mention import Mention
from archive.models.note import Note
from archive.models.organization import Office, Organization
from archive.models.person import Person
from archive.models.programme import Programme
from archive.models.queue import Queued
from archive.models.quote import Quote
from archive.models.relation import Participation, Tenure
from archive.models.release import Release
from archive.models.run import Run
from archive.models.source import Source
from archive.models.token import ApiToken

__all__ = [
    "REMEMBERED",
    "Annotation",
    "ApiToken",
    "Backup",
    "ChangeLog",
    "ChangeOrigin",
    "Curated",
    "Entity",
    "Event",
    "Expunged",
    "Figure",
    "Indicator",
    "Likeness",
    "LookedAt",
    "Mention",
    "Merge",
    "Note",
    "Office",
    "Organization",
    "Participation",
    "Person",
    "Programme",
    "Proposal",
    "Queued",
    "Quote",
    "Release",
    "Run",
    "Source",
    "Subject",
    "Tenure",
]
