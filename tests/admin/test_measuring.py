"""Figures and their indicators, offices and their holders: assigned, taught, shown over time."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.curation.measuring import assign, like
from archive.models import Figure, Indicator, Office, Person, Quote, Tenure
from archive.roles import Role
from tests.admin.builders import TEXT, a_full_release, a_release, an_entity, found
from tests.admin.test_roles import client_of, user_in

LIST = "admin:archive_figure_changelist"


def a_figure(subject: str = "pays membres", **fields: Any) -> Figure:
    day = fields.pop("published_on", "2021-05-12")
    release = a_release(TEXT, published_on=day)
    made: Figure = found(Figure, release, "42 pays", **{"value": 42, "unit": "pays", "subject": subject, **fields})
    return made


def act(page: Client, figures: list[Figure], **fields: Any) -> Any:
    chosen = {"action": "assign_indicator", "_selected_action": [one.pk for one in figures]}
    return page.post(reverse(LIST), {**chosen, **fields})


def test_figures_are_like_one_whose_words_say_the_same_in_any_order_and_case(db: None) -> None:
    one = a_figure("pays membres")
    twin = a_figure("Membres, pays")
    a_figure("pays membres", unit="État")
    a_figure("pays membres", review="rejected")
    a_figure("pays observateurs")
    assert set(like(one)) == {one, twin}


def test_a_figure_that_counts_nothing_is_like_itself_only(db: None) -> None:
    one = a_figure("")
    a_figure("")
    assert list(like(one)) == [one]


def test_assigning_decides_and_says_how_many_are_new(db: None) -> None:
    indicator = an_entity(Indicator, "pays membres")
    one, two = a_figure(), a_figure(indicator=indicator)
    assert assign(Figure.objects.all(), indicator, teach=False) == 1
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.indicator, one.decided, two.decided) == (indicator, ["indicator"], [])
    assert Indicator.objects.get().aliases == []


def test_what_is_taught_are_the_words_that_are_not_its_names_yet(db: None) -> None:
    indicator = an_entity(Indicator, "Pays membres", aliases=["membres"])
    for subject in ("pays membres", "États membres", "états membres", "Membres"):
        a_figure(subject)
    assign(Figure.objects.all(), indicator, teach=True)
    indicator.refresh_from_db()
    assert indicator.aliases == ["membres", "États membres"]
    assert "aliases" in indicator.decided


def test_the_list_asks_which_indicator_and_then_assigns_all_selected(page: Client) -> None:
    figures = [a_figure(), a_figure("États")]
    indicator = an_entity(Indicator, "pays membres")
    asked = act(page, figures)
    assert "or a new one, named" in asked.content.decode()
    told = act(page, figures, indicator=indicator.pk, teach="on", assign="Assign")
    assert told["Location"] == reverse("admin:archive_indicator_change", args=[indicator.pk])
    assert Figure.objects.filter(indicator=indicator).count() == 2
    indicator.refresh_from_db()
    assert indicator.aliases == ["États"]


def test_a_new_indicator_is_made_from_a_figure_with_all_that_are_like_it(page: Client) -> None:
    figure = a_figure()
    a_figure("Pays membres")
    a_figure("autre chose")
    where = reverse("admin:archive_figure_indicator", args=[figure.pk])
    form = page.get(where).context["form"]
    assert (form.initial["name"], form.initial["unit"]) == ("pays membres", "pays")
    page.post(where, {"name": "pays membres", "unit": "pays", "alike": "on", "assign": "Assign"})
    indicator = Indicator.objects.get()
    assert (indicator.name, indicator.unit, indicator.figures.count()) == ("pays membres", "pays", 2)


@pytest.mark.parametrize("both", [True, False])
def test_one_indicator_is_asked_for_not_two_and_not_none(page: Client, both: bool) -> None:
    figure = a_figure()
    given = {"indicator": an_entity(Indicator, "x").pk, "name": "y"} if both else {}
    said = page.post(reverse("admin:archive_figure_indicator", args=[figure.pk]), {**given, "assign": "Assign"})
    assert "one of the two" in said.content.decode()
    assert not Figure.objects.exclude(indicator=None).exists()


def test_readers_assign_nothing(db: None) -> None:
    figure = a_figure()
    client = client_of(user_in(Role.READER))
    where = reverse("admin:archive_figure_indicator", args=[figure.pk])
    assert client.get(where).status_code == 403
    assert client.post(where, {"name": "x", "assign": "Assign"}).status_code == 403
    assert not Indicator.objects.exists()


def test_an_indicators_page_shows_its_claims_by_date_with_a_chart(page: Client) -> None:
    indicator = an_entity(Indicator, "pays membres")
    for day, value in (("2021-05-12", 44), ("2015-01-01", 40), (None, 41)):
        a_figure(published_on=day, value=value, indicator=indicator)
    a_figure(value=99, indicator=indicator, review="rejected")
    context = page.get(reverse("admin:archive_indicator_change", args=[indicator.pk])).context
    values = [str(row[1]) for row in context["claims"].rows]
    assert [value.partition(">")[2].split()[0] for value in values] == ["40", "44", "41"]
    assert 'role="img"' in context["claims_chart"]
    assert context["claims_chart"].count("<circle") == 2


def test_a_claim_about_a_period_stands_at_its_end(page: Client) -> None:
    indicator = an_entity(Indicator, "pays membres")
    a_figure(published_on="2021-05-12", value=1, indicator=indicator)
    a_figure(published_on="2022-01-01", value=2, period="2010/2019", indicator=indicator)
    rows = page.get(reverse("admin:archive_indicator_change", args=[indicator.pk])).context["claims"].rows
    assert [row[0] for row in rows] == ["2010/2019", "May 12, 2021"]


def test_an_indicator_without_claims_has_no_chart(page: Client) -> None:
    indicator = an_entity(Indicator, "pays membres")
    assert "claims" not in page.get(reverse("admin:archive_indicator_change", args=[indicator.pk])).context


def holders(page: Client, office: Office) -> list[Any]:
    return list(page.get(reverse("admin:archive_office_change", args=[office.pk])).context["holders"])


def test_an_office_shows_who_held_it_from_first_to_last_evidence(page: Client) -> None:
    office = an_entity(Office, "secrétaire général")
    aude, bene = an_entity(Person, "Aude Kermarrec"), an_entity(Person, "Bénédicte L’Hôte")
    words = "la Secrétaire générale de l’OMP, Aude Kermarrec"
    for person, day in ((aude, "2021-05-12"), (aude, "2019-01-01"), (bene, "2015-01-01"), (aude, None)):
        found(Tenure, a_release(published_on=day), words, person=person, office=office)
    found(Tenure, a_release(), words, person=bene, office=office, review="rejected")
    later = a_release(published_on="2022-01-01")
    found(Quote, later, "En trois ans", text="En trois ans", kind="direct", speaker=aude, role=office)
    shown = [
        (one.person, str(one.first.published_on), str(one.last.published_on), one.count)
        for one in holders(page, office)
    ]
    assert shown == [(bene, "2015-01-01", "2015-01-01", 1), (aude, "2019-01-01", "2022-01-01", 4)]


def test_a_term_is_shown_with_its_reference(page: Client) -> None:
    office = a_full_release().tenures.get().office
    Tenure.objects.update(term="2014/2019", supplied={"term": "l’annuaire"})
    (holder,) = holders(page, office)
    assert holder.terms == [("2014/2019", "l’annuaire")]
    assert "supplied: l’annuaire" in page.get(reverse("admin:archive_office_change", args=[office.pk])).content.decode()


def test_a_tenure_is_confirmed_from_its_offices_page(page: Client) -> None:
    tenure = a_full_release().tenures.get()
    where = reverse("admin:archive_office_confirm", args=[tenure.pk])
    assert page.post(where, {"version": tenure.version})["Location"].endswith("#holders")
    tenure.refresh_from_db()
    assert (tenure.review, holders(page, tenure.office)[0].is_confirmed) == ("confirmed", True)


def test_a_tenure_that_changed_meanwhile_is_not_confirmed(page: Client) -> None:
    tenure = a_full_release().tenures.get()
    said = page.post(reverse("admin:archive_office_confirm", args=[tenure.pk]), {"version": 7}, follow=True)
    assert "Somebody changed this tenure meanwhile" in said.content.decode()
    assert Tenure.objects.get().review == "pending"


def test_readers_confirm_no_tenure(db: None) -> None:
    tenure = a_full_release().tenures.get()
    client = client_of(user_in(Role.READER))
    assert client.post(reverse("admin:archive_office_confirm", args=[tenure.pk]), {"version": 1}).status_code == 403
    office = client.get(reverse("admin:archive_office_change", args=[tenure.office_id])).content.decode()
    assert f'form="confirm-{tenure.pk}"' not in office
