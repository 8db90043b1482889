"""A new version of a document: what moves, what is taken, what stays, what waits, what goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.models import Figure, Mention, Person, Proposal, Quote, Release, Tenure
from tests.etl.archive import statistics
from tests.etl.builders import TEXT, full, nothing, quote
from tests.etl.newer import BEFORE, SAID, again, waiting

pytestmark = pytest.mark.django_db


def quoted_by_hand() -> int:
    """A person quotes «La piraterie»; where that starts."""
    start = TEXT.index("La piraterie")
    Quote.objects.create(
        release=Release.objects.get(),
        start=start,
        end=start + 12,
        exact="La piraterie",
        text="La piraterie",
        kind="fragment",
        rule="editor",
    )
    return start


# What is not decided


def test_every_annotation_moves_with_its_words() -> None:
    again(full())
    ids = {one.pk for one in Mention.objects.all()}
    again(full(BEFORE + TEXT))
    assert {one.pk for one in Mention.objects.all()} == ids
    quote = Quote.objects.get()
    assert quote.exact == SAID == (BEFORE + TEXT)[quote.start : quote.end]
    assert Release.objects.get().parsed["spans"]["dateline"]["start"] == (BEFORE + TEXT).index("LYON")


def test_what_is_not_decided_takes_what_the_parser_now_says() -> None:
    again(full())
    said = quote(BEFORE + TEXT, SAID, "Paul Roux", kind="fragment")
    again(replace(full(BEFORE + TEXT), quotes=(said,), title="Autre titre", spans={}))
    assert (Quote.objects.get().speaker.name, Quote.objects.get().kind, Release.objects.get().title) == (
        "Paul Roux",
        "fragment",
        "Autre titre",
    )
    assert waiting() == []


def test_what_is_no_longer_found_goes_if_nobody_decided_it() -> None:
    again(full())
    again(nothing(BEFORE + TEXT))
    assert (Quote.objects.count(), Figure.objects.count(), Mention.objects.count(), Tenure.objects.count()) == (
        0,
        0,
        0,
        0,
    )


def test_the_rows_written_are_counted() -> None:
    again(full())
    Quote.objects.update(kind="indirect")
    before = statistics()
    outcome = again(replace(full(BEFORE + TEXT), figures=()))
    assert outcome.rows_written == statistics() - before


def test_what_stays_where_it_was_and_says_the_same_is_not_written() -> None:
    end = " Les recherches continuent au large de l’archipel."
    again(full(TEXT + end))
    again(full(TEXT + end + " Fin."))
    assert {one.version for one in (*Mention.objects.all(), Quote.objects.get(), Figure.objects.get())} == {1}


# What is decided


def test_a_decided_value_stays_and_a_new_one_waits() -> None:
    again(full())
    Quote.objects.update(kind="indirect")
    again(replace(full(BEFORE + TEXT), quotes=(quote(BEFORE + TEXT, SAID, "Anne Martin", kind="fragment"),)))
    assert Quote.objects.get().kind == "indirect"
    assert waiting() == [("kind", {"kind": "fragment"})]


def test_a_decided_value_stays_in_silence_if_the_parser_says_what_it_said() -> None:
    again(full())
    Quote.objects.update(kind="indirect")
    again(full(BEFORE + TEXT))
    assert (Quote.objects.get().kind, waiting()) == ("indirect", [])


def test_a_proposal_is_withdrawn_once_the_parser_agrees_with_the_editor() -> None:
    again(full())
    Quote.objects.update(kind="indirect")
    again(replace(full(BEFORE + TEXT), quotes=(quote(BEFORE + TEXT, SAID, "Anne Martin", kind="fragment"),)))
    again(replace(full(BEFORE * 2 + TEXT), quotes=(quote(BEFORE * 2 + TEXT, SAID, "Anne Martin", kind="indirect"),)))
    assert (Quote.objects.get().kind, waiting()) == ("indirect", [])


def test_a_proposal_that_was_dismissed_does_not_come_again() -> None:
    again(full())
    Quote.objects.update(kind="indirect")
    again(replace(full(BEFORE + TEXT), quotes=(quote(BEFORE + TEXT, SAID, "Anne Martin", kind="fragment"),)))
    Proposal.objects.update(state="dismissed")
    again(replace(full(BEFORE * 2 + TEXT), quotes=(quote(BEFORE * 2 + TEXT, SAID, "Anne Martin", kind="fragment"),)))
    assert waiting() == []


def test_a_decided_speaker_stays_with_its_group_and_the_new_one_waits_by_name() -> None:
    again(full())
    other = Person.objects.create(name="Luc Petit")
    Quote.objects.update(speaker=other)
    again(replace(full(BEFORE + TEXT), quotes=(quote(BEFORE + TEXT, SAID, "Paul Roux", basis="context"),)))
    assert (Quote.objects.get().speaker, Quote.objects.get().basis) == (other, "named")
    assert waiting() == [("speaker", {"speaker": {"name": "Paul Roux"}, "organization": None, "basis": "context"})]


def test_another_name_of_the_speaker_the_parser_had_said_is_nothing_new() -> None:
    again(full())
    Person.objects.filter(name="Anne Martin").update(aliases=["Anne Martin-Roux"])
    Quote.objects.update(speaker=Person.objects.create(name="Luc Petit"))
    again(replace(full(BEFORE + TEXT), quotes=(quote(BEFORE + TEXT, SAID, "Anne Martin-Roux", role="présidente"),)))
    assert (Quote.objects.get().speaker.name, waiting()) == ("Luc Petit", [])


def test_a_decided_title_stays_and_the_new_one_waits() -> None:
    again(full())
    Release.objects.update(title="Le titre de l’éditrice")
    again(replace(full(BEFORE + TEXT), title="Autre titre", spans={}))
    assert Release.objects.get().title == "Le titre de l’éditrice"
    assert waiting() == [("title", {"title": "Autre titre"})]


def test_a_decided_day_waits_as_text() -> None:
    again(full())
    Release.objects.update(published_on="2015-11-06")
    again(replace(full(BEFORE + TEXT), published_on="2015-11-07", spans={}))
    assert (str(Release.objects.get().published_on), waiting()) == (
        "2015-11-06",
        [("published_on", {"published_on": "2015-11-07"})],
    )


def test_a_confirmed_annotation_that_is_no_longer_found_stays_and_says_so() -> None:
    again(full())
    Quote.objects.update(review="confirmed")
    again(nothing(BEFORE + TEXT))
    quote = Quote.objects.get()
    assert (quote.flags, quote.exact, (BEFORE + TEXT)[quote.start : quote.end]) == (["no_longer_found"], SAID, SAID)


def test_what_is_found_again_is_no_longer_marked() -> None:
    again(full())
    Quote.objects.update(review="confirmed")
    again(nothing(BEFORE + TEXT))
    again(full(BEFORE * 2 + TEXT))
    assert (Quote.objects.get().flags, Quote.objects.count()) == ([], 1)


def test_words_that_are_gone_leave_a_decided_annotation_unplaced() -> None:
    again(full())
    Quote.objects.update(review="confirmed")
    again(nothing("Tout autre chose, vraiment."))
    quote = Quote.objects.get()
    assert (quote.start, quote.end, quote.exact, quote.flags) == (None, None, SAID, ["no_longer_found", "unplaced"])


def test_words_that_come_back_are_placed_again() -> None:
    again(full())
    Quote.objects.update(review="confirmed")
    again(nothing("Tout autre chose, vraiment."))
    again(full(BEFORE + TEXT))
    quote = Quote.objects.get()
    assert (quote.exact, (BEFORE + TEXT)[quote.start : quote.end], quote.flags) == (SAID, SAID, [])


def test_what_a_person_made_stays_and_moves_with_its_words() -> None:
    again(nothing())
    start = quoted_by_hand()
    again(nothing(BEFORE + TEXT))
    quote = Quote.objects.get()
    assert (quote.start, quote.flags, quote.rule) == (start + len(BEFORE), [], "editor")


def test_what_a_person_made_is_not_doubled_when_the_parser_finds_it() -> None:
    again(nothing())
    quoted_by_hand()
    again(nothing(BEFORE + TEXT, quotes=(quote(BEFORE + TEXT, "La piraterie"),)))
    assert (Quote.objects.get().kind, Quote.objects.get().rule, waiting()) == (
        "fragment",
        "editor",
        [("kind", {"kind": "direct"})],
    )


def test_a_decided_span_stays_and_moves_with_its_words() -> None:
    again(full())
    start = TEXT.index("120 pêcheurs")
    Figure.objects.update(start=start, end=start + 12, exact="120 pêcheurs")
    again(full(BEFORE + TEXT))
    assert (Figure.objects.get().start, Figure.objects.get().exact, waiting()) == (
        start + len(BEFORE),
        "120 pêcheurs",
        [],
    )


def test_a_figure_that_stays_lets_go_of_a_quote_that_goes() -> None:
    again(full())
    Figure.objects.update(value=121)
    again(nothing(BEFORE + TEXT))
    assert (Figure.objects.get().value, Figure.objects.get().quote, Quote.objects.count()) == (121, None, 0)


def test_a_quote_that_a_decided_figure_stands_in_stays() -> None:
    again(full())
    figure = Figure.objects.get()
    other = Quote.objects.create(
        release=figure.release, start=0, end=3, exact="Une", text="Une", kind="direct", rule="editor"
    )
    figure.quote = other
    figure.save()
    figure.quote = Quote.objects.exclude(pk=other.pk).get()
    figure.save()
    again(nothing(BEFORE + TEXT))
    assert Figure.objects.get().quote.flags == ["no_longer_found"]
