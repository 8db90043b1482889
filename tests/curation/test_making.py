"""Annotations that an editor makes from words, by splitting, by joining."""

from __future__ import annotations

import pytest

from archive.curation.making import NoPlaceError, join, make, said, split
from archive.curation.reviewing import Seen, StaleError
from archive.models import Figure, Mention, Organization, Person, Quote, Release
from tests.admin.builders import QUOTED, a_quote, a_release, an_entity, found, place

pytestmark = pytest.mark.django_db


def made(release: Release, kind: str, words: str, **values: object) -> object:
    where = place(release, words)
    return make(release, kind, where["start"], where["end"], values)


def test_a_quote_is_made_from_its_words() -> None:
    quote = made(a_release(), "quote", QUOTED)
    assert isinstance(quote, Quote)
    assert (quote.exact, quote.text, quote.kind) == (QUOTED, QUOTED, "direct")
    assert (quote.rule, quote.review, quote.confidence) == ("editor", "confirmed", 1.0)
    assert "exact" in quote.decided


def test_the_marks_and_spaces_around_a_quote_are_left_out() -> None:
    quote = made(a_release(), "quote", f"« {QUOTED} »")
    assert isinstance(quote, Quote)
    assert quote.exact == QUOTED


def test_a_figure_keeps_the_marks_around_it() -> None:
    figure = made(a_release("Ils sont « 42 » en tout."), "figure", " « 42 » ", value=42)
    assert isinstance(figure, Figure)
    assert figure.exact == "« 42 »"


def test_a_mention_names_one() -> None:
    person = an_entity(Person, "Aude Kermarrec")
    mention = made(a_release(), "mention", "Mme Kermarrec", person=person)
    assert isinstance(mention, Mention)
    assert mention.target == person


def test_nothing_is_made_of_spaces_or_outside_the_text() -> None:
    release = a_release("« »  un mot")
    with pytest.raises(NoPlaceError, match="spaces and marks"):
        make(release, "quote", 0, 4, {})
    with pytest.raises(NoPlaceError, match="no place"):
        make(release, "quote", 3, 400, {})


def test_the_marks_that_a_paragraph_break_repeats_are_no_words() -> None:
    assert said("Nous sommes prêts.\n« Demain aussi.") == "Nous sommes prêts. Demain aussi."


def test_a_split_quote_is_two_with_the_same_speaker() -> None:
    release = a_release("« Un mot. Deux mots. », a dit Aude Kermarrec.")
    person = an_entity(Person, "Aude Kermarrec")
    words = "Un mot. Deux mots."
    quote = a_quote(release, words=words, text=words, speaker=person, basis="named")
    first, second = split(Seen.of(quote), release.text.index("Deux"))
    assert [(q.exact, q.text, q.speaker) for q in (first, second)] == [
        ("Un mot.", "Un mot.", person),
        ("Deux mots.", "Deux mots.", person),
    ]
    assert (first.pk, second.rule, first.version) == (quote.pk, "editor", 2)


def test_a_split_keeps_what_was_left_out_of_the_text_out() -> None:
    words = "Un mot, a-t-elle dit, et un autre. Deux mots."
    release = a_release(f"« {words} »")
    quote = a_quote(release, words=words, text="Un mot et un autre. Deux mots.")
    first, second = split(Seen.of(quote), release.text.index("Deux"))
    assert (first.text, second.text) == ("Un mot et un autre.", "Deux mots.")


def test_figures_go_with_their_part_of_a_split_quote() -> None:
    release = a_release("« Ils sont 12. Elles sont 30. »")
    words = "Ils sont 12. Elles sont 30."
    quote = a_quote(release, words=words, text=words)
    for value in ("12", "30"):
        found(Figure, release, value, value=value, quote=quote)
    first, second = split(Seen.of(quote), release.text.index("Elles"))
    assert [figure.quote for figure in Figure.objects.order_by("start")] == [first, second]


@pytest.mark.parametrize("at", [0, 2, 9999])
def test_a_quote_is_not_split_outside_its_words(at: int) -> None:
    release = a_release("« Un mot. Deux mots. »")
    with pytest.raises(NoPlaceError, match="within its words"):
        split(Seen.of(a_quote(release, words="Un mot. Deux mots.")), at)


def two_quotes(**second: object) -> tuple[Release, Quote, Quote]:
    release = a_release("« Un mot », a dit Aude Kermarrec. « Deux mots », a-t-elle ajouté.")
    return (
        release,
        a_quote(release, words="Un mot", text="Un mot"),
        a_quote(release, words="Deux mots", text="Deux mots", **second),
    )


def test_joined_quotes_are_one_with_all_their_words() -> None:
    person = an_entity(Person, "Aude Kermarrec")
    release, one, other = two_quotes(speaker=person, basis="named")
    whole = join([Seen.of(other), Seen.of(one)])
    assert (whole.pk, whole.text) == (one.pk, "Un mot Deux mots")
    assert whole.exact == release.text[one.start : other.end]
    assert (whole.speaker, whole.basis) == (person, "named")


def test_of_joined_quotes_what_the_parser_found_is_rejected_and_what_a_person_made_is_gone() -> None:
    _release, one, other = two_quotes()
    join([Seen.of(one), Seen.of(other)])
    other.refresh_from_db()
    assert other.review == "rejected"
    _release, one, other = two_quotes(rule="editor")
    join([Seen.of(one), Seen.of(other)])
    assert not Quote.objects.filter(pk=other.pk).exists()


def test_a_joined_speaker_stays_one() -> None:
    _release, one, other = two_quotes(speaker=an_entity(Person, "A"), basis="named")
    Quote.objects.filter(pk=one.pk).update(organization=an_entity(Organization, "B"), basis="named")
    one.refresh_from_db()
    whole = join([Seen.of(one), Seen.of(other)])
    assert (whole.speaker, str(whole.organization)) == (None, "B")


def test_quotes_of_two_releases_are_not_joined() -> None:
    with pytest.raises(NoPlaceError, match="one release"):
        join([Seen.of(a_quote()), Seen.of(a_quote())])


def test_nothing_is_joined_if_one_of_them_was_changed() -> None:
    _release, one, other = two_quotes()
    seen = [Seen.of(one), Seen.of(other)]
    Quote.objects.filter(pk=other.pk).update(text="autre")
    with pytest.raises(StaleError):
        join(seen)
    one.refresh_from_db()
    assert one.text == "Un mot"
