"""Title, day and dateline in every layout; null where the text has none."""

from __future__ import annotations

import textwrap

import pytest

from tests.etl.parse.builders import plain, release

BODY = "Les enquêteurs ont présenté leurs résultats à la presse ce matin, au terme d’une longue instruction."


@pytest.mark.parametrize(
    ("dateline", "city", "country"),
    [
        ("CADIX (Espagne) – ", "CADIX", "Espagne"),
        ("CADIX (Espagne) - ", "CADIX", "Espagne"),
        ("CADIX (Espagne) — ", "CADIX", "Espagne"),
        ("CADIX (Espagne)– ", "CADIX", "Espagne"),
        ("CADIX (Espagne) -- ", "CADIX", "Espagne"),
        ("Cadix (Espagne) – ", "Cadix", "Espagne"),
        ("CADIX, Espagne – ", "CADIX", "Espagne"),
        ("CADIX, Espagne -- ", "CADIX", "Espagne"),
        ("CADIX, Espagne, le 4 juin 2009 – ", "CADIX", "Espagne"),
        ("CADIX (Espagne), le 4 juin 2009 – ", "CADIX", "Espagne"),
        ("CADIX (Espagne), 4 juin 2009 – ", "CADIX", "Espagne"),
        ("CADIX – ", "CADIX", None),
        ("CADIX - ", "CADIX", None),
        ("CADIX– ", "CADIX", None),
        ("CADIX, le 4 juin 2009 – ", "CADIX", None),
        ("CADIX, 4 juin 2009 – ", "CADIX", None),
        ("(Espagne) - ", None, "Espagne"),
        ("(Espagne) – ", None, "Espagne"),
        ("SAINT-DENIS (France) – ", "SAINT-DENIS", "France"),
        ("LA PAZ (Bolivie) – ", "LA PAZ", "Bolivie"),
        ("SAN JOSÉ (Costa Rica) – ", "SAN JOSÉ", "Costa Rica"),
        ("SÃO PAULO (Brésil) – ", "SÃO PAULO", "Brésil"),
        ("BUENOS AIRES (Argentine) – ", "BUENOS AIRES", "Argentine"),
        ("ABOU DHABI (Émirats arabes unis) – ", "ABOU DHABI", "Émirats arabes unis"),
        ("L’AVANA (Cuba) – ", "L'AVANA", "Cuba"),
        ("N’DJAMENA (Tchad) – ", "N'DJAMENA", "Tchad"),
        ("AIX-EN-PROVENCE (France) – ", "AIX-EN-PROVENCE", "France"),
        ("NATIONS UNIES (Genève) – ", "NATIONS UNIES", "Genève"),
        ("HO CHI MINH-VILLE (Viet Nam) – ", "HO CHI MINH-VILLE", "Viet Nam"),
        ("KINSHASA (République démocratique du Congo) – ", "KINSHASA", "République démocratique du Congo"),
    ],
)
def test_a_dateline_gives_city_and_country_as_written(dateline: str, city: str | None, country: str | None) -> None:
    found = release(f"Un trafic de fossiles jugé à la rentrée\n\n{dateline}{BODY}").dateline
    assert found is not None
    assert (plain(found.city), plain(found.country)) == (city, country)


@pytest.mark.parametrize(
    ("dateline", "code"),
    [
        ("CADIX (Espagne) – ", "ES"),
        ("ABOU DHABI (Émirats arabes unis) – ", "AE"),
        ("HANOÏ (Viet Nam) – ", "VN"),
        ("ABIDJAN (Côte d’Ivoire) – ", "CI"),
        ("LUSAKA, Zambie -- ", "ZM"),
        ("NATIONS UNIES (Genève) – ", None),
        ("CADIX – ", None),
    ],
)
def test_a_dateline_gives_the_code_of_the_country_its_words_name(dateline: str, code: str | None) -> None:
    found = release(f"Un trafic de fossiles jugé à la rentrée\n\n{dateline}{BODY}").dateline
    assert found is not None
    assert found.country_code == code


@pytest.mark.parametrize(
    "beginning",
    [
        "La cour d’assises a rendu son verdict. ",
        "Réunis à Cadix, les ministres ont parlé – longuement – des ports. ",
        "Trois ans après les faits – un record –, le procès s’ouvre enfin. ",
        "ATTENTION – ",
        "URGENT - ",
    ],
)
def test_a_text_without_a_dateline_has_none(beginning: str) -> None:
    assert release(f"Un trafic de fossiles jugé à la rentrée\n\n{beginning}{BODY}").dateline is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("4 juin 2009", "2009-06-04"),
        ("04 juin 2009", "2009-06-04"),
        ("1er mars 2012", "2012-03-01"),
        ("1 er mars 2012", "2012-03-01"),
        ("1ᵉʳ mars 2012", "2012-03-01"),
        ("le 4 juin 2009", "2009-06-04"),
        ("Le 4 juin 2009", "2009-06-04"),
        ("Jeudi 4 juin 2009", "2009-06-04"),
        ("jeudi 1er octobre 2015", "2015-10-01"),
        ("4 Juin 2009", "2009-06-04"),
        ("4 JUIN 2009", "2009-06-04"),
        ("12 août 2011", "2011-08-12"),
        ("12 aout 2011", "2011-08-12"),
        ("3 décembre 2020", "2020-12-03"),
        ("3 DÉCEMBRE 2020", "2020-12-03"),
        ("3 DECEMBRE 2020", "2020-12-03"),
        ("28 févr. 2014", "2014-02-28"),
        ("29 février 2016", "2016-02-29"),
        ("05/07/2013", "2013-07-05"),
        ("5/7/2013", "2013-07-05"),
        ("05.07.2013", "2013-07-05"),
        ("2013-07-05", "2013-07-05"),
        ("Publié le 4 juin 2009", "2009-06-04"),
        ("Publié le 05/07/2013 à 14h30", "2013-07-05"),
        ("4 juin 2009 - Communiqué de presse", "2009-06-04"),
        ("4 juin 2009 - Media release", "2009-06-04"),
        ("Communiqué de presse | 4 juin 2009", "2009-06-04"),
        ("4\u00a0juin\u00a02009", "2009-06-04"),
        ("4\u202fjuin\u202f2009", "2009-06-04"),
    ],
)
def test_a_date_line_gives_the_day(line: str, day: str) -> None:
    found = release(f"Un trafic de fossiles jugé à la rentrée\n\n{line}\n\n{BODY}")
    assert found.published_on == day


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("CADIX (Espagne), le 4 juin 2009 – ", "2009-06-04"),
        ("CADIX (Espagne), 4 juin 2009 – ", "2009-06-04"),
        ("CADIX, le 1er mars 2012 – ", "2012-03-01"),
        ("CADIX, jeudi 4 juin 2009 – ", "2009-06-04"),
    ],
)
def test_a_dated_dateline_gives_the_day(dateline: str, day: str) -> None:
    assert release(f"Un trafic de fossiles jugé à la rentrée\n\n{dateline}{BODY}").published_on == day


@pytest.mark.parametrize(
    "sentence",
    [
        "Le navire avait disparu le 4 juin 2009 au large des Açores.",
        "La conférence aura lieu du 24 au 27 novembre 2025.",
        "Les deux hommes ont comparu les 16 et 17 novembre.",
        "L’instruction, ouverte le 05/07/2013, est close.",
    ],
)
def test_a_date_of_the_body_is_not_the_day_of_the_release(sentence: str) -> None:
    assert (
        release(f"Un trafic de fossiles jugé à la rentrée\n\nCADIX (Espagne) – {BODY}\n\n{sentence}").published_on
        is None
    )


@pytest.mark.parametrize("line", ["31 février 2014", "32 mars 2014", "12/13/2014", "00/05/2014"])
def test_a_day_that_does_not_exist_is_no_day(line: str) -> None:
    assert release(f"Un trafic de fossiles jugé à la rentrée\n\n{line}\n\n{BODY}").published_on is None


TITLE = "Un trafic de fossiles jugé à la rentrée"


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\nCADIX (Espagne) – {BODY}",
        f"{TITLE}\n\n4 juin 2009\n\nCADIX (Espagne) – {BODY}",
        f"{TITLE}\n4 juin 2009\nCADIX (Espagne) – {BODY}",
        f"4 juin 2009\n\n{TITLE}\n\nCADIX (Espagne) – {BODY}",
        f"4 juin 2009 - Media release\n\n{TITLE}\n\nCADIX (Espagne) – {BODY}",
        f"All news\n|\nPrint\n\n4 juin 2009 - Media release\n{TITLE}\n\nCADIX (Espagne) – {BODY}",
        f"Accueil\nActualités\nPartager\n\n{TITLE}\n\n4 juin 2009\n\nCADIX (Espagne) – {BODY}",
        f"{TITLE}\n\n{TITLE.upper()}\n\n4 juin 2009\n\nCADIX (Espagne) – {BODY}",
        f"/\n\n{TITLE}\n\n4 juin 2009\n\nCADIX (Espagne) – {BODY}",
        f"{TITLE}\n\n4 juin 2009\n\nLes prévenus répondront de recel.\n\nCADIX (Espagne) – {BODY}",
        f"Nous utilisons des cookies.\n\n{TITLE}\n\n4 juin 2009\n\nCADIX (Espagne) – {BODY}",
        f"{TITLE}\n\nPartager\n\n4 juin 2009\n\nCADIX (Espagne) – {BODY}",
        f"{TITLE}\n\n4 juin 2009\n\n{BODY}",
    ],
)
def test_the_title_is_found_in_every_layout(text: str) -> None:
    assert release(text).title == TITLE


@pytest.mark.parametrize(
    "text",
    [
        f"CADIX (Espagne) – {BODY}",
        f"4 juin 2009\n\nCADIX (Espagne) – {BODY}",
        f"CADIX (Espagne), le 4 juin 2009 – {BODY}\n\nLe procès reprendra lundi.",
        f"All news\n|\nPrint\n\n4 juin 2009 - Media release\n\nCADIX (Espagne) – {BODY}",
        f"(Espagne) - {BODY}",
    ],
)
def test_a_release_that_begins_with_its_lead_has_no_title(text: str) -> None:
    assert release(text).title is None


def test_an_undated_untitled_text_without_place_has_none_of_the_three() -> None:
    found = release(f"{BODY} Le procès reprendra lundi, après une journée consacrée aux experts.")
    assert (found.published_on, found.dateline, found.spans) == (None, None, {})


def test_spans_say_where_title_day_and_dateline_were_read() -> None:
    text = f"{TITLE}\n\n4 juin 2009\n\nCADIX (Espagne) – {BODY}"
    spans = release(text).spans
    assert text[spans["title"].start : spans["title"].end] == TITLE
    assert "4 juin 2009" in text[spans["published_on"].start : spans["published_on"].end]
    assert "CADIX (Espagne)" in text[spans["dateline"].start : spans["dateline"].end]


def test_a_page_date_may_precede_the_days_that_its_text_reports() -> None:
    found = release(f"{TITLE}\n\n4 juin 2009\n\nCADIX (Espagne) – {BODY}\n\nLe verdict est tombé le 19 juin 2009.")
    assert found.published_on == "2009-06-04"


HEADLINE = "Quatre conteneurs saisis au port"
LEAD = (
    "La douane a saisi mardi, dans l’avant-port, quatre conteneurs de bois rare que des faussaires avaient déclarés "
    "comme du sapin, ont fait savoir les enquêteurs."
)


@pytest.mark.parametrize(
    ("written", "day", "city"),
    [
        ("RIGA, 21 nov 2016 (BNA) - ", "2016-11-21", "RIGA"),
        ("RIGA (Lettonie), 22 septembre 2006. - ", "2006-09-22", "RIGA"),
        ("Riga, 5 mai 2018. – ", "2018-05-05", "Riga"),
        ("Riga, le 5 mai 2018. ", "2018-05-05", "Riga"),
        ("Luxembourg/Riga, le 5 mai 2018. ", "2018-05-05", "Luxembourg/Riga"),
        ("RIGA, Lettonie - 3 février 2015 - ", "2015-02-03", "RIGA"),
        ("INTERPOL, Riga, 3 mai 2007 - ", "2007-05-03", "Riga"),
        ("(RIGA) - ", None, "RIGA"),
        ("Riga - Vendredi 3 mai 2019 - ", "2019-05-03", "Riga"),
        ("RIGA 12/03 (BNA) = ", None, "RIGA"),
        ("RIGA (Lettonie) | 3 mai 2019\n\n", "2019-05-03", "RIGA"),
        ("Douanes | 3 mai 2019\n\nRIGA – ", "2019-05-03", "RIGA"),
        ("RIGA-", None, "RIGA"),
    ],
)
def test_datelines_are_written_in_many_ways(written: str, day: str | None, city: str) -> None:
    parsed = release(f"Quatre conteneurs de bois rare saisis au port\n\n{written}{LEAD}")
    assert parsed.dateline is not None
    assert (parsed.published_on, parsed.dateline.city) == (day, city)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("{T}\nDate de publication : 27/11/2023\nPartager : Facebook | X | Courriel", HEADLINE),
        (
            "Le Port\nLa voix des marins\n\nAccueil\nSociété et justice du littoral\n\n{T}\n\n22 novembre 2022",
            HEADLINE,
        ),
        (
            "COUR D’APPEL\nTRIBUNAL JUDICIAIRE\nParquet du procureur de la République\n\nLille, le 14 octobre 2020",
            None,
        ),
        ("Communiqué de presse\nDe : Agence des ports du littoral\n\n{T}\n\nLe 9 septembre 2021", HEADLINE),
        ("Accueil › Presse › {T}\n\nTrafic de bois rares du littoral\n16 avril 2025\n{T}", HEADLINE),
    ],
)
def test_a_title_stands_among_menus_letter_heads_and_buttons(head: str, title: str | None) -> None:
    assert release(f"{head.replace('{T}', HEADLINE)}\n\n{LEAD}\n\n{LEAD}").title == title


def test_a_place_below_the_day_is_the_dateline() -> None:
    parsed = release(f"Quatre conteneurs saisis au port\n\nLe 9 septembre 2021\nOttawa (Ontario)\n\n{LEAD}")
    assert parsed.dateline is not None
    assert (parsed.dateline.city, parsed.dateline.country) == ("Ottawa", "Ontario")


def test_a_byline_gives_the_day() -> None:
    parsed = release(f"{HEADLINE}\nPar Ana Rey, Le Port, 10 mai 2016\n\n{LEAD}")
    assert parsed.published_on == "2016-05-10"


def test_the_lines_of_a_wrapped_page_s_head_are_lines_of_their_own() -> None:
    wrapped = "\n".join(textwrap.wrap(LEAD, 66))
    title = "Quatre conteneurs de bois rare saisis dans le port de Riga"
    head = f"Port de Riga - Communiqués de presse\nImprimer cette page\n\n{title}\nDate : 6 juin 2007"
    parsed = release("\n\n".join([head, wrapped, wrapped, wrapped]))
    assert (parsed.title, parsed.published_on) == (title, "2007-06-06")
