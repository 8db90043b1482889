"""Words compared as a reader would."""

from __future__ import annotations

import pytest

from etl.evaluation.wording import folded, overlap, same_name, singulars


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("L’Été à Œuvre", "l ete a oeuvre"),
        ("7\u202f700", "7 700"),
        ("73%", "73 %"),
        ("soft\u00adhyphen", "softhyphen"),
        (None, ""),
    ],
)
def test_case_accents_spaces_and_punctuation_do_not_tell(written: str | None, expected: str) -> None:
    assert folded(written) == expected


@pytest.mark.parametrize("nouns", [("tribunaux", "tribunal"), ("kilos", "kg"), ("bureaux", "bureau"), ("pays", "pays")])
def test_nouns_are_compared_in_the_singular(nouns: tuple[str, str]) -> None:
    assert singulars(nouns[0]) == singulars(nouns[1])


def test_overlap_is_a_part_of_the_shorter_ones_telling_words() -> None:
    assert overlap("les 14 pays", "14 pays membres de la FIDA") == 1.0
    assert overlap("le", "la") == 0.0


def test_a_name_may_have_an_article() -> None:
    assert same_name("L’Assemblée générale", "Assemblée générale")
    assert not same_name("", "")
