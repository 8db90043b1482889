"""Named gatherings and operations: kind, ordinal, organisation, place and who took part."""

from __future__ import annotations

import pytest

from etl.lexicon import load
from tests.etl.parse.builders import event, plain, release, story


def test_a_name_ends_before_a_modal_verb() -> None:
    assert [one.name for one in story("La 80e session pourrait se tenir à Lomé.").events] == ["80e session"]


@pytest.mark.parametrize("noun", load("events")["heads"])
def test_a_text_may_break_off_behind_the_noun_of_a_gathering(noun: str) -> None:
    assert release(f"la {noun}").events == ()


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


def test_the_mentions_of_an_operation_stand_in_the_order_of_the_text() -> None:
    parsed = release("Baobab II\nopération Baobab II")
    starts = [mention.start for mention in parsed.events[0].mentions]
    assert starts == sorted(starts)


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


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Les opérations Ambre et Basalte ont visé les ports.", ["opération Ambre", "opération Basalte"]),
        (
            "Les opérations Ambre, « Basalte » et Corail ont pris fin.",
            ["opération Ambre", "opération Basalte", "opération Corail"],
        ),
        ("L’opération 40 Nights Ashore 2.0 a visé les ports.", ["opération 40 Nights Ashore 2.0"]),
        ("L’opération conjointe INTERPOL-AFRIPOL Basalte a visé les ports.", ["opération Basalte"]),
        ("L’opération, dont le nom de code était « Basalte III », a visé les ports.", ["opération Basalte III"]),
        ("L’opération (nom de code : Basalte) a visé les ports.", ["opération Basalte"]),
        ("Baptisée « Basalte », l’opération a visé les ports.", ["opération Basalte"]),
        ("L’opération a pris fin. Baptisée “Basalte”, celle-ci a visé les ports.", ["opération Basalte"]),
        ("Nom de code de l’opération : Basalte. Elle a pris fin.", ["opération Basalte"]),
        ("L’école a ouvert. Baptisée “Basalte”, celle-ci forme des marins.", []),
        (
            "Une vaste opération a visé les ports ; menée par la douane et baptisée Basalte, elle a duré un mois.",
            ["opération Basalte"],
        ),
        (
            "L’opération Basalte III a visé les ports, après Basalte II.",
            ["opération Basalte III", "opération Basalte II"],
        ),
        ("L’opération Basalte III a visé les ports. Basalte III est terminée.", ["opération Basalte III"]),
        (
            "Les journées d’action conjointes Basalte II ont visé les ports.",
            ["journées d’action conjointes Basalte II"],
        ),
        ("L’exercice Basalte V a visé les ports.", ["exercice Basalte V"]),
    ],
)
def test_operations_have_many_ways_to_be_named(sentence: str, expected: list[str]) -> None:
    assert [plain(one.name) for one in story(sentence).events] == [plain(name) for name in expected]


@pytest.mark.parametrize(
    ("written", "name", "ordinal"),
    [
        ("Le Symposium international sur les explosifs", "Symposium international sur les explosifs", None),
        ("La Conférence régionale des ports, la 22e du genre,", "Conférence régionale des ports", 22),
        ("Le prochain Symposium, huitième du nom,", "Symposium", 8),
        ("La réunion ministérielle du G7", "réunion ministérielle du G7", None),
        (
            "Le 9e Congrès des Ports pour la prévention des naufrages",
            "9e Congrès des Ports pour la prévention des naufrages",
            9,
        ),
        ("La COP 26", "COP 26", None),
        ("Une conférence régionale sur la pêche", "conférence régionale sur la pêche", None),
        ("L’Assemblée générale d’INTERPOL", "Assemblée générale d’INTERPOL", None),
        ("La réunion préparatoire régionale pour l’Afrique", "réunion préparatoire régionale pour l’Afrique", None),
    ],
)
def test_a_gathering_has_its_full_name(written: str, name: str, ordinal: int | None) -> None:
    found = story(f"{written} s’est tenue à Riga.").events
    assert [(plain(one.name), one.ordinal) for one in found] == [(plain(name), ordinal)]


def test_a_standing_forum_is_no_event() -> None:
    assert story("Le Forum permanent sur la pêche en Afrique a soutenu les enquêteurs.").events == ()


# The story's day is Monday the 12th of March 2018, its place Valparaíso (Chili).
@pytest.mark.parametrize(
    ("sentences", "date"),
    [
        ("Le Forum mondial des ports s’est ouvert aujourd’hui à Riga.", "2018-03-12"),
        ("Le Forum mondial des ports, ouvert vendredi à Riga, a pris fin.", "2018-03-09"),
        (
            "Les délégués ont adopté hier un plan, à l’issue du Forum mondial des ports, ouvert jeudi.",
            "2018-03-08/2018-03-11",
        ),
        (
            "Le Forum mondial des ports, qui s’ouvre aujourd’hui et s’achèvera le 15 mars, réunit 40 pays.",
            "2018-03-12/2018-03-15",
        ),
        (
            "Il a ouvert lundi le Forum mondial des ports. La manifestation, qui dure deux jours, s’achève.",
            "2018-03-12/2018-03-13",
        ),
        (
            "Ils ont signé aujourd’hui, à l’issue du Forum mondial des ports de mars 2018, un accord.",
            "2018-03/2018-03-12",
        ),
        ("Le Forum mondial des ports s’ouvrira mercredi à Riga.", "2018-03-14"),
        (
            "Le Forum mondial des ports s’est ouvert lundi à Riga. Cette rencontre se poursuit jusqu’au 14 mars.",
            "2018-03-12/2018-03-14",
        ),
        ("Le Forum mondial des ports a eu lieu à Riga du 5 au 7 décembre.", "2017-12-05/2017-12-07"),
        ("Le Forum mondial des ports aura lieu à Riga du 5 au 7 janvier.", "2019-01-05/2019-01-07"),
        ("Le Forum mondial des ports se tiendra à Riga le 24 février prochain.", "2019-02-24"),
        ("Le Forum mondial des ports, prévu à Riga en mai, réunira 40 pays.", "2018-05"),
        (
            "Il en sera question à Riga, les 3 et 4 mai 2019, lors du Forum mondial des ports, puis à Gand.",
            "2019-05-03/2019-05-04",
        ),
        (
            "Le Forum mondial des ports s’achève aujourd’hui. Pendant trois jours, ils ont débattu.",
            "2018-03-10/2018-03-12",
        ),
        (
            "Le Forum mondial des ports s’ouvre ce lundi. Les travaux se poursuivront jusqu’au 15 mars.",
            "2018-03-12/2018-03-15",
        ),
        (
            "La conférence de trois jours (10 - 12 mars) prend fin. C’était la 3e Conférence des ports.",
            "2018-03-10/2018-03-12",
        ),
        ("Le séminaire régional sur la pêche (Riga, 3-5 juillet 2012) a réuni 40 marins.", "2012-07-03/2012-07-05"),
        ("Il a ouvert vendredi le Forum mondial des ports. Les travaux s’achèvent mardi.", "2018-03-09/2018-03-13"),
        ("INTERPOL World 2017 s’est tenu à Riga du 4 au 7 juillet.", "2017-07-04/2017-07-07"),
        ("Riga accueillera l’an prochain le Forum mondial des ports.", "2019"),
        ("L’opération Basalte, menée l’an dernier, a visé les ports.", "2017"),
        ("L’opération Basalte, menée d’octobre à décembre derniers, a visé les ports.", "2017-10/2017-12"),
        ("L’opération Basalte s’est déroulée entre mai et juillet 2016.", "2016-05/2016-07"),
        (
            "Le Forum mondial des ports réunira 40 pays. La session aura lieu au Cap du 24 au 26 juin.",
            "2018-06-24/2018-06-26",
        ),
    ],
)
def test_the_days_of_an_event_are_told_by_the_day_of_the_release(sentences: str, date: str) -> None:
    assert [one.date for one in story(sentences).events] == [date]


def test_without_a_day_of_the_release_weekdays_tell_nothing_and_a_year_comes_from_the_text() -> None:
    (forum,) = release("Le Forum mondial des ports s’est ouvert lundi à Riga.").events
    assert forum.date is None
    (operation,) = release("Pendant l’Euro 2024, du 14 juin au 14 juillet, l’opération Basalte a duré.").events
    assert operation.date == "2024-06-14/2024-07-14"


@pytest.mark.parametrize(
    ("sentences", "city", "country"),
    [
        ("Les délégués réunis à Riga pour la 12e Conférence des ports ont voté.", "Riga", None),
        ("La 12e Conférence des ports est prévue au Cap en juin.", "Le Cap", None),
        ("La douane participera en juin, à La Haye, à la 12e Conférence des ports.", "La Haye", None),
        ("La 12e Conférence des ports, dont le Gabon sera l’hôte, est attendue.", None, "Gabon"),
        ("Une équipe se rendra à Riga afin d’y animer le 3e Séminaire sur les ports.", "Riga", None),
        ("L’attentat précède de peu la tenue à Riga de la 12e Conférence des ports.", "Riga", None),
        ("L’an dernier, à Riga, la 12e Conférence des ports avait voté.", "Riga", None),
        ("Le rapport sera lu en octobre, à Riga, par la 12e Conférence des ports.", "Riga", None),
        (
            "On en parlera à Riga, lors de la 12e Conférence des ports, puis à Gand, qui accueille le 3e Forum.",
            "Riga",
            None,
        ),
        ("La 12e Conférence des ports s’achève. La réunion de Valparaíso a plu.", "VALPARAÍSO", "Chili"),
        ("Le 3e Séminaire sur les ports s’achève. Le prochain Séminaire se tiendra à Riga.", "VALPARAÍSO", "Chili"),
    ],
)
def test_the_place_of_an_event_stands_in_many_places(sentences: str, city: str | None, country: str | None) -> None:
    found = story(sentences).events[0]
    assert (found.city, found.country) == (city, country)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("La 12e Conférence des ports s’est tenue à Riga. La rencontre de Riga a plu.", ["12e Conférence des ports"]),
        ("Le forum de Dakar et le sommet de Nairobi ont plu.", ["forum de Dakar", "sommet de Nairobi"]),
        ("La consultation du CD-ROM est devenue un réflexe.", []),
        ("Les Jeux prennent fin samedi.", []),
    ],
)
def test_a_noun_and_a_city_may_point_at_an_event_and_be_none(sentences: str, expected: list[str]) -> None:
    assert [plain(one.name) for one in story(sentences).events] == expected


def test_the_next_session_is_an_event_where_its_place_is_told() -> None:
    first = "La 81e session de l’Assemblée générale d’INTERPOL s’achève à Riga."
    coming = "La prochaine session de l’Assemblée générale se tiendra à Gand (Belgique) du 21 au 24 octobre 2019."
    found = story(first, coming).events
    assert [(one.ordinal, one.city, one.date) for one in found] == [
        (81, "Riga", None),
        (None, "Gand", "2019-10-21/2019-10-24"),
    ]
    named = story(first, coming, "La 82e session de l’Assemblée générale s’ouvrira à Gand.").events
    assert [one.ordinal for one in named] == [81, 82]
    assert len(story(first, "La prochaine session de l’Assemblée générale en décidera.").events) == 1


def test_the_days_of_one_operation_are_not_those_of_the_next() -> None:
    found = story("L’opération Ambre, lancée en 2016, l’opération Basalte et l’opération Corail sont citées.").events
    assert [one.date for one in found] == ["2016", None, None]
    found = story("En mai 2016, l’opération Ambre et l’opération Basalte ont visé les ports.").events
    assert [one.date for one in found] == ["2016-05", "2016-05"]


def test_the_days_of_a_visit_are_not_those_of_a_conference() -> None:
    (found,) = story(
        "Il a parlé de la 20e Conférence des ports, que le Pérou accueillera l’an prochain.",
        "Sa visite de deux jours (11-12 mars) s’achève.",
    ).events
    assert (found.country, found.date) == ("Pérou", "2019")


def test_of_several_countries_none_is_the_place() -> None:
    (found,) = story("L’opération Basalte s’est déroulée au Ghana, au Kenya, en Ouganda et en Zambie.").events
    assert (found.city, found.country) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "city", "country"),
    [
        ("Rendez-vous a été pris à Oslo pour le 6e Forum mondial sur les ports sûrs.", "Oslo", None),
        ("Les délégués se retrouveront à Oslo pour le 6e Forum mondial sur les ports sûrs.", "Oslo", None),
        ("Une délégation partira de Paris pour le 6e Forum mondial sur les ports sûrs, prévu à Oslo.", "Oslo", None),
        ("Du 3 au 5 juin, Oslo accueillera le 6e Forum mondial sur les ports sûrs.", "Oslo", None),
        ("Le 6e Forum mondial sur les ports sûrs, dont la Norvège sera l’hôte, débutera en mai.", None, "Norvège"),
        ("Après Lomé et Riga, c’est Oslo qui accueillera le 6e Forum mondial sur les ports sûrs.", "Oslo", None),
        ("Le 6e Forum mondial sur les ports sûrs s’ouvrira le 20 mars 2018.", "VALPARAÍSO", "Chili"),
        ("Le 6e Forum mondial sur les ports sûrs s’ouvrira le 4 mai 2020.", None, None),
    ],
)
def test_a_coming_event_has_its_own_place_and_not_that_of_the_release(
    sentence: str, city: str | None, country: str | None
) -> None:
    found = event(story(sentence), "Forum")
    assert (plain(found.city), plain(found.country)) == (city, country)


@pytest.mark.parametrize("venue", ["centre", "palais", "parc"])
def test_a_house_of_congresses_is_no_gathering(venue: str) -> None:
    assert story(f"Ils se sont retrouvés au {venue} des congrès d’Oslo.").events == ()


def test_the_next_session_may_be_told_without_its_noun() -> None:
    parsed = story("La 93e session se tiendra à Riga (Lettonie) en 2027 ; la 94e, à Oslo (Norvège).")
    assert [(one.ordinal, one.city, one.country) for one in parsed.events] == [
        (93, "Riga", "Lettonie"),
        (94, "Oslo", "Norvège"),
    ]


def test_how_long_a_session_lasted_may_stand_before_it() -> None:
    parsed = release(
        "9 novembre 2023\n\nDes délégués ont suivi pendant trois jours la 12e Conférence des directeurs de police, "
        "qui s’est achevée ce jeudi à Riga."
    )
    assert event(parsed, "Conférence").date == "2023-11-07/2023-11-09"
