"""Offices that the text gives a person."""

from __future__ import annotations

import pytest

from etl.parse.values import ParsedRole
from tests.etl.parse.builders import offices, person, plain, story


def says(role: ParsedRole, office: str) -> bool:
    """Whether title, or title and organisation, are the office's words."""
    title = (plain(role.title) or "").lower()
    return title == office or (office.startswith(title) and office.endswith((plain(role.organization) or "?").lower()))


@pytest.mark.parametrize(
    ("written", "office"),
    [
        ("Aurelio Bastos, procureur de Cadix,", "procureur de cadix"),
        ("Aurelio Bastos, le procureur de Cadix,", "procureur de cadix"),
        ("le procureur de Cadix, Aurelio Bastos,", "procureur de cadix"),
        ("le procureur de Lisbonne Aurelio Bastos", "procureur de lisbonne"),
        ("M. Aurelio Bastos, directeur général de la police nationale,", "directeur général de la police nationale"),
        ("le ministre de l’Intérieur, Aurelio Bastos,", "ministre de l'intérieur"),
        ("le ministre espagnol de l’Intérieur, Aurelio Bastos,", "ministre espagnol de l'intérieur"),
        ("le général Aurelio Bastos", "général"),
        ("le vice-président Aurelio Bastos", "vice-président"),
        ("le Premier ministre, Aurelio Bastos,", "premier ministre"),
        ("M. Aurelio Bastos, chef par intérim du bureau régional,", "chef par intérim du bureau régional"),
        ("M. Aurelio Bastos, porte-parole de l’agence,", "porte-parole de l'agence"),
        ("M. Aurelio Bastos, ambassadeur du Pérou,", "ambassadeur du pérou"),
        ("l’ambassadeur du Pérou, Aurelio Bastos,", "ambassadeur du pérou"),
        ("M. Aurelio Bastos, professeur à l’université de Porto,", "professeur à l'université de porto"),
    ],
)
def test_an_office_stands_before_or_behind_the_name(written: str, office: str) -> None:
    roles = person(story(f"Au terme de la visite, {written} a remercié les équipes."), "Aurelio Bastos").roles
    assert any(says(role, office) for role in roles)


def test_two_offices_of_one_person_are_both_kept() -> None:
    found = offices(
        story("M. Aurelio Bastos, directeur central de la police judiciaire et président d’Europol, a témoigné."),
        "Aurelio Bastos",
    )
    assert any("directeur central" in office for office in found)
    assert any(office.startswith("président") for office in found)


def test_shared_offices_are_given_out_in_order() -> None:
    parsed = story("La présidente et le secrétaire général, Inês Falcão et Aurelio Bastos, ont ouvert la séance.")
    assert offices(parsed, "Inês Falcão") == ["présidente"]
    assert offices(parsed, "Aurelio Bastos") == ["secrétaire général"]


def test_a_plural_office_is_given_to_each_in_the_singular() -> None:
    parsed = story("Les ministres de la Justice Aurelio Bastos et Tomás Arrieta ont ouvert la séance.")
    assert offices(parsed, "Aurelio Bastos") == ["ministre de la justice"]
    assert offices(parsed, "Tomás Arrieta") == ["ministre de la justice"]


def test_the_organisation_of_an_office_is_told_where_the_text_says_it() -> None:
    parsed = story("Le directeur exécutif d’Europol, Aurelio Bastos, a ouvert la séance.")
    roles = person(parsed, "Aurelio Bastos").roles
    assert [plain(role.organization) for role in roles] == ["Europol"]


def test_an_office_follows_its_holder_not_the_next_person() -> None:
    parsed = story("Le procureur de Cadix, Aurelio Bastos, a reçu Tomás Arrieta, maire de Malaga.")
    assert offices(parsed, "Aurelio Bastos") == ["procureur de cadix"]
    assert offices(parsed, "Tomás Arrieta") == ["maire de malaga"]


def test_successive_holders_of_one_office_each_have_it() -> None:
    parsed = story(
        "La présidente de l’agence portuaire, Inês Falcão, a passé la main.",
        "Le nouveau président de l’agence portuaire, Aurelio Bastos, l’a remerciée.",
    )
    assert any("présidente" in office for office in offices(parsed, "Inês Falcão"))
    assert any("président" in office for office in offices(parsed, "Aurelio Bastos"))


def test_a_person_without_an_office_has_none() -> None:
    assert offices(story("Au terme de la visite, M. Aurelio Bastos a remercié les équipes."), "Aurelio Bastos") == []
