"""Rows for tests of the admin: a release of our own and what stands in it."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model

from archive.api.tokens import make
from archive.curation.actor import acting_as
from archive.curation.notes import release_of
from archive.models import (
    ApiToken,
    Event,
    Figure,
    Indicator,
    Likeness,
    Mention,
    Merge,
    Note,
    Office,
    Organization,
    Participation,
    Person,
    Programme,
    Proposal,
    Quote,
    Release,
    Run,
    Source,
    Subject,
    Tenure,
)

TEXT = """Le réseau FARO rassemble 42 pays autour de la protection des côtes

12 mai 2021

BREST (France) – La 7e Conférence des gardes-côtes de l’Organisation maritime du Ponant (OMP) s’est ouverte ce mercredi.
« En trois ans, nous avons secouru plus de 1 250 marins grâce au réseau FARO », \
a déclaré la Secrétaire générale de l’OMP, Aude Kermarrec.
Mme Kermarrec a précisé que <script>alert(1)</script> n’est pas un mot de la langue.
"""
TITLE = "Le réseau FARO rassemble 42 pays autour de la protection des côtes"
QUOTED = "En trois ans, nous avons secouru plus de 1 250 marins grâce au réseau FARO"
_numbers = count(1)


def a_source(name: str = "", **fields: Any) -> Source:
    number = next(_numbers)
    content = fields.pop("content", f"document {number}".encode())
    return Source.objects.create(
        **{
            "name": name or f"faro-{number}.txt",
            "content": content,
            "sha256": hashlib.sha256(content).hexdigest(),
            "media_type": "text/plain",
            "encoding": "utf-8",
            **fields,
        }
    )


def a_release(text: str = TEXT, **fields: Any) -> Release:
    """A release as the loader leaves it: nothing is decided."""
    source = fields.pop("source", None) or a_source()
    spans = {"title": {"start": 0, "end": len(TITLE), "exact": TITLE}} if text.startswith(TITLE) else {}
    with acting_as("machine"):
        release = Release.objects.create(
            **{"source": source, "text": text, "language": "fr", "parsed": {"spans": spans}, **fields}
        )
        Source.objects.filter(pk=source.pk).update(release=release)
    return release


def place(release: Release, words: str) -> dict[str, Any]:
    """Start, end and exact of the first place of `words` in the text."""
    start = release.text.index(words)
    return {"release": release, "start": start, "end": start + len(words), "exact": words}


def found(model: Any, release: Release, words: str, **fields: Any) -> Any:
    """An annotation as the parser finds it."""
    with acting_as("machine"):
        return model.objects.create(**{**place(release, words), "rule": "test.rule", "confidence": 0.9, **fields})


def a_quote(release: Release | None = None, **fields: Any) -> Quote:
    release = release or a_release()
    quote: Quote = found(Quote, release, fields.pop("words", QUOTED), **{"text": QUOTED, "kind": "direct", **fields})
    return quote


def an_entity(model: Any, name: str, **fields: Any) -> Any:
    with acting_as("machine"):
        return model.objects.create(name=name, **fields)


def a_full_release() -> Release:
    """A release with everything that can be read from it, one of each kind at least."""
    with acting_as("machine"):
        run = Run.objects.create(kind="ingest", parser_version="1", counts={"documents": 1})
        body = Organization.objects.create(name="Organisation maritime du Ponant", acronym="OMP", run=run)
        person = Person.objects.create(name="Aude Kermarrec", gender="female", run=run)
        office = Office.objects.create(name="secrétaire général", organization=body, run=run)
        event = Event.objects.create(
            name="7e Conférence des gardes-côtes", kind="conference", organization=body, ordinal=7, date="2021-05-12"
        )
        programme = Programme.objects.create(name="FARO", kind="network")
        indicator = Indicator.objects.create(name="marins secourus", unit="marin", organization=body)
        subject = Subject.objects.create(name=f"piraterie maritime {next(_numbers)}")
    release = a_release(
        title=TITLE, published_on="2021-05-12", city="BREST", country="France", country_code="FR", issuer=body, run=run
    )
    quote = a_quote(
        release,
        speaker=person,
        role=office,
        basis="named",
        attribution="la Secrétaire générale de l’OMP, Aude Kermarrec",
        run=run,
    )
    whole = found(Figure, release, "42 pays", value=42, unit="pays", subject="pays du réseau FARO", programme=programme)
    found(
        Figure,
        release,
        "plus de 1 250 marins",
        value=1250,
        qualifier="plus de",
        unit="marin",
        subject="marins secourus",
        indicator=indicator,
        quote=quote,
        programme=programme,
        event=event,
        part_of=whole,
        period="2018/2021",
        run=run,
    )
    found(Tenure, release, "la Secrétaire générale de l’OMP, Aude Kermarrec", person=person, office=office, run=run)
    found(
        Participation,
        release,
        "La 7e Conférence des gardes-côtes de l’Organisation maritime du Ponant",
        event=event,
        organization=body,
        part="hosted",
    )
    found(Mention, release, "Aude Kermarrec", person=person)
    found(Mention, release, "Mme Kermarrec", person=person)
    found(Mention, release, "Organisation maritime du Ponant", organization=body)
    found(Mention, release, "7e Conférence des gardes-côtes", event=event)
    found(Mention, release, "FARO", programme=programme)
    found(Mention, release, "protection des côtes", subject=subject)
    found(Mention, release, "France", country_code="FR")
    return release


def a_proposal(record: Any, **fields: Any) -> Proposal:
    proposal: Proposal = Proposal.objects.create(
        record=record, **{"group": "speaker", "values": {"basis": "pronoun"}, **fields}
    )
    return proposal


def a_likeness(first: Any, second: Any) -> Likeness:
    low, high = sorted([first.pk, second.pk])
    kind = a_kind(first)
    likeness: Likeness = Likeness.objects.create(
        content_type=kind, first_id=low, second_id=high, score=0.8, reason="possible version"
    )
    return likeness


def a_merge(survivor: Any, loser: Any) -> Merge:
    merge: Merge = Merge.objects.create(
        content_type=a_kind(survivor),
        survivor_id=survivor.pk,
        loser_id=loser.pk,
        loser={"name": loser.name},
        survivor_before={},
        moved={},
    )
    return merge


def a_note(record: Any, text: str = "Est-ce bien elle ?", **fields: Any) -> Note:
    note: Note = Note.objects.create(
        content_type=a_kind(record), object_id=record.pk, text=text, release=release_of(record), **fields
    )
    return note


def a_token(name: str, user: Any = None) -> ApiToken:
    token, _secret = make(user or get_user_model().objects.get_or_create(username="ada")[0], name, ["read"], 30)
    return token


def a_kind(record: Any) -> Any:
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(record)
