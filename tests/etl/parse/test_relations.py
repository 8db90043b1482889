"""Relatives and peers: who is meant by them, and that they are no offices."""

from __future__ import annotations

import pytest

from etl.document import Text
from etl.finds import finds_of
from tests.etl.parse.builders import names, offices, plain, speakers, story


@pytest.mark.parametrize(
    "sentence",
    [
        "Le frère de la victime, Piet Verhaeren, a été entendu.",
        "Son frère, Piet Verhaeren, a été arrêté à Lomé.",
        "Le fils du ministre, Piet Verhaeren, a été relâché.",
        "Le mari de la victime, Piet Verhaeren, a parlé.",
        "Piet Verhaeren, père de trois enfants, travaillait au port.",
        "Piet Verhaeren, gendre du préfet, a porté plainte.",
    ],
)
def test_a_relative_holds_no_office_by_it(sentence: str) -> None:
    assert offices(story(sentence), "Piet Verhaeren") == []


def test_the_wife_of_a_president_is_no_president() -> None:
    parsed = story("L’épouse du président, Livia Moretti, était présente.")
    assert (names(parsed), offices(parsed, "Livia Moretti")) == (["Livia Moretti"], [])


def test_a_relative_may_speak_without_the_name() -> None:
    parsed = story(
        "Le frère de la victime, Piet Verhaeren, est venu.", "« Nous attendons », a déclaré le frère de la victime."
    )
    assert speakers(parsed) == ["Piet Verhaeren"]


@pytest.mark.parametrize("peer", ["homologue letton", "collègue", "homologue"])
def test_a_peer_is_a_role_in_the_text_and_no_office_of_the_archive(peer: str) -> None:
    parsed = story(f"Mme Anouk Delmas a reçu son {peer}, Sandor Vikelas, directeur du port.")
    assert offices(parsed, "Sandor Vikelas") == [peer, "directeur du port"]
    tenures = finds_of(Text(parsed.text, "utf-8", "fr"), parsed, "INTERPOL").finds["tenure"]
    assert [plain(one.exact) for one in tenures] == ["directeur du port"]
