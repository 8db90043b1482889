"""What counts as right in each task, and the arithmetic over all documents."""

from __future__ import annotations

from typing import Any

import pytest

from etl.evaluation.gold import gold_of
from etl.evaluation.tally import Tally
from etl.evaluation.tasks import TASKS, evaluate
from etl.parse.values import Dateline, ParsedRelease, Speaker
from tests.etl.builders import event, figure, nothing, person, quote, role
from tests.etl.evaluation.answers import TEXT, WHOLE, counted, gold, reading, said

# (right, made up, missed), as a person counts them and as the scorer of the brief does.
BY_HAND = {
    "title": (1, 0, 0),
    "date": (0, 1, 1),
    "dateline": (1, 0, 1),
    "persons": (2, 1, 0),
    "roles": (1, 1, 1),
    "quotes": (2, 1, 0),
    "direct": (2, 1, 0),
    "speakers": (1, 1, 1),
    "quote+speaker": (1, 2, 1),
    "indirect": (1, 0, 0),
    "indirect speakers": (0, 1, 1),
    "figures": (3, 1, 1),
    "units": (2, 1, 1),
    "qualifiers": (2, 0, 1),
    "events": (1, 0, 0),
    "event facts": (1, 1, 2),
}


def count(task: str, parsed: ParsedRelease, **answers: Any) -> tuple[int, int, int]:
    """Right, made up and missed in a task, for a text with these answers."""
    tally = evaluate([(gold(**answers), parsed)])[task]
    return tally.right, tally.extra, tally.missed


def test_every_task_counts_what_a_person_counts() -> None:
    tallies = evaluate([(gold_of("901", WHOLE), reading())])
    assert {task: (one.right, one.extra, one.missed) for task, one in tallies.items()} == BY_HAND
    assert tuple(tallies) == TASKS


def test_precision_recall_and_f1_come_from_the_sums_over_all_documents() -> None:
    tallies = evaluate([(gold_of("901", WHOLE), reading()), (gold_of("902", WHOLE), nothing())])
    persons = tallies["persons"]
    assert (persons.precision, persons.recall, persons.gold) == (2 / 3, 2 / 4, 4)
    assert persons.f1 == pytest.approx(4 / 7)


def test_with_nothing_to_find_and_nothing_found_all_is_right() -> None:
    assert all((one.f1, one.gold) == (1.0, 0) for one in evaluate([(gold(), nothing())]).values())


def test_a_task_that_looks_at_what_another_matched_is_0_where_nothing_was() -> None:
    tallies = evaluate([(gold_of("901", WHOLE), nothing())])
    assert {tallies[task].f1 for task in TASKS} == {0.0}


def test_an_error_tells_its_document_and_words() -> None:
    errors = evaluate([(gold_of("901", WHOLE), reading())])["units"].errors
    assert [(one.document, one.failing, one.words) for one in errors] == [
        ("901", "wrong", "EUR / USD: 3,5 millions d'euros")
    ]


def test_a_title_that_is_none_is_made_up() -> None:
    assert count("title", nothing(title="Partager")) == (0, 1, 0)


def test_any_of_the_accepted_datelines_is_right() -> None:
    release = {"city": "NATIONS UNIES", "country": "New York", "accept": [{"city": "New York", "country": None}]}
    parsed = nothing(dateline=Dateline("NEW YORK", None, None))
    assert count("dateline", parsed, release=release) == (1, 0, 0)


def test_names_are_the_same_in_any_order_case_and_accent() -> None:
    parsed = nothing(persons=(person(TEXT, "Anne Martin", "MARTIN Anné"),))
    assert count("persons", parsed, persons=[{"name": "Anne Martin"}]) == (1, 0, 0)


def test_an_optional_person_counts_neither_way() -> None:
    answers = [{"name": "Anne Martin", "optional": True}, {"name": "Paul Roy", "optional": True}]
    assert count("persons", nothing(persons=(person(TEXT, "Paul Roy"),)), persons=answers) == (0, 0, 0)


def test_one_right_office_of_several_is_enough() -> None:
    roles = (role(TEXT, "trésorier"), role(TEXT, "présidente", "FIDA"))
    answers = [{"name": "Anne Martin", "roles": ["présidente de la FIDA"]}]
    assert count("roles", nothing(persons=(person(TEXT, "Anne Martin", roles=roles),)), persons=answers) == (1, 0, 0)


def test_a_quote_is_known_by_its_first_and_last_three_words() -> None:
    parsed = nothing(quotes=(quote(TEXT, "La mer ne rend rien sans combat"),))
    assert count("quotes", parsed, quotes=[said("La mer ne dit rien", "rien sans combat")]) == (1, 0, 0)


def test_a_quote_that_ends_elsewhere_is_another() -> None:
    parsed = nothing(quotes=(quote(TEXT, "La mer ne rend rien"),))
    assert count("quotes", parsed, quotes=[said("La mer ne rend", "rien sans combat")]) == (0, 1, 1)


def test_a_truncated_quote_is_known_by_its_first_words_and_needs_no_speaker() -> None:
    parsed = nothing(quotes=(quote(TEXT, "La mer ne rend rien", "Paul Roy"),))
    answers = [said("La mer ne rend", "qui manque", truncated=True)]
    assert count("quote+speaker", parsed, quotes=answers) == (1, 0, 0)


def test_the_same_words_again_are_no_second_quote() -> None:
    parsed = nothing(quotes=(quote(TEXT, "La mer ne rend rien"), quote(TEXT, "La mer ne rend rien")))
    assert count("quotes", parsed, quotes=[said("La mer ne", "ne rend rien")]) == (1, 0, 0)


def test_a_speaker_where_nobody_is_named_is_wrong() -> None:
    parsed = nothing(quotes=(quote(TEXT, "La mer ne rend rien", "Paul Roy"),))
    assert count("quote+speaker", parsed, quotes=[said("La mer ne", "ne rend rien")]) == (0, 1, 1)


def test_any_of_a_speakers_names_is_right() -> None:
    parsed = nothing(quotes=(quote(TEXT, "La mer ne rend rien", Speaker("organization", "la FIDA")),))
    answers = [said("La mer ne", "ne rend rien", "Assemblée générale", speaker_alt=["FIDA"])]
    assert count("speakers", parsed, quotes=answers) == (1, 0, 0)


def test_a_fragment_is_no_direct_quote_unless_it_may_be() -> None:
    parsed = nothing(quotes=(quote(TEXT, "La mer ne rend rien"),))
    fragment = said("La mer ne", "ne rend rien") | {"kind": "fragment"}
    assert count("direct", parsed, quotes=[fragment]) == (0, 0, 0)
    assert count("direct", parsed, quotes=[fragment | {"kind_alt": "direct"}]) == (1, 0, 0)


def test_reported_speech_is_no_quote_between_marks() -> None:
    parsed = nothing(quotes=(quote(TEXT, "les ports resteraient ouverts", kind="indirect"),))
    assert count("quotes", parsed) == (0, 0, 0)
    assert count("indirect", parsed, indirect=[said("que les ports resteraient", "ouverts")]) == (1, 0, 0)


def test_a_figure_needs_its_value_and_its_words() -> None:
    parsed = nothing(figures=(figure(TEXT, "14 pays", 14), figure(TEXT, "une quarantaine", 41)))
    answers = [counted("14 pays", 14), counted("une quarantaine", 40)]
    assert count("figures", parsed, figures=answers) == (1, 1, 1)


def test_an_optional_figure_counts_neither_way() -> None:
    parsed = nothing(figures=(figure(TEXT, "14 pays", 14),))
    assert count("figures", parsed, figures_optional=[counted("14 pays", 14), counted("12e", 12)]) == (0, 0, 0)


def test_a_fraction_has_no_noun_of_its_own() -> None:
    parsed = nothing(figures=(figure(TEXT, "une quarantaine", 0.333),))
    answers = [counted("une quarantaine", 1 / 3, "fraction")]
    assert (count("figures", parsed, figures=answers), count("units", parsed, figures=answers)) == (
        (1, 0, 0),
        (0, 0, 0),
    )


def test_a_round_number_may_have_a_qualifier() -> None:
    parsed = nothing(figures=(figure(TEXT, "une quarantaine de dons", 40, qualifier="une quarantaine"),))
    assert count("qualifiers", parsed, figures=[counted("une quarantaine de dons", 40)]) == (1, 0, 0)


def test_an_event_is_known_by_its_ordinal_or_by_half_of_its_name() -> None:
    name = "12e session de l’Assemblée générale de la FIDA"
    found = nothing(events=(event(TEXT, name, ordinal=13),))
    assert count("events", found, events=[{"name": name, "ordinal": 12}]) == (0, 1, 1)
    assert count("events", found, events=[{"name": "Assemblée générale de la FIDA"}]) == (1, 0, 0)


def test_a_name_that_any_event_has_names_none() -> None:
    found = nothing(events=(event(TEXT, "session"),))
    assert count("events", found, events=[{"name": "session Amarres"}]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("known", "date", "expected"),
    [
        ({"starts_on": "2019-04-09", "ends_on": "2019-04-11"}, "2019-04-09/2019-04-11", (2, 0, 0)),
        ({"starts_partial": "11-24", "ends_partial": "11-27"}, "XXXX-11-24/XXXX-11-27", (2, 0, 0)),
        ({"starts_on": "2019-04-09", "ends_on": "2019-04-09"}, "2019-04-09", (2, 0, 0)),
        ({"year": 2016}, "2016", (1, 0, 0)),
        ({"year": 2016}, None, (0, 0, 1)),
        ({}, "2016", (0, 0, 0)),
    ],
)
def test_an_events_first_and_last_day_are_facts(
    known: dict[str, Any], date: str | None, expected: tuple[int, int, int]
) -> None:
    found = nothing(events=(event(TEXT, "session", "Sommet Amarres", date=date),))
    assert count("event facts", found, events=[{"name": "Sommet Amarres", **known}]) == expected


def test_a_place_known_from_the_dateline_alone_may_be_left_out() -> None:
    found = nothing(events=(event(TEXT, "session", "Sommet Amarres"),))
    answers = {"name": "Sommet Amarres", "city": "Lyon"}
    assert count("event facts", found, events=[answers]) == (0, 0, 1)
    assert count("event facts", found, events=[{**answers, "place_from_dateline": True}]) == (0, 0, 0)


def test_f1_is_0_where_nothing_is_right() -> None:
    assert Tally(right=0, extra=2, missed=3).f1 == 0.0
