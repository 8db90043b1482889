"""Names that editors taught, found in texts; and in no more time than the text is long."""

from __future__ import annotations

import time

import pytest

from etl.phrases import Phrase, Phrases


def found(text: str, *names: str) -> list[str]:
    phrases = Phrases(Phrase(number, name) for number, name in enumerate(names))
    return [text[one.start : one.end] for one in phrases.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le réseau NEPTUNE avance.", "NEPTUNE"),
        ("LE RESEAU BLEU AVANCE.", "Réseau bleu"),
        ("la base I‑24/7 répond", "I-24/7"),
        ("l’opération Cœur d’Afrique", "opération Cœur d'Afrique"),
        ("la fraude recule", "fraude"),
        ("FRAUDE : trois arrestations", "fraude"),
        ("la version 2.0 de Lagune 2.0", "Lagune 2.0"),
    ],
)
def test_a_name_is_found_over_case_accents_and_signs(text: str, name: str) -> None:
    assert len(found(text, name)) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("le nexus des réseaux", "NEXUS"),
        ("les fraudeurs", "fraude"),
        ("un réseau. Bleu, dit-il", "Réseau bleu"),
        ("un réseau\nbleu", "Réseau bleu"),
        ("un réseau « bleu »", "Réseau bleu"),
    ],
)
def test_what_is_not_the_name_is_not_found(text: str, name: str) -> None:
    assert found(text, name) == []


def test_of_names_at_one_place_the_longest() -> None:
    assert found("Le réseau NEPTUNE Mobile et NEPTUNE.", "NEPTUNE", "NEPTUNE Mobile") == ["NEPTUNE Mobile", "NEPTUNE"]


def test_a_name_of_signs_alone_is_no_name() -> None:
    assert found("… – …", "–", "") == []


def test_the_time_it_takes_grows_with_the_text() -> None:
    phrases = Phrases(Phrase(number, "a " * length + "fin") for number, length in enumerate(range(1, 30)))

    def seconds(words: int) -> float:
        start = time.process_time()
        assert list(phrases.find("a " * words)) == []
        return time.process_time() - start

    seconds(1_000)
    assert seconds(80_000) < 8 * max(seconds(20_000), 0.01)
