"""Several workers at once, more names than locks, and a signal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from archive.models import Person, Release, Source
from etl import reconcile_names, run
from etl.document import Document
from etl.incoming import Incoming
from etl.run import ingest_documents
from tests.etl.archive import incoming, store
from tests.etl.builders import nothing, person

FRENCH = (
    "Le préfet de la région a annoncé ce lundi que les équipes avaient retrouvé les trois navires au large de l’île {}."
)


def crowded(number: int) -> Incoming:
    names = [f"Anne Martin {number}x{n}" for n in range(12)]
    text = f"Texte {number}. {', '.join(names)}."
    return incoming(nothing(text, persons=tuple(person(text, name) for name in names)), f"{number}.txt")


@pytest.mark.django_db
@pytest.mark.parametrize("most", [5, 30])
def test_more_new_names_than_the_server_has_locks_are_stored_all_the_same(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(reconcile_names, "MOST_LOCKS", most)
    assert store(*map(crowded, range(5))).new == 5
    assert Person.objects.count() == 60


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_make_one_entity_twice() -> None:
    names = [f"Anne Martin {letter}" for letter in "ABCDEFGH"]

    def work(order: list[str], worker: int) -> None:
        try:
            for number, name in enumerate(order):
                text = f"Texte {worker} {number} : {name} parle."
                store(incoming(nothing(text, persons=(person(text, name),)), f"{worker}-{number}.txt"))
        finally:
            connection.close()

    workers = [
        threading.Thread(target=work, args=(order, n))
        for n, order in enumerate((names, names[::-1], names, names[::-1]))
    ]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert sorted(Person.objects.values_list("name", flat=True)) == names
    assert Release.objects.count() == 4 * len(names)


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_documents_store_each_once() -> None:
    documents = [Document(f"{n}.txt", FRENCH.format(n).encode()) for n in range(20)]
    outcomes: list[run.Outcome] = []

    def work(order: list[Document]) -> None:
        try:
            outcomes.append(ingest_documents(order))
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(order,)) for order in (documents, documents[::-1])]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert (sum(one.new for one in outcomes), sum(one.unchanged for one in outcomes)) == (20, 20)
    assert (Source.objects.count(), Release.objects.count()) == (20, 20)


@pytest.mark.django_db(transaction=True)
def test_ctrl_c_leaves_what_was_stored_and_says_how_to_go_on() -> None:
    name = connection.settings_dict["NAME"]
    code = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        f"connection.settings_dict['NAME'] = {name!r}\n"
        "from etl import run\n"
        "run.BATCH_DOCUMENTS = 1\n"
        "from django.core.management import call_command\n"
        "from django.utils.translation import activate\n"
        "activate('en')\n"
        "call_command('ingest', '-')\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "archive.settings", "PYTHONPATH": str(Path.cwd())}
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdin
    process.stdin.write(json.dumps({"text": FRENCH.format(1)}).encode() + b"\n")
    process.stdin.flush()
    deadline = time.monotonic() + 120
    while not Release.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command again" in " ".join(errors.decode().split())
    assert Release.objects.count() == 1
