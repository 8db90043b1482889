"""Rows for tests of the pages for readers, beyond those of the admin's."""

from __future__ import annotations

from typing import Any

from archive.curation.actor import acting_as
from archive.models import Office, Organization, Person, Quote, Release, Tenure
from tests.admin.builders import a_release, an_entity, found

HOSTILE = "<script>alert('ô')</script>"
SAID = "Anne Le Goff, présidente de la Ligue des phares, a dit : « Les phares restent allumés toute la nuit. »"


def judged(annotation: Any, review: str) -> Any:
    """The annotation as an editor confirmed or rejected it."""
    type(annotation).objects.filter(pk=annotation.pk).update(review=review)
    annotation.refresh_from_db()
    return annotation


def a_dated_release(day: str | None, text: str = SAID, **fields: Any) -> Release:
    return a_release(text, **{"title": f"Phares, {day}", "published_on": day, **fields})


def a_speaker(name: str = "Anne Le Goff") -> tuple[Person, Office, Organization]:
    """Somebody with an office in a body of her own."""
    body = an_entity(Organization, "Ligue des phares")
    return an_entity(Person, name), an_entity(Office, "président", organization=body), body


def said_by(person: Person, office: Office | None, day: str | None, kind: str = "direct", **fields: Any) -> Quote:
    """What somebody says in a release of that day."""
    words = "Les phares restent allumés toute la nuit."
    quote: Quote = found(
        Quote,
        fields.pop("release", None) or a_dated_release(day),
        words,
        **{"text": words, "kind": kind, "speaker": person, "role": office, "basis": "named", **fields},
    )
    return quote


def held_by(person: Person, office: Office, day: str | None, **fields: Any) -> Tenure:
    """A release of that day says that somebody holds an office."""
    words = "présidente de la Ligue des phares"
    tenure: Tenure = found(Tenure, a_dated_release(day), words, person=person, office=office)
    if fields:
        Tenure.objects.filter(pk=tenure.pk).update(**fields)
        tenure.refresh_from_db()
    return tenure


OUTSIDE = ("name", "acronym", "attribution", "subject", "unit", "title", "city", "country", "url", "identifier")


def make_hostile(*models: Any) -> None:
    """Give every name and word that comes from outside the look of a script."""
    with acting_as("machine"):
        for model in models:
            fields = {field.name for field in model._meta.fields if not field.is_relation}
            model.objects.update(**{name: HOSTILE for name in OUTSIDE if name in fields})
