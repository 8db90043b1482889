"""What is typed and what it finds: French words, however they are accented, inflected, joined or written as numbers."""

from __future__ import annotations

import pytest

from archive.search.query import Query
from archive.search.results import search
from tests.models.builders import release

pytestmark = pytest.mark.django_db

TEXTS = {
    "cyber": "La cybercriminalité coûte cher, selon la 93e session de l’Assemblée générale.",
    "capitals": "ASSEMBLEE GENERALE : LA CYBERCRIMINALITE EN DEBAT",
    "summer": "L’opération de l’été a été annoncée à Lyon par le chef de la police.",
    "announced": "Des résultats annoncés hier : 1 250 victimes identifiées, 12 345 fichiers saisis.",
    "art": "Une œuvre d’art volée fut retrouvée grâce au réseau I-24/7.",
    "stock": "Jürgen Stock, Secrétaire général d’INTERPOL, a ouvert la première réunion.",
    "trade": "La traite des êtres humains et le trafic de drogues, d’armes à feu et d’espèces sauvages.",
    "guards": "Les garde-côtes ont déjoué une cyberattaque ; la cyber-attaque visait des réseaux européens.",
    "sums": "Les sommes détournées par les mêmes réseaux criminels s’élèvent à 3,5 millions d’euros.",
    "given": "Des données coordonnées furent envoyées ; les suspects, interpellés, déployaient des employés.",
    "women": "La policière française est élue présidente : une première pour les policiers français.",
}

# What is typed → which texts it finds.
TABLE = [
    ("cybercriminalité", "cyber capitals"),
    ("cybercriminalite", "cyber capitals"),
    ("CYBERCRIMINALITÉ", "cyber capitals"),
    ("cybercriminalités", "cyber capitals"),
    ("assemblee generale", "cyber capitals"),
    ("Assemblée générale", "cyber capitals"),
    ("assemblées générales", "cyber capitals"),
    ('"assemblée générale"', "cyber capitals"),
    ("« assemblée générale »", "cyber capitals"),
    ("“générale assemblée”", ""),
    ("générale assemblée", "cyber capitals"),
    ("l’été", "summer"),
    ("l'été", "summer"),
    ("été", "summer"),
    ("ete", "summer"),
    ("annoncée", "summer announced"),
    ("annoncé", "summer announced"),
    ("annonces", "summer announced"),
    ("annoncer", "summer announced"),
    ("donner", "given"),
    ("coordonner", "given"),
    ("envoyer", "given"),
    ("déployé", "given"),
    ("interpellée", "given"),
    ("oeuvre d'art", "art"),
    ("œuvre", "art"),
    ("oeuvre", "art"),
    ("ŒUVRES", "art"),
    ("I-24/7", "art"),
    ("i-24/7", "art"),
    ("I 24 7", "art"),
    ("I-24/8", ""),
    ("Jürgen", "stock"),
    ("Jurgen", "stock"),
    ("JURGEN STOCK", "stock"),
    ("les victimes", "announced"),
    ("victimes", "announced"),
    ("les", ""),
    ("le la les de du des", ""),
    ("même", "sums"),
    ("meme", "sums"),
    ("sommes", "sums"),
    ("premières", "stock women"),
    ("première", "stock women"),
    ("premieres", "stock women"),
    ("premier", "stock women"),
    ("policière", "women"),
    ("policières", "women"),
    ("policiers", "women"),
    ("élu", "women"),
    ("français", "women"),
    ("réseau", "art guards sums"),
    ("reseaux", "art guards sums"),
    ("réseau -criminels", "art guards"),
    ('réseau -"réseaux criminels"', "art guards"),
    ("œuvre OR été", "summer art"),
    ("œuvre OU été", "summer art"),
    ("œuvre ou été", ""),
    ("drogue armes OR Stock", "stock trade"),
    ("1250", "announced"),
    ("1 250", "announced"),
    ("1 250 victimes", "announced"),
    ("12345", "announced"),
    ("250", "announced"),
    ("3,5 millions", "sums"),
    ("93e session", "cyber"),
    ("93ème session", "cyber"),
    ("93 session", ""),
    ("garde-côtes", "guards"),
    ("gardes-cotes", "guards"),
    ("garde côtes", "guards"),
    ("gardecôtes", ""),
    ("cyber-attaque", "guards"),
    ("cyberattaques", "guards"),
    ("cyberatta*", "guards"),
    ("d’INTERPOL", "stock"),
    ("interpol", "stock"),
    ('"traite des êtres humains"', "trade"),
    ('"traite êtres humains"', ""),
    ("traite humains", "trade"),
    ("trafic d'armes", "trade"),
    ("xyzzyx", ""),
    ("-cybercriminalité", "summer announced art stock trade guards sums given women"),
    ("'); DROP TABLE archive_release; --", ""),
    ("a:* & !b | <-> (c)", ""),
    ("\\ ' \" % _ \x00", " ".join(TEXTS)),
    ('"', " ".join(TEXTS)),
    ("«", " ".join(TEXTS)),
    ("-", " ".join(TEXTS)),
    ("OR", " ".join(TEXTS)),
    ("", " ".join(TEXTS)),
    ("🐟", " ".join(TEXTS)),
]


@pytest.fixture
def texts(db: None) -> dict[int, str]:
    return {release(text).pk: name for name, text in TEXTS.items()}


def test_each_query_finds_what_it_means(texts: dict[int, str]) -> None:
    expected = {typed: set(names.split()) for typed, names in TABLE}
    found = {typed: {texts[hit.record.pk] for hit in search(Query.read({"q": typed})).hits} for typed in expected}
    assert found == expected
