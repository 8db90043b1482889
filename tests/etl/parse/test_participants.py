"""Who took part in an event, and how: rows of persons, bodies and countries before and behind the verb."""

from __future__ import annotations

import pytest

from tests.etl.parse.builders import plain, story

PORTS = "la 3e Conférence des ports sûrs"
THE_PORTS = "La 3e Conférence des ports sûrs"


def parts(sentence: str) -> set[tuple[str | None, str]]:
    """Name and part of each participant of the only event."""
    (event,) = story(sentence).events
    return {(plain(one.name), one.part) for one in event.participants}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            f"La ministre Anouk Delmas et le préfet Piet Verhaeren ont participé à {PORTS}.",
            "Anouk Delmas, Piet Verhaeren",
        ),
        ("Le Pérou, le Chili et l’Équateur ont pris part à l’opération Condor.", "Pérou, Chili, Équateur"),
        ("Le Niger et le Tchad prendront part au 5e Forum mondial sur les ports sûrs.", "Niger, Tchad"),
        (f"Europol et l’Union africaine participent à {PORTS}.", "Europol, Union africaine"),
        (
            f"Inês Quintela, directrice de l’Agence des ports, et Joris Roux, préfet du Var, ont assisté à {PORTS}.",
            "Inês Quintela, Joris Roux",
        ),
        (f"Selon Mme Livia Moretti, le Pérou et le Chili ont participé à {PORTS}.", "Pérou, Chili"),
        ("Plus de 40 pays, dont le Kenya et l’Ouganda, ont participé à l’opération Baobab.", "Kenya, Ouganda"),
        (
            f"Des représentants d’Europol, de Frontex et de l’Union africaine ont participé à {PORTS}.",
            "Europol, Frontex, Union africaine",
        ),
        ("Les polices du Bénin et du Togo ont également pris part à l’opération Baobab.", "Bénin, Togo"),
        ("Aux côtés de la France, le Maroc participe à l’opération Baobab.", "Maroc"),
        (f"Le ministre de l’Intérieur du Pérou, Tomás Arrieta, a participé à {PORTS}.", "Tomás Arrieta"),
        ("L’opération Baobab, à laquelle ont pris part le Bénin et le Togo, a permis 40 arrestations.", "Bénin, Togo"),
        (f"{THE_PORTS} a réuni le Niger, le Mali et le Tchad.", "Niger, Mali, Tchad"),
        (
            f"{THE_PORTS} s’est ouverte à Lomé en présence du ministre de la Sécurité, Sandor Vikelas,"
            " et du directeur général de la police, Yann Kerdoncuff.",
            "Sandor Vikelas, Yann Kerdoncuff",
        ),
        ("Le 5e Forum mondial sur les ports sûrs s’est ouvert en présence de Mme Anouk Delmas.", "Anouk Delmas"),
    ],
)
def test_who_attended(sentence: str, names: str) -> None:
    assert parts(sentence) == {(name, "attended") for name in names.split(", ")}


@pytest.mark.parametrize(
    ("sentence", "part", "names"),
    [
        (f"{THE_PORTS}, organisée par Europol et l’Union africaine, a pris fin.", "hosted", "Europol, Union africaine"),
        (f"{THE_PORTS}, organisée conjointement par Europol et Frontex, a pris fin.", "hosted", "Europol, Frontex"),
        ("Organisée par Europol, la 3e Conférence des ports sûrs s’est tenue à La Haye.", "hosted", "Europol"),
        (f"{THE_PORTS} a été accueillie par le Bénin.", "hosted", "Bénin"),
        (f"{THE_PORTS} s’est tenue à Riga à l’invitation de la Lettonie.", "hosted", "Lettonie"),
        (f"L’Indonésie et la Malaisie accueilleront {PORTS}.", "hosted", "Indonésie, Malaisie"),
        (
            f"{THE_PORTS}, présidée par Inês Quintela et Joris Roux, a adopté un texte.",
            "chaired",
            "Inês Quintela, Joris Roux",
        ),
        (f"{THE_PORTS} s’est réunie sous la présidence de Mme Inês Quintela.", "chaired", "Inês Quintela"),
        (f"La France et l’Italie coprésident {PORTS}.", "chaired", "France, Italie"),
        (
            "La 90e session de l’Assemblée générale a élu M. Aurelio Bastos à la présidence.",
            "elected",
            "Aurelio Bastos",
        ),
        (
            "Mme Inês Quintela a été élue présidente lors de la 90e session de l’Assemblée générale.",
            "elected",
            "Inês Quintela",
        ),
    ],
)
def test_who_hosted_chaired_or_was_elected(sentence: str, part: str, names: str) -> None:
    assert parts(sentence) == {(name, part) for name in names.split(", ")}


@pytest.mark.parametrize(
    "sentence",
    [
        f"M. Aurelio Bastos n’a pas participé à {PORTS}.",
        f"Les policiers d’un pays voisin du Pérou, que Joris Roux n’a pas nommé, ont participé à {PORTS}.",
        f"Anouk Delmas a rencontré Joris Roux avant de participer à {PORTS}.",
        f"Le rapport que Joris Roux a pris soin d’annoncer à {PORTS} est paru.",
    ],
)
def test_who_did_not_take_part_is_left_out(sentence: str) -> None:
    assert parts(sentence) == set()


def test_the_row_of_those_who_took_part_ends_at_a_verb() -> None:
    said = "La 3e Conférence des ports sûrs, présidée par M. Aurelio Bastos, a salué Piet Verhaeren."
    assert parts(said) == {("Aurelio Bastos", "chaired")}
