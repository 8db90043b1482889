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


@pytest.mark.parametrize(
    "sentence",
    [
        "Devant l’Assemblée générale, le directeur, Jean Morvan, a pris la parole.",
        "Reçu au Secrétariat général, le directeur, M. Jean Morvan, a pris la parole.",
        "D’après les enquêteurs chiliens, M. Jean Morvan, le directeur, a pris la fuite.",
        "Le directeur insiste, Jean Morvan aussi.",
    ],
)
def test_what_only_looks_like_an_office_is_none(sentence: str) -> None:
    roles = [role.title for one in story(sentence).persons for role in one.roles]
    assert roles in (["directeur"], [])


def test_the_particle_of_a_surname_is_no_part_of_the_office() -> None:
    parsed = story("Anders af Klinteberg est mort.", "Le professeur af Klinteberg enseignait à Lund.")
    assert [role.title for one in parsed.persons for role in one.roles] == ["professeur"]


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


@pytest.mark.parametrize(
    ("sentences", "office"),
    [
        ("« C’est fini », a affirmé Aurelio Bastos. Le procureur de Cadix a remercié la douane.", "procureur de cadix"),
        ("« C’est fini », a affirmé Aurelio Bastos. Il part. La mer monte. Ce retraité s’en va.", "retraité"),
        (
            "Il reste à faire, a expliqué le formateur principal. « Rien n’est dit », a ajouté Aurelio Bastos.",
            "formateur principal",
        ),
        (
            "« C’est fini », a dit Aurelio Bastos, qui a coordonné l’opération. Le criminologue péruvien a ri.",
            "criminologue péruvien",
        ),
        ("L’avocat de l’un des prévenus, Me Aurelio Bastos, a protesté.", "avocat de l'un des prévenus"),
        ("L’avocat de ce dernier, Me Aurelio Bastos, a protesté.", "avocat de ce dernier"),
        ("Un ancien joueur de tennis, le Péruvien Aurelio Bastos, 34 ans, a été écouté.", "ancien joueur de tennis"),
        ("M. Aurelio Bastos, aujourd’hui consultant, a pris la parole.", "consultant"),
        ("Aurelio Bastos, qui est également commissaire national, a pris la parole.", "commissaire national"),
        (
            "Ils ont élu Ana Rey (Chili) présidente et Aurelio Bastos (Pérou) vice-président pour l’Asie.",
            "vice-président pour l'asie",
        ),
        (
            "Elle sera secondée par deux vice-présidents : Ana Rey (Chili) et le Péruvien Aurelio Bastos.",
            "vice-président",
        ),
        ("L’Assemblée a élu le colonel Aurelio Bastos à la présidence de l’Organisation.", "président"),
        ("Aurelio Bastos, qui commandait le poste de Riga, a salué ses hommes.", "commandait le poste de riga"),
        ("Contact : Aurelio Bastos, service de presse du port, tél. 01 02 03 04 05", "service de presse du port"),
        (
            "Il a remis les clés à la Présidente et au Secrétaire général, Mme Ana Rey et M. Aurelio Bastos.",
            "secrétaire général",
        ),
    ],
)
def test_an_office_may_be_told_beside_the_name_or_in_the_next_sentence(sentences: str, office: str) -> None:
    roles = person(story(sentences), "Aurelio Bastos").roles
    assert any(says(role, office) for role in roles)


@pytest.mark.parametrize(
    "sentences",
    [
        "Le président du tribunal, saisi par Aurelio Bastos, a tranché. Le président a rappelé la loi.",
        "Le maire de Riga, Luis Paz, était absent, a dit Aurelio Bastos. Le maire s’en est excusé.",
        "Le poste est vacant depuis la démission d’Aurelio Bastos. Le trésorier reste à nommer.",
        "« Tout va bien », a confié une magistrate. Aurelio Bastos n’en espérait pas davantage.",
    ],
)
def test_an_office_of_somebody_else_is_not_told_of_the_person_named_last(sentences: str) -> None:
    assert person(story(sentences), "Aurelio Bastos").roles == ()


def test_an_office_for_somebody_is_not_that_person_s() -> None:
    parsed = story("L’avocat de M. Karim Belaïd, Me Lucas Ferret, a demandé un renvoi.")
    assert offices(parsed, "Lucas Ferret") == ["avocat"]
    assert offices(parsed, "Karim Belaïd") == []


def test_a_verb_may_stand_between_office_and_name() -> None:
    parsed = story("Le vice-président sera le Chinois Yang Zhiwei, seul candidat.")
    assert offices(parsed, "Yang Zhiwei") == ["vice-président"]


def test_a_presidency_makes_a_woman_president() -> None:
    parsed = story("Le congrès a élu Mme Zofia Wrona à la présidence, par vingt voix.")
    assert offices(parsed, "Zofia Wrona") == ["présidente"]
