"""Rows of the archive for tests of what the database itself enforces."""

from __future__ import annotations

import hashlib
import itertools
from typing import Any

from django.db import connection, models

from archive.models import (
    Event,
    Figure,
    Mention,
    Office,
    Participation,
    Person,
    Quote,
    Release,
    Source,
    Subject,
    Tenure,
)

TEXT = "Anne Martin a dit : « L’été fut 🐟 rude », et 12 navires sont rentrés."
numbers = itertools.count()


def source(content: bytes | None = None, **fields: Any) -> Source:
    content = content if content is not None else f"document {next(numbers)}".encode()
    given = {"name": "a.txt", "media_type": "text/plain", "sha256": hashlib.sha256(content).hexdigest(), **fields}
    return Source.objects.create(content=content, **given)


def release(text: str = TEXT, **fields: Any) -> Release:
    return Release.objects.create(source=source(), language="fr", text=text, **fields)


def place(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def annotation(kind: str, of: Release, words: str = "12 navires", **fields: Any) -> Any:
    """An annotation of any kind on these words of the release."""
    makers: dict[str, tuple[type[models.Model], dict[str, Any]]] = {
        "quote": (Quote, {"text": words, "kind": "direct"}),
        "figure": (Figure, {"value": 12}),
        "tenure": (Tenure, {}),
        "participation": (Participation, {"part": "attended", "country_code": "FR"}),
        "mention": (Mention, {}),
    }
    model, given = makers[kind]
    if kind == "tenure":
        given = {"person": Person.objects.create(name="Anne Martin"), "office": Office.objects.create(name="préfet")}
    elif kind == "participation":
        given["event"] = Event.objects.create(name="Sommet", kind="summit")
    elif kind == "mention" and not {"person", "organization", "country_code"} & set(fields):
        given["subject"] = Subject.objects.create(name="pêche")
    return model._default_manager.create(**{"release": of, "rule": "test", **place(of.text, words), **given, **fields})


def run_sql(statement: str, *parameters: Any) -> int:
    """Plain SQL, as a person types it."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)
