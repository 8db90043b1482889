"""Filters: each narrows, they combine, and nothing undated is lost unseen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.api.filters import FILTERS
from archive.models import Mention, Programme, Quote
from tests.admin.builders import a_full_release, a_release, an_entity, found
from tests.api.test_reading import got
from tests.reading.builders import a_speaker, judged, said_by


def ids(client: Client, address: str) -> list[int]:
    return [one["id"] for one in got(client, address)["results"]]


def test_quotes_are_found_by_speaker_office_and_organization(program: Client) -> None:
    person, office, body = a_speaker()
    other, _office, _body = a_speaker("Yves Morvan")
    mine, theirs = said_by(person, office, "2021-05-12"), said_by(other, office, "2021-05-13")
    assert ids(program, f"quotes/?speaker={person.pk}") == [mine.pk]
    assert ids(program, f"quotes/?office={office.pk}") == [mine.pk, theirs.pk]
    assert ids(program, f"quotes/?organization={body.pk}&speaker={other.pk}") == [theirs.pk]


def test_days_narrow_and_count_the_undated(program: Client) -> None:
    person, office, _body = a_speaker()
    old, new, undated = (said_by(person, office, day) for day in ("2019-01-01", "2021-05-12", None))
    found_ = got(program, "quotes/?date_from=2020-01-01&date_to=2022-01-01")
    assert ([one["id"] for one in found_["results"]], found_["undated_left_out"]) == ([new.pk], 1)
    assert ids(program, "quotes/?date_from=2020-01-01&undated=include") == [new.pk, undated.pk]
    assert ids(program, "quotes/?undated=only") == [undated.pk]
    assert ids(program, "quotes/?date_to=2020-01-01") == [old.pk]


TWO_PARAGRAPHS = "FARO : « Les phares brûlent », dit-elle.\nLe réseau NEXO aussi."


def test_a_programme_is_looked_for_inside_the_words_and_wider_where_asked(program: Client) -> None:
    release = a_release(TWO_PARAGRAPHS)
    quote = found(Quote, release, "Les phares brûlent", text="Les phares brûlent", kind="direct")
    faro, nexo = an_entity(Programme, "FARO"), an_entity(Programme, "NEXO")
    found(Mention, release, "FARO", programme=faro)
    found(Mention, release, "NEXO", programme=nexo)
    none = got(program, f"quotes/?programme={faro.pk}")
    assert (none["results"], none["widening"]) == ([], {"paragraph": 1, "release": 1})
    assert got(program, f"quotes/?programme={nexo.pk}")["widening"] == {"paragraph": 0, "release": 1}
    assert ids(program, f"quotes/?programme={faro.pk}&within=paragraph") == [quote.pk]
    assert ids(program, f"quotes/?programme={nexo.pk}&within=paragraph") == []
    assert ids(program, f"quotes/?programme={nexo.pk}&within=release") == [quote.pk]


def test_a_programme_inside_the_words_is_found_unless_the_mention_is_rejected(program: Client) -> None:
    release = a_full_release()
    mention = release.mentions.get(programme__isnull=False)
    inside = found(Mention, release, "réseau FARO,"[:-1], programme=mention.programme)
    Mention.objects.filter(pk=inside.pk).update(
        start=release.text.rindex("FARO"), end=release.text.rindex("FARO") + 4, exact="FARO"
    )
    assert ids(program, f"quotes/?programme={mention.programme_id}") == [release.quotes.get().pk]
    judged(inside, "rejected")
    assert ids(program, f"quotes/?programme={mention.programme_id}") == []


def test_figures_are_found_by_number_unit_indicator_and_what_they_belong_to(program: Client) -> None:
    release = a_full_release()
    whole, part = release.figures.order_by("value")
    assert ids(program, "figures/?value_min=100") == [part.pk]
    assert ids(program, "figures/?value_max=100&unit=PAYS") == [whole.pk]
    assert ids(program, f"figures/?indicator={part.indicator_id}&event={part.event_id}") == [part.pk]
    assert ids(program, f"figures/?programme={part.programme_id}") == [whole.pk, part.pk]


def test_releases_are_found_by_what_they_name(program: Client) -> None:
    release = a_full_release()
    a_release("Rien n’est nommé ici.")
    subject = release.mentions.get(subject__isnull=False).subject_id
    assert ids(program, f"releases/?subject={subject}&country=FR&title=r%C3%A9seau") == [release.pk]


@pytest.mark.parametrize("kind", FILTERS)
def test_every_filter_of_every_list_is_answered(kind: str, program: Client) -> None:
    from archive.api.resources import RESOURCES

    a_full_release()
    for name, one in FILTERS[kind].base_filters.items():
        choices = [value for value, _label in getattr(one.field, "choices", ()) if value and value != "rejected"]
        given: Any = choices[0] if choices else {"country": "FR"}.get(name, "2021-05-12" if "date" in name else "1")
        got(program, f"{RESOURCES[kind].place}/?{name}={given}")
