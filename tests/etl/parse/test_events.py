"""Named gatherings and operations: kind, ordinal, organisation, place and who took part."""

from __future__ import annotations

import pytest

from tests.etl.parse.builders import event, plain, story


@pytest.mark.parametrize(
    ("written", "ordinal"),
    [
        ("La 84ème session de l’Assemblée générale d’INTERPOL", 84),
        ("La 93e session de l’Assemblée générale d’INTERPOL", 93),
        ("La 93è session de l’Assemblée générale d’INTERPOL", 93),
        ("La 93ème session de l’Assemblée générale d’INTERPOL", 93),
        ("La 74 ème session de l’Assemblée générale d’INTERPOL", 74),
        ("La 1re session de l’Assemblée générale d’INTERPOL", 1),
        ("La 1ère session de l’Assemblée générale d’INTERPOL", 1),
        ("La XVe session de l’Assemblée générale d’INTERPOL", 15),
        ("La quinzième session de l’Assemblée générale d’INTERPOL", 15),
        ("La 12e Conférence régionale européenne d’INTERPOL", 12),
        ("La 12ème Conférence régionale africaine d’INTERPOL", 12),
        ("Le 5e Forum mondial sur les ports sûrs", 5),
        ("Le IIIe Sommet des ports sûrs", 3),
        ("L’Assemblée générale d’INTERPOL, à sa 84e session,", 84),
    ],
)
def test_a_gathering_has_its_ordinal(written: str, ordinal: int) -> None:
    parsed = story(f"{written} s’est ouverte hier devant les délégués.")
    assert [one.ordinal for one in parsed.events] == [ordinal]


@pytest.mark.parametrize(
    "name", ["Pangea XIV", "Salus IV", "Tourmaline III", "Libertador II", "Opson VI", "Vulcain X", "Noria"]
)
def test_a_roman_number_in_the_name_of_an_operation_is_no_ordinal(name: str) -> None:
    parsed = story(f"L’opération {name} a été menée dans les ports.")
    found = event(parsed, name)
    assert (found.kind, found.ordinal) == ("operation", None)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("La 84e session de l’Assemblée générale d’INTERPOL", "assembly"),
        ("La 12e Conférence régionale européenne d’INTERPOL", "conference"),
        ("Le 5e Sommet des ports sûrs", "summit"),
        ("L’opération Tourmaline", "operation"),
        ("L’opération « Tourmaline »", "operation"),
        ("L’opération dite Tourmaline", "operation"),
        ("L’opération baptisée « Tourmaline »", "operation"),
        ("Le 3e Symposium international sur les explosifs", "conference"),
    ],
)
def test_an_event_has_its_kind(written: str, kind: str) -> None:
    assert [one.kind for one in story(f"{written} a commencé hier devant les délégués.").events] == [kind]


@pytest.mark.parametrize(
    ("sentence", "city", "country"),
    [
        ("La 84e session de l’Assemblée générale d’INTERPOL s’est tenue à Riga.", "Riga", None),
        ("La 84e session de l’Assemblée générale d’INTERPOL s’est tenue à Riga (Lettonie).", "Riga", "Lettonie"),
        ("La 84e session de l’Assemblée générale d’INTERPOL s’est tenue à Riga, en Lettonie.", "Riga", "Lettonie"),
        ("La 84e session de l’Assemblée générale d’INTERPOL se tiendra en Lettonie.", None, "Lettonie"),
        ("La 84e session de l’Assemblée générale d’INTERPOL aura lieu au Pérou.", None, "Pérou"),
        ("Réunie à Riga, la 84e session de l’Assemblée générale d’INTERPOL a élu son bureau.", "Riga", None),
        ("Riga accueillera la 84e session de l’Assemblée générale d’INTERPOL.", "Riga", None),
    ],
)
def test_an_event_has_its_place(sentence: str, city: str | None, country: str | None) -> None:
    found = event(story(sentence), "Assemblée")
    assert found.city == city
    assert country is None or found.country == country


def test_a_coming_session_is_an_event_of_its_own_with_host_and_year() -> None:
    parsed = story(
        "La 84e session de l’Assemblée générale d’INTERPOL s’est achevée à Riga (Lettonie).",
        "Le Pérou accueillera la 85e session, en 2019.",
    )
    found = next(one for one in parsed.events if one.ordinal == 85)
    assert (found.kind, found.country, found.date) == ("assembly", "Pérou", "2019")
    assert ("Pérou", "hosted") in [(one.name, one.part) for one in found.participants]
    assert len(parsed.events) == 2


@pytest.mark.parametrize(
    "again",
    [
        "La conférence s’achèvera lundi.",
        "Cette conférence s’achèvera lundi.",
        "Cette réunion s’achèvera lundi.",
        "La Conférence s’achèvera lundi.",
        "La Conférence régionale européenne s’achèvera lundi.",
        "La 12e Conférence régionale s’achèvera lundi.",
    ],
)
def test_an_event_of_many_names_is_one(again: str) -> None:
    parsed = story("La 12e Conférence régionale européenne d’INTERPOL s’est ouverte à Riga.", again)
    assert len(parsed.events) == 1


def test_the_full_name_of_an_event_may_come_second() -> None:
    parsed = story(
        "L’Assemblée générale s’est ouverte à Riga.",
        "La 84e session de l’Assemblée générale d’INTERPOL durera quatre jours.",
    )
    assert [one.ordinal for one in parsed.events] == [84]
    assert parsed.events[0].city == "Riga"


def test_an_operation_named_again_in_short_is_one_event() -> None:
    parsed = story("L’opération Tourmaline III a été menée dans les ports.", "Tourmaline III a mobilisé la douane.")
    assert len(parsed.events) == 1


@pytest.mark.parametrize(
    ("sentence", "name", "part"),
    [
        ("M. Aurelio Bastos a ouvert la 84e session de l’Assemblée générale d’INTERPOL.", "Aurelio Bastos", "opened"),
        ("M. Aurelio Bastos a présidé la 84e session de l’Assemblée générale d’INTERPOL.", "Aurelio Bastos", "chaired"),
        ("M. Aurelio Bastos a clôturé la 84e session de l’Assemblée générale d’INTERPOL.", "Aurelio Bastos", "closed"),
        ("Le Pérou accueillera la 84e session de l’Assemblée générale d’INTERPOL.", "Pérou", "hosted"),
    ],
)
def test_who_took_part_in_an_event_and_how(sentence: str, name: str, part: str) -> None:
    found = event(story(sentence), "Assemblée")
    assert (name, part) in [(plain(one.name), one.part) for one in found.participants]


def test_an_event_names_the_organisation_that_meets() -> None:
    assert (
        event(story("La 84e session de l’Assemblée générale d’INTERPOL a commencé."), "Assemblée").organization
        == "INTERPOL"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "L’attentat du marché central a endeuillé la ville.",
        "Le cyclone Fabiola a détruit le port.",
        "Les opérations de secours ont duré toute la nuit.",
        "Une réunion a été convoquée par le maire.",
        "La conférence de presse aura lieu à midi.",
        "L’opération a été un succès.",
        "Le procès s’ouvrira à la rentrée.",
    ],
)
def test_attacks_disasters_and_unnamed_meetings_are_no_events(sentence: str) -> None:
    assert [one.name for one in story(sentence).events] == []
