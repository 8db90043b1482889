"""Sources are downloaded, never shown; documents come in by a page of their own."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.models import Release, Run, Source
from tests.admin.builders import a_source

INGEST = reverse("admin:ingest")
RELEASE = "BREST (France) – La vigie du port a été repeinte mardi par les élèves du lycée maritime de la ville.\n"


def download(page: Client, source: Source) -> Any:
    return page.get(reverse("admin:archive_source_content", args=[source.pk]))


def upload(page: Client, **files: bytes) -> Any:
    named = [SimpleUploadedFile(name.replace("_", "."), content) for name, content in files.items()]
    return page.post(INGEST, {"documents": named})


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
