"""A paragraph is put before a seed: every annotation moves with its words, and every decision is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from archive.curation.decidable import ANNOTATIONS
from archive.curation.reviewing import Seen, edit, reject
from archive.models import Mention, Quote, Release
from etl.run import ingest
from tests.curation.decisions import broken, decisions

pytestmark = pytest.mark.django_db
SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))
PARAGRAPH = "Le présent communiqué a été corrigé par ses auteurs et remplace celui qui fut diffusé d’abord.\n\n"
Place = tuple[int, int, str]


def places() -> dict[tuple[str, int], Place | None]:
    """Where each annotation stands, and on which words; None for nowhere."""
    found: dict[tuple[str, int], Place | None] = {}
    for kind in ANNOTATIONS:
        model: Any = apps.get_model("archive", kind)
        for pk, start, end, exact in model.objects.values_list("pk", "start", "end", "exact"):
            found[kind, pk] = None if start is None else (start, end, exact)
    return found


def decide() -> None:
    """Somebody rejects a mention, mends the words of the quotes, and confirms the rest."""
    reject(Seen.of(Mention.objects.order_by("pk")[0]))
    for quote in Quote.objects.all():
        edit(Seen.of(quote), {"text": f"{quote.text} (relu)"})
    for kind in ANNOTATIONS:
        apps.get_model("archive", kind)._default_manager.filter(review="pending").update(review="confirmed")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_all_that_was_decided_of_a_seed_moves_with_its_words(seed: Path, tmp_path: Path) -> None:
    document = tmp_path / "document.txt"
    document.write_bytes(seed.read_bytes())
    ingest([tmp_path])
    decide()
    said, stood, text = decisions(), places(), Release.objects.get().text
    assert len(stood) > 10
    document.write_bytes(PARAGRAPH.encode() + seed.read_bytes())
    assert ingest([tmp_path]).changed == 1
    release = Release.objects.get()
    by = len(release.text) - len(text)
    assert by > 0
    assert broken(said) == []
    now = places()
    assert {key: now[key] for key in stood} == {
        key: (place[0] + by, place[1] + by, place[2]) for key, place in stood.items() if place
    }
    assert all(release.text[start:end] == exact for start, end, exact in filter(None, now.values()))
