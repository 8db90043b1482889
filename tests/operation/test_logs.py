"""Lines of the log: their form, the request that they belong to, and what they never tell."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from archive.operation import redaction
from archive.operation.logs import JSON, TEXT, JsonFormatter, TextFormatter, configuration
from archive.operation.redaction import redacted
from archive.operation.requests import HEADER, RequestIdMiddleware, forget, request_id
from archive.roles import Role
from tests.admin.test_roles import client_of, user_in

SECRET = "s3cr3t-Zq8vW2pLx7"


def record(message: str, *arguments: object, error: bool = False, **extra: object) -> logging.LogRecord:
    found = sys.exc_info() if error else None
    return logging.getLogger("archive.test").makeRecord(
        "archive.test", logging.WARNING, __file__, 1, message, arguments, found, extra=extra
    )


def line(message: str, *arguments: object, **more: Any) -> dict[str, Any]:
    written = JsonFormatter().format(record(message, *arguments, **more))
    assert "\n" not in written
    return json.loads(written)


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["0123abcd-ef", "a.b_c-" * 10])
def test_an_id_that_came_with_the_request_is_kept(given: str) -> None:
    assert Client().get("/", headers={HEADER: given})[HEADER] == given


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["short", "x" * 129, "two words of it", 'a"b,c:d;e{f}', "été-été-été", ""])
def test_an_id_that_could_forge_a_line_is_replaced(given: str) -> None:
    one, other = (Client().get("/", headers={HEADER: given})[HEADER] for _ in range(2))
    assert len(one) == 32
    assert one != other
    assert given not in (one, other)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nowhere", "/api/v1/nowhere", "/admin/", "/health/live", "/static/none.css"])
def test_every_answer_has_one(path: str) -> None:
    assert Client().get(path)[HEADER]


def test_a_line_written_during_a_request_has_its_id_and_others_have_none() -> None:
    from django.http import HttpResponse

    within: list[dict[str, Any]] = []

    def view(_request: object) -> HttpResponse:
        within.append(line("something happened"))
        return HttpResponse()

    answer = RequestIdMiddleware(view)(RequestFactory().get("/"))
    forget()
    assert within[0]["request_id"] == answer[HEADER]
    assert request_id() == ""
    assert "request_id" not in line("later")


def test_a_line_is_one_object_whatever_is_in_it() -> None:
    told = line("“%s” has\nlines\x00 and \x1b[31m", 'a "name"')
    assert told["message"] == '“a "name"” has\nlines\x00 and \x1b[31m'
    assert (told["level"], told["logger"]) == ("warning", "archive.test")
    assert told["at"].endswith("+00:00")


def test_an_error_brings_its_traceback() -> None:
    try:
        raise ValueError("of this")
    except ValueError:
        told = line("It failed", error=True)
    assert "ValueError: of this" in told["exception"]


def test_a_line_of_a_worker_names_its_job_and_not_what_it_was_given() -> None:
    job = {"id": 7, "task_name": "ingest", "task_kwargs": {"sources": [1], "note": SECRET}}
    told = line("Job started", job=job, action="start_job")
    assert (told["job"], told["task"]) == (7, "ingest")
    assert SECRET not in json.dumps(told)


@pytest.mark.parametrize(
    "written",
    [
        f"Authorization: Bearer {SECRET}",
        f"GET /api/v1/?token={SECRET}&page=2",
        f"username=ada&password={SECRET}&next=/",
        f"{{'password1': '{SECRET}', 'csrfmiddlewaretoken': '{SECRET}'}}",
        f"connection to postgresql://marie:{SECRET}@db/press failed",
        f"Cookie: sessionid={SECRET}; csrftoken={SECRET}",
        f'{{"token": "{SECRET}", "name": "x"}}',
    ],
)
def test_what_looks_like_a_secret_is_hidden(written: str) -> None:
    assert SECRET not in redacted(written)
    assert SECRET not in JsonFormatter().format(record("%s", written))
    assert SECRET not in TextFormatter().format(record("%s", written))


def test_secrets_of_the_environment_are_hidden_wherever_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_SECRET_KEY", SECRET)
    monkeypatch.setenv("DATABASE_URL", "postgresql://marie:p%40ssw0rd-of-hers@db/press")
    redaction.secrets.cache_clear()
    try:
        assert redacted(f"odd {SECRET}!") == "odd [hidden]!"
        assert "p@ssw0rd" not in redacted("password authentication failed with p@ssw0rd-of-hers")
    finally:
        redaction.secrets.cache_clear()


def test_prose_stays_as_it_is() -> None:
    prose = "Le token de la séance : 12 pays, dit-on. https://example.org/a:b@c is 5 > 3; password change done"
    assert redacted(prose) == prose


@pytest.mark.parametrize("form", [JSON, TEXT])
def test_the_same_configuration_is_taken_by_django_and_gunicorn(form: str) -> None:
    told = configuration(form)
    formatter = told["formatters"]["line"]["()"]
    assert formatter is (JsonFormatter if form == JSON else TextFormatter)
    assert {"gunicorn.error", "gunicorn.access", "django.request"} <= told["loggers"].keys()


@pytest.mark.django_db
def test_a_refusal_is_noted_with_who_was_refused(caplog: pytest.LogCaptureFixture) -> None:
    reader = user_in(Role.READER)
    client_of(reader).get("/admin/ingest/")
    Client().post("/api/v1/sources/", "{}", content_type="application/json")
    said = [one.getMessage() for one in caplog.records if one.name == "archive.operation.requests"]
    assert said == [
        f"GET /admin/ingest/ was refused (403) to user {reader.pk}.",
        "POST /api/v1/sources/ was refused (401) to user None.",
    ]


@pytest.mark.django_db
def test_an_error_tells_its_number_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    client = Client(raise_request_exception=False, headers={"accept-language": "en"})
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE archive_person RENAME TO elsewhere")
    answer = client.get("/persons/", headers={HEADER: "trace-0815"})
    assert (answer.status_code, answer[HEADER]) == (500, "trace-0815")
    assert answer.content.decode() == (
        "Something went wrong, and was noted under trace-0815. Try again; if it stays so, tell that number.\n"
    )
    [error] = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert "archive_person" in JsonFormatter().format(error)
