"""What a careful reader finds in the five seeds, by the first three characters of their names."""

from __future__ import annotations

from typing import Any

from tests.etl.evaluation.answers import answers, counted, said

STOCK = "Jürgen Stock"
KIM = "Kim Jong Yang"
BALLESTRAZZI = "Mireille Ballestrazzi"


def release(
    title: str | None = None, day: str | None = None, city: str | None = None, country: str | None = None
) -> dict[str, Any]:
    return {"title": title, "published_on": day, "city": city, "country": country}


def holder(name: str, role: str) -> dict[str, Any]:
    return {"name": name, "roles": [role]}


def optional(*several: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**one, "optional": True} for one in several]


def session(ordinal: int, of: str = "d’INTERPOL", **facts: Any) -> dict[str, Any]:
    return {"name": f"{ordinal}e session de l’Assemblée générale {of}", "ordinal": ordinal, **facts}


SEEDS = {
    "000": answers(
        release=release(city="KIGALI", country="Rwanda"),
        persons=[holder(BALLESTRAZZI, "Présidente d’INTERPOL"), holder(STOCK, "Secrétaire Général")],
        quotes=[
            said("Le projet INTERPOL 2020 est", "à bâtir l’INTERPOL du futur", BALLESTRAZZI),
            said("Pour qu’INTERPOL demeure à l’avant-garde", "de relever les défis à venir", STOCK),
            said("INTERPOL 2020 nous apportera un cadre", "questions de sécurité mondiale", STOCK),
        ],
        indirect=[
            said("qu’il était essentiel qu’ils continuent", "converties en actes concrets", BALLESTRAZZI),
            said("que pour continuer à répondre efficacement", "en interne comme en externe", STOCK),
        ],
        figures=[
            counted("190 pays membres", 190, "pays membres"),
            counted("deux jours", 2, "jours"),
            counted("50 pays et organisations internationales", 50, "pays et organisations"),
            counted("plus de 7 700 victimes", 7_700, "victimes", qualifier="plus de"),
            counted("plus de 3 800 auteurs", 3_800, "auteurs", qualifier="plus de"),
            counted("quelque 640 chefs de police", 640, "chefs de police", qualifier="quelque"),
            counted("145 pays", 145, "pays"),
            counted("deux nouveaux Vice-présidents", 2, "vice-présidents"),
            counted("cinq nouveaux délégués", 5, "délégués"),
        ],
        events=[
            session(84, city="Kigali", country="Rwanda", place_from_dateline=True),
            session(85, country="Indonésie", year=2016),
            session(86, country="Chine", year=2017),
            {
                "name": "sommet mondial We Protect Children Online",
                "city": "Abou Dhabi",
                "starts_partial": "11-16",
                "ends_partial": "11-17",
            },
            *optional({"name": "lancement de l’initiative We Protect Children Online", "city": "Londres"}),
        ],
    ),
    "001": answers(
        release=release(city="LYON", country="France"),
        persons=[holder(STOCK, "secrétaire général d’INTERPOL")],
        quotes=[said("C’est simple, l’échange accru", "l’architecture de la sécurité mondiale", STOCK)],
        indirect=optional(
            said("la nécessité d’échanger des données", "et d’engins explosifs improvisés"),
            said("vouloir renforcer ce réseau", "de l’action policière mondiale"),
        ),
        figures=[
            counted("19 bases de données", 19, "bases de données"),
            counted("plus de 500 millions d’USD", 500_000_000, "USD", qualifier="plus de"),
            counted("196 pays membres", 196, "pays membres"),
        ],
        events=[
            {
                "name": "Conférence des chefs de B.C.N. d’INTERPOL",
                "city": "Lyon",
                "country": "France",
                "place_from_dateline": True,
            }
        ],
    ),
    "002": answers(
        release=release(
            "L’AG d’INTERPOL appelle à la ratification de la Convention de l’ONU contre la cybercriminalité"
        ),
        indirect=optional(
            said("l’importance d’adopter une approche", "lutter contre la cybercriminalité"),
            said("la nécessité de veiller à", "efficacement aux menaces transnationales"),
        ),
        figures=[
            counted("plus de 800 délégués", 800, "délégués", qualifier="plus de"),
            counted("179 pays", 179, "pays"),
            counted("82 chefs de police", 82, "chefs de police"),
        ],
        events=[
            session(93, city="Marrakech", starts_partial="11-24", ends_partial="11-27"),
            *optional({"name": "Conférence des États parties à la Convention"}),
        ],
    ),
    "003": answers(
        release=release(
            "Faire en sorte que les acteurs essentiels d’INTERPOL soient à l’avant-garde de l’action policière "
            "internationale",
            "2019-04-09",
            "LYON",
            "France",
        ),
        persons=[holder(KIM, "Président d’INTERPOL"), holder(STOCK, "Secrétaire Général")],
        quotes=[
            said("la pierre angulaire de l’efficacité", "monde doit faire face", STOCK) | {"kind": "fragment"},
            said("faire preuve de sagesse", "à jeter des ponts", KIM) | {"kind": "fragment"},
            said("Une véritable sécurité mondiale", "police mondial de l’Organisation", KIM),
            said("Ce que j’ai entendu à Paris", "la loi sur le terrain", STOCK),
            said("Les B.C.N. sont les points nodaux", "monde doit faire face", STOCK),
        ],
        indirect=[
            said("que les B.C.N. étaient indispensables", "indispensables à cet égard", STOCK),
            *optional(said("le rôle important d’INTERPOL", "mondiales en matière de criminalité")),
        ],
        figures=[
            counted("315 hauts responsables de police", 315, "hauts responsables"),
            counted("150 pays", 150, "pays"),
            counted("trois jours", 3, "jours"),
        ],
        events=[
            {
                "name": "15ème réunion annuelle des Chefs de B.C.N. d’INTERPOL",
                "ordinal": 15,
                "city": "Lyon",
                "country": "France",
                "starts_on": "2019-04-09",
                "ends_on": "2019-04-11",
                "place_from_dateline": True,
            },
            {"name": "réunion des Ministres de l’Intérieur du G7"},
        ],
    ),
    "004": answers(
        release=release(
            "INTERPOL et l’ONU resserrent leurs liens pour lutter contre la criminalité transnationale et le "
            "terrorisme",
            "2016-11-21",
            "NATIONS UNIES",
            "New York",
        ),
        persons=[holder(STOCK, "Secrétaire Général d’INTERPOL")],
        quotes=[
            said("La résolution constitue une importante", "système des Nations Unies", STOCK),
            said("Des lacunes dangereuses subsistent", "aux policiers de première ligne", STOCK),
            said("Le problème est de savoir", "pour rentrer chez eux", STOCK),
        ],
        figures=[counted("190 pays membres d’INTERPOL", 190, "pays membres")],
        figures_optional=[
            counted("24 heures sur 24", 24, "heures"),
            counted("7 jours sur 7", 7, "jours"),
            counted("les deux organisations", 2, "organisations"),
        ],
        events=[session(71, "des Nations Unies")],
    ),
}

# Words that the name of a programme has, for each one that a seed names.
PROGRAMMES = {
    "000": {"INTERPOL 2020", "I-Checkit", "Baseline", "ICSE", "We Protect Children Online", "contrôle des fichiers"},
    "001": {"I-24/7", "I-GRIP", "ICSE", "notice"},
    "002": {"NEXUS"},
    "003": {"I-Core"},
    "004": set(),
}
