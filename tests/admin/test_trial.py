"""«Try a text»: what the parser finds in a pasted text is shown with its rules, and nothing is stored."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from archive.admin.trial import CHARACTERS_SHOWN, ROWS_SHOWN
from archive.admin.trial_example import EXAMPLE

TRY = reverse("admin:try")


def body(response: Any) -> str:
    return html.unescape(response.content.decode())


def paste(page: Client, text: str, **headers: str) -> str:
    return body(page.post(TRY, {"text": text}, headers=headers or None))


def table(page: str, kind: str) -> list[list[str]]:
    """The rows of one table, a text for each cell."""
    found = re.search(rf'<section[^>]* id="all-{kind}".*?</section>', page, re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", found.group() if found else "", re.DOTALL)
    cells = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>|↑", " ", cell).split()) for cell in row] for row in cells if row]


def columns(page: str, kind: str) -> list[str]:
    found = re.search(rf'<section[^>]* id="all-{kind}".*?</thead>', page, re.DOTALL)
    return re.findall(r'<th scope="col">(.*?)</th>', found.group() if found else "")


def counts() -> dict[str, int]:
    """How many rows each table of the database has."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {}
        for name in tables:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            found[name] = cursor.fetchone()[0]
    return found


def test_the_page_is_linked_from_the_front_page_and_from_the_list_of_releases(page: Client) -> None:
    assert f'href="{TRY}"' in body(page.get(reverse("admin:index")))
    assert f'href="{TRY}"' in body(page.get(reverse("admin:archive_release_changelist")))


def test_whoever_may_enter_the_admin_may_try_a_text(django_user_model: Any) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(django_user_model.objects.create_user("lea", is_staff=True))
    assert "Solène Kerbiriou" in paste(client, EXAMPLE)


@pytest.mark.django_db
def test_a_stranger_is_asked_to_log_in(client: Client) -> None:
    assert client.post(TRY, {"text": EXAMPLE})["Location"].startswith(reverse("admin:login"))


def test_a_post_without_the_token_of_the_form_is_refused(administrator: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    assert client.post(TRY, {"text": EXAMPLE}).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(TRY).content.decode())
    assert token
    assert client.post(TRY, {"text": EXAMPLE, "csrfmiddlewaretoken": token[1]}).status_code == 200


def test_nothing_is_stored(page: Client) -> None:
    page.get(TRY)
    before = counts()
    paste(page, EXAMPLE)
    page.post(TRY, {"example": "1"})
    assert counts() == before


def test_a_quote_is_listed_with_who_said_it_and_how_that_is_known(page: Client) -> None:
    found = paste(page, EXAMPLE)
    assert columns(found, "quote")[:6] == ["Words", "Speaker", "Basis", "Attribution", "Role", "Kind"]
    row = next(row for row in table(found, "quote") if row[0].startswith("Aucun port"))
    assert row[1:4] == ["Solène Kerbiriou", "named", "la Directrice de la police maritime, Solène Kerbiriou"]
    assert row[5:7] == ["direct", "quote.behind"]
    assert re.fullmatch(r"\d\d\s%", row[7])


def test_a_figure_is_listed_with_value_qualifier_unit_and_what_it_is_part_of(page: Client) -> None:
    found = paste(page, EXAMPLE)
    assert columns(found, "figure")[1:8] == ["Value", "Upper", "Qualifier", "Unit", "Of", "Period", "Part of"]
    rows = {row[0]: row for row in table(found, "figure")}
    assert rows["près de 9 500 conteneurs"][1:6] == ["9 500", "–", "près de", "conteneur", "conteneurs"]
    assert rows["320"][7] == "près de 9 500 conteneurs"
    assert next(row for row in rows.values() if row[1] == "60")[2] == "65"


def test_a_person_is_listed_with_gender_offices_and_every_name_used(page: Client) -> None:
    row = next(row for row in table(paste(page, EXAMPLE), "person") if row[0] == "Idriss Belkacem")
    assert row[1] == "male"
    assert row[2].startswith("chef de l’unité Criminalité organisée, INTERPOL role.")
    assert row[3] == "Idriss Belkacem · Belkacem"


def test_an_event_is_listed_with_its_date_and_place(page: Client) -> None:
    row = next(row for row in table(paste(page, EXAMPLE), "event") if row[3] == "5")
    assert (row[1], row[4], row[5]) == ("conference", "Dakar, Sénégal", "2025-06-09/2025-06-11")


@pytest.mark.parametrize(
    ("kind", "name"),
    [("programme", "I-24/7"), ("organization", "INTERPOL"), ("subject", "trafic de drogues"), ("country", "SN")],
)
def test_what_is_named_is_listed_with_its_rule(page: Client, kind: str, name: str) -> None:
    row = next(row for row in table(paste(page, EXAMPLE), kind) if row[0] == name)
    assert row[-2].startswith(f"{kind}.")
    assert row[-1].endswith("%")


def test_title_day_and_dateline_are_listed(page: Client) -> None:
    found = paste(page, EXAMPLE)
    own = found[found.index('id="own"') : found.index('id="all-quote"')]
    assert "Opération Grand Large : 37 réseaux" in own
    assert "March 18, 2025" in own
    assert "LORIENT, France, FR" in own


def test_a_mark_tells_its_kind_rule_and_confidence_and_leads_to_its_row(page: Client) -> None:
    found = paste(page, EXAMPLE)
    mark = re.search(r'<a href="#(figure-\d+)" title="([^"]*)">14 pays</a>', found)
    assert mark
    assert mark[2].startswith("figure · 14 pays · figure.noun · ")
    assert f'id="{mark[1]}"' in found


def test_a_row_leads_back_to_its_place_in_the_text(page: Client) -> None:
    found = paste(page, EXAMPLE)
    targets = set(re.findall(r'class="to-text" href="#([^"]+)"', found))
    assert len(targets) > 20
    assert targets <= set(re.findall(r' id="([^"]+)"', found))


def test_no_two_places_of_the_page_have_the_same_name(page: Client) -> None:
    names = re.findall(r' id="([^"]+)"', paste(page, EXAMPLE))
    assert sorted(names) == sorted(set(names))


def test_the_legend_counts_each_kind(page: Client) -> None:
    legend = re.search(r'<ul class="legend".*?</ul>', paste(page, EXAMPLE), re.DOTALL)
    assert legend
    assert re.search(r'<mark class="mark mark-quote">quote</mark> <span class="count">[3-5]</span>', legend.group())


def test_the_example_is_a_french_text_with_something_of_every_kind(page: Client) -> None:
    found = body(page.post(TRY, {"example": "1"}))
    assert EXAMPLE.splitlines()[0] in found
    kinds = ("quote", "figure", "person", "event", "programme", "organization", "subject", "country")
    assert [kind for kind in kinds if not table(found, kind)] == []


def test_a_script_is_shown_as_text(page: Client) -> None:
    text = EXAMPLE.replace("Solène Kerbiriou.", 'Solène Kerbiriou <script>alert("1")</script>.')
    raw = page.post(TRY, {"text": text}).content.decode()
    assert "&lt;script&gt;alert(" in raw
    assert "<script>alert(" not in raw


def test_a_text_in_another_language_is_named_and_not_marked(page: Client) -> None:
    english = "The police of fourteen countries have seized more than two tonnes of cocaine at sea this week. " * 3
    found = paste(page, english)
    assert "This text is not French but “en”" in found
    assert "release-text" not in found


def test_a_text_of_no_language_is_said_to_be_so(page: Client) -> None:
    assert "cannot be told which language" in paste(page, "1234 5678 ++ 90")


@pytest.mark.parametrize("empty", ["", " \n\n "])
def test_nothing_to_read_is_said_so(page: Client, empty: str) -> None:
    assert re.search(r"This field is required|It is empty", paste(page, empty))


def test_a_text_over_the_limit_is_refused_with_the_limit(page: Client, settings: Any) -> None:
    settings.ARCHIVE_MAX_DOCUMENT_BYTES = 1000
    found = paste(page, "été " * 250)
    assert "It is longer than 1,000 bytes" in found
    assert "release-text" not in found


def test_a_body_beyond_what_a_form_may_send_is_refused_with_the_limit(page: Client, settings: Any) -> None:
    settings.ARCHIVE_MAX_DOCUMENT_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000, 1500
    response = page.post(TRY, {"text": "mot " * 2000})
    assert response.status_code == 413
    assert "It is longer than 1,000 bytes" in body(response)


def test_a_long_text_may_be_pasted(page: Client) -> None:
    lines = [
        f"Les {number} navires sont rentrés au port de la ville dans la nuit de mardi.\n" for number in range(2, 3002)
    ]
    found = paste(page, EXAMPLE + "".join(lines))
    assert f"Only the first {CHARACTERS_SHOWN:,} characters" in found
    assert len(table(found, "figure")) == ROWS_SHOWN
    assert f"Each table has at most {ROWS_SHOWN} rows" in found


def test_line_ends_of_the_browser_count_as_one_character(page: Client) -> None:
    assert table(paste(page, EXAMPLE.replace("\n", "\r\n")), "quote") == table(paste(page, EXAMPLE), "quote")


def test_the_page_is_french_throughout(page: Client) -> None:
    found = paste(page, EXAMPLE, **{"accept-language": "fr"})
    assert "Essayer un texte" in found
    assert columns(found, "quote")[:4] == ["Mots", "Locuteur", "Fondement", "Attribution"]
    assert "18 mars 2025" in found
    assert not re.search(r"\b(Speaker|Qualifier|Rule|Confidence|Gender|Countries)\b", found)
