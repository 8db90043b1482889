"""The same release in other characters reads the same."""

from __future__ import annotations

import re
from functools import cache

import pytest

from etl.parse import ParsedRelease, parse
from tests.etl.parse.builders import figures, names, plain, release, reported, said, speakers, story
from tests.etl.parse.mutations import gold_texts


def reading(parsed: ParsedRelease) -> dict[str, object]:
    """What was read, without places, spaces and the form of apostrophes."""
    return {
        "title": plain(parsed.title),
        "day": parsed.published_on,
        "city": parsed.dateline and plain(parsed.dateline.city),
        "persons": names(parsed),
        "offices": [[plain(role.title) for role in person.roles] for person in parsed.persons],
        "said": said(parsed),
        "speakers": speakers(parsed),
        "reported": reported(parsed),
        "figures": figures(parsed),
        "events": [(plain(event.name), event.kind, event.ordinal, event.date) for event in parsed.events],
        "programmes": [plain(one.name) for one in parsed.programmes],
        "countries": [one.code for one in parsed.countries],
    }


@cache
def as_written(text: str) -> dict[str, object]:
    """What was read of a text as it is."""
    return reading(release(text))


CHANGES = {
    "straight apostrophes": lambda text: text.replace("’", "'"),
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "plain spaces": lambda text: re.sub(r"[\u00a0\u202f\u2009]", " ", text),
    "narrow no-break spaces at marks and in numbers": lambda text: re.sub(
        r"(?<=[«\d]) (?=\S)|(?<=\S) (?=[»;:!?%])", "\u202f", text
    ),
    "spaces at the ends of lines": lambda text: text.replace("\n", " \n"),
    "empty lines behind": lambda text: text + "\n\n\n",
}


@pytest.mark.parametrize("text", gold_texts(), ids=lambda text: text[:30])
@pytest.mark.parametrize("change", CHANGES)
def test_apostrophes_and_spaces_of_any_form_read_the_same(text: str, change: str) -> None:
    assert reading(release(CHANGES[change](text))) == as_written(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "« La mer est calme », a déclaréM. Aurelio Bastos.",
        "« La mer est calme »,a déclaré M. Aurelio Bastos.",
        "« La mer est calme »a déclaré M. Aurelio Bastos.",
        "« La mer est calme », a déclaré M.Aurelio Bastos.",
        "M. Aurelio Bastos a déclaré :« La mer est calme ».",
        "M. Aurelio Bastos a déclaré :«La mer est calme».",
    ],
)
def test_a_lost_space_loses_neither_quote_nor_speaker(sentence: str) -> None:
    parsed = story("M. Aurelio Bastos a pris la parole.", sentence)
    assert (said(parsed), speakers(parsed)) == (["La mer est calme"], ["Aurelio Bastos"])


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [("240colis", 240, "colis"), ("7 700personnes", 7700, "personne"), ("12,5millions d’euros", 12_500_000, "EUR")],
)
def test_a_lost_space_loses_no_figure(written: str, value: float, unit: str) -> None:
    assert figures(story(f"L’enquête porte sur {written}.")) == [(value, unit)]


@pytest.mark.parametrize("sisters", ["deux sœurs", "deux soeurs"])
def test_a_ligature_may_be_two_letters(sisters: str) -> None:
    assert [value for value, _ in figures(story(f"Les enquêteurs ont entendu {sisters}."))] == [2]


@pytest.mark.parametrize("madame", ["M me", "M\u00a0me", "Mme", "M\u1d50\u1d49", "MME"])
def test_madame_is_a_woman_in_any_spelling(madame: str) -> None:
    parsed = story(f"{madame} Dominique Kerdoncuff a parlé.", "« La mer est calme », a-t-elle dit.")
    assert speakers(parsed) == ["Dominique Kerdoncuff"]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", ""])
@pytest.mark.parametrize("suffix", ["e", "è", "ème", "ᵉ", "eme"])
def test_an_ordinal_is_one_with_any_space_and_ending(space: str, suffix: str) -> None:
    parsed = story(f"La 74{space}{suffix} session de l’Assemblée générale d’INTERPOL s’est ouverte hier.")
    assert [one.ordinal for one in parsed.events] == [74]
    assert figures(parsed) == []


def test_the_curly_and_the_straight_apostrophe_of_a_name_are_one_person() -> None:
    parsed = story("M. Sean O’Farrell a parlé.", "M. Sean O'Farrell est parti.", "M. O’Farrell reviendra.")
    assert len(parsed.persons) == 1


@pytest.mark.parametrize("text", ["007 à ²", "La ² e session", "²³ colis", "① à ② colis"])
def test_signs_that_look_like_digits_make_no_number(text: str) -> None:
    assert figures(release(text)) in ([], [(7, None)])


def test_a_text_may_break_off_anywhere() -> None:
    for text in ("L’avocat de M", "Elle est partie selon ce", "Le juge, d’après cette", "—", "— Oui, dit-il."):
        assert parse(text).text == text
