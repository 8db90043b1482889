"""Sources are downloaded, never shown; documents come in by a page of their own."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.models import Release, Run, Source
from etl.forms import SUFFIXES
from etl.lines import LINES
from tests.admin.builders import a_source
from tests.etl import forms

INGEST = reverse("admin:ingest")
RELEASE = "BREST (France) – La vigie du port a été repeinte mardi par les élèves du lycée maritime de la ville.\n"


def download(page: Client, source: Source) -> Any:
    return page.get(reverse("admin:archive_source_content", args=[source.pk]))


def upload(page: Client, table: SimpleUploadedFile | None = None, **files: bytes) -> Any:
    named = [SimpleUploadedFile(name.replace("_", "."), content) for name, content in files.items()]
    return page.post(INGEST, {"documents": named, **({"metadata": table} if table else {})})


def upload_with(table: str | bytes, page: Client, **files: bytes) -> Any:
    """Upload documents together with a table of metadata."""
    content = table if isinstance(table, bytes) else table.encode()
    known = SimpleUploadedFile("known.csv" if isinstance(table, str) else "known.xlsx", content)
    return upload(page, known, **files)


def test_a_source_is_handed_out_byte_for_byte_as_a_file(page: Client) -> None:
    response = download(page, a_source("dossier/brève é.txt", content=b"\xff\xfeA\x00"))
    assert response.content == b"\xff\xfeA\x00"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''br%C3%A8ve")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_source_that_is_no_plain_text_is_handed_out_as_bytes(page: Client) -> None:
    response = download(page, a_source(content=b"<script>", media_type="text/html"))
    assert response["Content-Type"] == "application/octet-stream"


def test_a_sources_page_does_not_show_its_content(page: Client) -> None:
    source = a_source(content=b"tout le contenu")
    html = page.get(reverse("admin:archive_source_change", args=[source.pk])).content.decode()
    assert "tout le contenu" not in html
    assert reverse("admin:archive_source_content", args=[source.pk]) in html


def test_a_source_is_handed_out_to_those_who_may_see_sources_alone(django_user_model: Any) -> None:
    client = Client()
    client.force_login(django_user_model.objects.create_user("lea", is_staff=True))
    assert download(client, a_source()).status_code == 403


def test_a_source_that_is_not_there_is_not_found(page: Client) -> None:
    assert page.get(reverse("admin:archive_source_content", args=[4711])).status_code == 404


def test_uploaded_documents_are_ingested_and_listed(page: Client, administrator: Any) -> None:
    response = upload(page, vigie_txt=RELEASE.encode(), vide_txt=b" ")
    outcome = response.context["outcome"]
    assert (outcome.new, outcome.failed) == (1, 1)
    html = response.content.decode()
    assert reverse("admin:archive_release_change", args=[Release.objects.get().pk]) in html
    assert html.index("vide.txt") < html.index("vigie.txt")
    assert Run.objects.get().started_by == administrator


def test_a_zip_is_ingested_member_by_member(page: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/vigie.txt", RELEASE)
    upload(page, lot_zip=packed.getvalue())
    assert Source.objects.get().name == "lot.zip!a/vigie.txt"


def test_the_page_offers_every_form_that_is_read(page: Client) -> None:
    form = page.get(INGEST).content.decode()
    offered = set(re.findall(r'name="documents"[^>]* accept="([^"]*)"', form)[0].split(","))
    assert {".txt", ".zip", *SUFFIXES, *LINES} <= offered
    assert "Texts, HTML pages, DOCX, PDF with text, e-mails (.eml), JSON Lines" in form


def test_a_word_document_and_a_web_page_are_ingested(page: Client) -> None:
    upload(page, navires_docx=forms.word(), page_html=forms.page().replace(b"Brest", b"Lorient"))
    read = {source.name: source.release.title for source in Source.objects.select_related("release")}
    assert read == {"navires.docx": forms.TITLE, "page.html": forms.TITLE.replace("Brest", "Lorient")}


def test_what_a_table_gives_wins_over_what_is_read(page: Client) -> None:
    upload_with("fichier;jour\nnavires.docx;10/04/2019\n", page, navires_docx=forms.word())
    assert Release.objects.get().published_on == date(2019, 4, 10)


def test_a_table_may_be_a_workbook(page: Client) -> None:
    book = openpyxl.Workbook()
    for row in (["path", "title"], ["navires.docx", "Un autre titre"]):
        book.active.append(row)
    upload_with(forms.saved(book), page, navires_docx=forms.word())
    assert Release.objects.get().title == "Un autre titre"


def test_rows_and_documents_without_each_other_are_listed(page: Client) -> None:
    response = upload_with("path,title\nabsent.txt,Un titre\n", page, vigie_txt=RELEASE.encode())
    assert response.context["unused"] == ["Row 2 (absent.txt): has no document here.", "vigie.txt: has no row."]
    assert "absent.txt" in response.content.decode()


def test_a_table_with_nonsense_is_refused_and_nothing_stored(page: Client) -> None:
    response = upload_with("path,day\nvigie.txt,hier\nb.txt,demain\n", page, vigie_txt=RELEASE.encode())
    reasons = response.context["form"].errors["metadata"]
    assert [reason.split(" is no day")[0] for reason in reasons] == ["Row 2: “hier”", "Row 3: “demain”"]
    assert not Source.objects.exists()


def test_two_uploads_of_one_name_are_two_documents(page: Client) -> None:
    files = [SimpleUploadedFile("vigie.txt", text.encode()) for text in (RELEASE, RELEASE.replace("mardi", "jeudi"))]
    response = page.post(INGEST, {"documents": files})
    assert response.context["outcome"].documents == 2


def test_ingesting_without_files_asks_for_some(page: Client) -> None:
    assert "This field is required." in page.post(INGEST).content.decode()


def test_ingesting_asks_for_the_right_to_add_releases(django_user_model: Any) -> None:
    client = Client()
    client.force_login(django_user_model.objects.create_user("lea", is_staff=True))
    assert client.get(INGEST).status_code == 403


def test_a_visitor_is_asked_to_log_in(db: None) -> None:
    assert Client().get(INGEST).status_code == 302
