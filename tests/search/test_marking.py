"""Extracts show the words that matched as the text writes them, and nothing else marked."""

from __future__ import annotations

import pytest

from archive.search.extracts import LENGTH
from archive.search.query import Query
from archive.search.results import Hit, search
from tests.admin.builders import TITLE, a_quote, a_release
from tests.models.builders import release

pytestmark = pytest.mark.django_db


def only(typed: str, **asked: str) -> Hit:
    (hit,) = search(Query.read({"q": typed, **asked})).hits
    return hit


def marks(hit: Hit) -> list[str]:
    parts = [*hit.heading, *(part for extract in hit.extracts for part in extract.parts)]
    return [part.words for part in parts if part.is_match]


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        (
            "La cybercriminalité 🐟 et la CYBERCRIMINALITE.",
            "cybercriminalités",
            ["cybercriminalité", "CYBERCRIMINALITE"],
        ),
        ("Pendant l’été, deux étés.", "ete", ["été", "étés"]),
        ("Une œuvre d’art, des oeuvres.", "oeuvre", ["œuvre", "oeuvres"]),
        ("L’assemblée est générale. L’Assemblée générale siège.", '"assemblee generale"', ["Assemblée générale"]),
        ("Le réseau I-24/7 relie 24 pays 7 jours sur 7.", "I-24/7", ["I-24/7"]),
        ("Quelque 1 250 victimes ; 250 autres.", "1250", ["1 250"]),
        ("La 93ème session et la 92e.", "93e", ["93ème"]),
        ("Drogues et armes, armes et or.", "drogues -stupéfiants", ["Drogues"]),
        ("Annoncée puis annoncés : une annonce.", "annoncé", ["Annoncée", "annoncés", "annonce"]),
        ("Des cyberattaques et des cyber-attaques.", "cyber-attaque", ["cyberattaques", "cyber-attaques"]),
        ("Les policiers cyberharcelés.", "cyber*", ["cyberharcelés"]),
        (
            "Chef de la police, chef par la police, chef.",
            '"chef de la police"',
            ["Chef de la police", "chef par la police"],
        ),
    ],
)
def test_what_matched_is_marked_in_the_text_s_own_characters(text: str, typed: str, expected: list[str]) -> None:
    release(text)
    assert marks(only(typed)) == expected


def test_an_alternative_that_is_not_fulfilled_is_not_marked() -> None:
    release("Armes saisies à Lyon ; Stock était là.")
    assert marks(only("drogue armes OR Stock")) == ["Stock"]


def test_a_title_is_marked_by_itself_and_not_shown_again() -> None:
    a_release(title=TITLE)
    hit = only("réseau côtes")
    assert "".join(part.words for part in hit.heading) == TITLE
    assert [part.words for part in hit.heading if part.is_match] == ["réseau", "côtes"]
    assert not any(TITLE in "".join(part.words for part in extract.parts) for extract in hit.extracts)


def test_without_a_match_in_the_body_its_beginning_is_shown() -> None:
    release("Le début du corps.", title="Une trouvaille")
    hit = only("trouvaille")
    assert "".join(part.words for part in hit.extracts[0].parts) == "Le début du corps."


def test_extracts_of_a_long_text_show_every_word_and_say_where_they_are_cut() -> None:
    filler = "Rien de tout cela n’est dit. " * 40
    release(f"{filler}Un navire coule. {filler}Une baleine chante. {filler}")
    hit = only("navire baleine")
    assert marks(hit) == ["navire", "baleine"]
    assert all(one.is_cut_before and one.is_cut_after for one in hit.extracts)
    assert all(one.end - one.start < LENGTH + 60 for one in hit.extracts)


def test_the_words_of_an_extract_are_those_of_the_text_there() -> None:
    text = "Début. " * 60 + "Œuvre « d’été » 🐟 retrouvée.\nSuite. " + "Fin. " * 90
    row = release(text)
    (extract,) = only("ete").extracts
    assert "".join(part.words for part in extract.parts) == row.text[extract.start : extract.end]


def test_a_quote_is_marked_in_the_words_said() -> None:
    a_quote(attribution="Aude Kermarrec")
    hit = only("secouru kermarrec", kind="quotes")
    assert marks(hit) == ["secouru"]


def test_a_text_of_one_endless_word_is_cut_all_the_same() -> None:
    release("navire " + "a" * 5000)
    (extract,) = only("navire").extracts
    assert extract.end < 400
