"""What every answer carries, what a session outlives, what is refused unread. `docs/security.md` names these."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.environment import refuse_weak_password
from archive.roles import Role
from tests.admin.builders import a_full_release
from tests.admin.test_roles import client_of, user_in
from tests.operation.archives import CLONE, new_archive

PASSWORD = "a long password of hers"
LOGIN = "/admin/login/"


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_superuser("ada", password=PASSWORD)


def log_in(client: Client, password: str = PASSWORD) -> int:
    return client.post(LOGIN, {"username": "ada", "password": password}).status_code


def answers(client: Client) -> Iterator[tuple[str, Any]]:
    """One of each kind of answer, errors included."""
    release = a_full_release()
    for path in (
        "/", f"/releases/{release.pk}/", "/reports/", "/reports/claims/", "/search/?q=a", "/search/?q=%00", "/nowhere",
        "/api/v1/", "/api/v1/docs/", "/api/v1/quotes/?limit=x", "/api/v1/nowhere", "/api/v1/quotes/?format=csv",
        "/reports/claims.xlsx", LOGIN, "/admin/", f"/admin/archive/release/{release.pk}/review/",
        f"/admin/archive/release/{release.pk}/change/", "/admin/archive/person/export/",
        "/admin/archive/person/import/",
        "/admin/ingest/", "/admin/try/", "/admin/jsi18n/", "/health/live", "/health/ready", "/metrics", "/static/none",
    ):  # fmt: skip
        yield path, client.get(path)
    yield "POST without a token", Client(enforce_csrf_checks=True).post(LOGIN, {})
    yield "another host", client.get("/", headers={"host": "evil.example"})
    yield "too large", client.post(LOGIN, b"", content_type="text/plain", CONTENT_LENGTH="99999999999")


def test_every_answer_has_a_policy_that_runs_nothing_within_the_page(ada: User) -> None:
    client = Client()
    client.force_login(ada)
    for name, answer in answers(client):
        policy = answer.headers.get("Content-Security-Policy", "")
        assert "default-src 'none'" in policy, name
        assert "frame-ancestors 'none'" in policy, name
        assert not re.search(r"unsafe|\*|https?:", policy), name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers.get("X-Frame-Options") == "DENY" or answer.status_code >= 400, name
        assert answer.headers["Referrer-Policy"] == "same-origin", name
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", name
        assert "camera=()" in answer.headers["Permissions-Policy"], name


def test_no_template_has_a_script_a_handler_or_a_style_within_it() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)|<style\b|\sstyle=|\son[a-z]+=\"|javascript:", re.I)
    ours = [*(CLONE / "archive").rglob("*.html"), *(CLONE / "archive").rglob("*.py")]
    assert len(ours) > 100
    assert [file.name for file in ours if inline.search(file.read_text())] == []


ASK = """
import django, json; django.setup()
from django.conf import settings; from django.test import Client
asked = Client(headers={"host": "localhost"})
plain, page = asked.get("/persons/"), asked.get("/health/live", secure=True)
cookies = [[getattr(settings, f"{cookie}_COOKIE_{what}") for what in ("NAME", "SECURE", "SAMESITE", "PATH", "DOMAIN")]
    for cookie in ("SESSION", "CSRF")]
print(json.dumps({"plain": [plain.status_code, plain.headers["Location"]], "headers": dict(page.headers),
    "cookies": cookies, "httponly": settings.SESSION_COOKIE_HTTPONLY}))
"""


def test_behind_https_cookies_are_safe_and_browsers_are_told_to_stay() -> None:
    with new_archive() as archive:
        done = archive.run("-c", ASK, ARCHIVE_HTTPS="1", DJANGO_SETTINGS_MODULE="archive.settings")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["plain"] == [301, "https://localhost/persons/"]
    assert told["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert told["cookies"] == [[f"__Host-{name}", True, "Lax", "/", None] for name in ("sessionid", "csrftoken")]
    assert told["httponly"] is True


def test_a_session_that_was_there_before_is_another_after_the_login(ada: User) -> None:
    victim = Client()
    session = victim.session
    session["planted"] = "yes"
    session.save()
    victim.cookies["sessionid"] = planted = str(session.session_key)
    assert log_in(victim) == 302
    assert victim.cookies["sessionid"].value != planted
    attacker = Client()
    attacker.cookies["sessionid"] = planted
    assert attacker.get("/admin/").status_code == 302


def test_a_session_ends_with_the_log_out_and_the_working_day(ada: User, settings: Any) -> None:
    client = Client()
    log_in(client)
    kept = client.cookies["sessionid"].value
    assert client.cookies["sessionid"]["max-age"] == 12 * 60 * 60
    assert client.cookies["sessionid"]["httponly"]
    assert "cache" in client.post("/admin/logout/").headers["Clear-Site-Data"]
    assert not Session.objects.filter(session_key=kept).exists()


def test_somebody_who_is_let_go_is_out_at_once(ada: User) -> None:
    client = Client()
    log_in(client)
    User.objects.update(is_active=False)
    assert client.get("/admin/").status_code == 302


def test_another_password_ends_all_other_sessions(ada: User) -> None:
    here, elsewhere = Client(), Client()
    log_in(here)
    log_in(elsewhere)
    other = "another long password"
    form = {"old_password": PASSWORD, "new_password1": other, "new_password2": other}
    assert here.post(reverse("admin:password_change"), form).status_code == 302
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


@pytest.mark.parametrize("weak", ["short", "password1234", "123456789012345"])
def test_a_weak_password_is_not_taken(ada: User, weak: str) -> None:
    client = Client()
    log_in(client)
    form = {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    assert client.post(reverse("admin:password_change"), form).status_code == 200
    assert log_in(Client()) == 302


def test_pages_of_the_desk_are_kept_by_no_cache(ada: User) -> None:
    client = Client()
    client.force_login(ada)
    for path in ("/admin/", "/admin/archive/release/", LOGIN, "/admin/queue/"):
        assert "no-store" in client.get(path)["Cache-Control"], path
    assert "private" in client.get("/")["Cache-Control"]


def test_logging_in_leads_nowhere_else(ada: User) -> None:
    answer = Client().post(LOGIN, {"username": "ada", "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/admin/"


def test_a_request_that_is_too_large_is_refused_before_it_is_read(ada: User, settings: Any) -> None:
    settings.ARCHIVE_MAX_UPLOAD_BYTES = 1000
    client = Client(headers={"accept-language": "en"})
    client.force_login(ada)
    answer = client.post("/admin/ingest/", {"documents": SimpleUploadedFile("a.txt", b"x" * 2000)})
    assert answer.status_code == 413
    assert "longer than 1,000 bytes" in answer.content.decode()
    for nonsense in ("-1", "1e3", "nonsense"):
        assert client.post(LOGIN, b"", content_type="text/plain", CONTENT_LENGTH=nonsense).status_code in (400, 413)


def test_a_document_that_is_too_large_is_refused_before_it_is_in_memory(db: None, settings: Any) -> None:
    settings.ARCHIVE_MAX_DOCUMENT_BYTES = 1000
    client = client_of(user_in(Role.CHIEF_EDITOR))
    answer = client.post("/api/v1/sources/", {"document": SimpleUploadedFile("a.txt", b"x" * 2000)})
    assert answer.status_code == 413


@pytest.mark.parametrize("weak", ["postgres", "press-archive", "aaaaaaaaaaaaaaaaaaaa", "archive"])
def test_a_weak_password_of_the_database_is_refused_in_production(monkeypatch: pytest.MonkeyPatch, weak: str) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    with pytest.raises(ImproperlyConfigured, match="password is weak") as refused:
        refuse_weak_password({"PASSWORD": weak, "USER": "archive", "NAME": "press-archive"})
    assert weak not in str(refused.value).replace("password", "")
    monkeypatch.setenv("PGPASSWORD", weak)
    with pytest.raises(ImproperlyConfigured):
        refuse_weak_password({"PASSWORD": "", "USER": "archive", "NAME": "archive"})


def test_no_secret_stands_in_the_project(tmp_path: Path) -> None:
    assigned = re.compile(
        r"(?i)^\s*[\"']?(?:\w*secret_key|\w*password|\w*token)[\"']?\s*[=:]\s*[\"'][^\"'{$<%]{8,}[\"']", re.M
    )
    ours = [file for folder in ("archive", "etl") for file in (CLONE / folder).rglob("*.py")]
    found = [f"{file.name}: {one}" for file in ours for one in assigned.findall(file.read_text())]
    assert [one for one in found if "KNOX_TOKEN_MODEL" not in one] == []
