"""One text with its answers, and a reading of it that is partly wrong; its figures were computed by hand."""

from __future__ import annotations

from typing import Any

from etl.evaluation.gold import Gold, gold_of
from etl.parse.values import Dateline, ParsedRelease, Speaker
from tests.etl.builders import event, figure, nothing, person, quote, role

TEXT = (
    "Une amarre pour l’archipel\n5 novembre 2015\nLYON (France) – La présidente de la FIDA, Anne Martin, et le "
    "trésorier, Paul Roy, ont ouvert la 12e session de l’Assemblée générale de la FIDA.\n"
    "« Plus de 120 pêcheurs ont été secourus cette année », a déclaré Mme Martin. "
    "« La mer ne rend rien sans combat », a ajouté M. Roy. "
    "Il a indiqué que les ports resteraient ouverts tout l’hiver. Le fonds « Amarres » a reçu 3,5 millions d’euros, "
    "soit une quarantaine de dons, de 14 pays."
)


def answers(**parts: Any) -> dict[str, Any]:
    """Answers in which there is nothing to find but `parts`."""
    release = {"title": None, "published_on": None, "city": None, "country": None}
    return {"release": release, "persons": [], "quotes": [], "figures": [], "events": [], **parts}


def gold(**parts: Any) -> Gold:
    return gold_of("901", answers(**parts))


def said(starts: str, ends: str, speaker: str | None = None, **fields: Any) -> dict[str, Any]:
    return {"starts": starts, "ends": ends, "speaker": speaker, "kind": "direct", **fields}


def counted(anchor: str, value: float | None, unit: str | None = None, **fields: Any) -> dict[str, Any]:
    return {"anchor": anchor, "value": value, "unit": unit, "of": None, "qualifier": None, **fields}


WHOLE = answers(
    release={
        "title": "Une amarre pour l'archipel",
        "published_on": "2015-11-05",
        "city": "LYON",
        "country": "France",
    },
    persons=[
        {"name": "Anne Martin", "roles": ["présidente de la FIDA"]},
        {"name": "Paul Roy", "roles": ["trésorier"]},
    ],
    quotes=[
        said("Plus de 120 pêcheurs", "secourus cette année", "Anne Martin"),
        said("La mer ne rend rien", "rend rien sans combat", "Paul Roy"),
    ],
    indirect=[said("les ports resteraient", "ouverts tout l'hiver", "Paul Roy")],
    figures=[
        counted("plus de 120 pêcheurs", 120, "pêcheurs", of="pêcheurs secourus", qualifier="plus de"),
        counted("3,5 millions d'euros", 3_500_000, "EUR"),
        counted("une quarantaine de dons", 40, "dons"),
        counted("14 pays", 14, "pays"),
    ],
    events=[
        {
            "name": "12e session de l'Assemblée générale de la FIDA",
            "ordinal": 12,
            "city": "Lyon",
            "country": "France",
            "year": 2015,
            "place_from_dateline": True,
        }
    ],
)


def reading() -> ParsedRelease:
    """Wrong: the day, Roy's office and words, one maker of statements, a slogan for a quote, a unit, a year, …"""
    return nothing(
        TEXT,
        title="Une amarre pour l’archipel",
        published_on="2015-11-06",
        dateline=Dateline("LYON", None, None),
        persons=(
            person(TEXT, "Anne Martin", roles=(role(TEXT, "présidente de la FIDA"),)),
            person(TEXT, "Paul Roy", roles=(role(TEXT, "Mme Martin", title="secrétaire"),)),
            person(TEXT, "Amarres"),
        ),
        quotes=(
            quote(TEXT, "Plus de 120 pêcheurs ont été secourus cette année", "Paul Roy"),
            quote(TEXT, "La mer ne rend rien sans combat", "Paul Roy", kind="fragment"),
            quote(TEXT, "Amarres"),
            quote(
                TEXT, "que les ports resteraient ouverts tout l’hiver", Speaker("organization", "FIDA"), kind="indirect"
            ),
        ),
        figures=(
            figure(TEXT, "Plus de 120 pêcheurs", 120, unit="pêcheur"),
            figure(TEXT, "3,5 millions d’euros", 3_500_000, unit="USD"),
            figure(TEXT, "une quarantaine de dons", 40, unit="don", qualifier="une quarantaine"),
            figure(TEXT, "12e", 12),
        ),
        events=(event(TEXT, "12e session de l’Assemblée générale de la FIDA", ordinal=12, country="Suisse"),),
    )
