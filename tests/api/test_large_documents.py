"""Large documents: left to a worker, and watched until they are read."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from archive.api.tokens import make
from etl.jobs import are_workers_there
from tests.admin.test_roles import user_in
from tests.api.test_writing import TEXT
from tests.etl.ingesting import wait_for
from tests.etl.working import worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("an_empty_queue")]


def brought(client: Client, name: str, content: bytes) -> Any:
    response = client.post("/api/v1/sources/", {"document": SimpleUploadedFile(name, content)})
    assert response.status_code == 202, response.content
    assert response.headers["Location"] == response.json()["self"]
    return response


def test_a_large_document_waits_for_a_worker_and_is_watched_at_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.api.receiving.LARGE", 100)
    _token, secret = make(user_in("chief editor"), "notebook", ["read", "ingest"], 30)
    client = Client(headers={"accept-language": "en", "authorization": f"Bearer {secret}"})
    process = worker()
    try:
        wait_for(are_workers_there)
        read, refused = brought(client, "phares.txt", TEXT.encode()), brought(client, "x.txt", b"\x00\x01\x02" * 50)
        assert read.json()["state"] == "waiting"

        def watched(answer: Any) -> Any:
            return client.get(answer.headers["Location"]).json()

        wait_for(lambda: watched(read)["waits_for"] is watched(refused)["waits_for"] is None)
        assert (watched(read)["release"] is not None, watched(read)["failure"]) == (True, "")
        assert (watched(refused)["release"], bool(watched(refused)["failure"])) == (None, True)
    finally:
        process.terminate()
        process.communicate()
