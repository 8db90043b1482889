"""Documents made to do harm: a sentence or a text, and nothing else happens. `make hostile` tries more."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.document import Document, Refusal, RefusedError
from etl.language import language_of
from etl.metadata import read_metadata
from etl.read import Item, read
from etl.text import canonical
from tests.hostile.attacks import attacks
from tests.hostile.watching import Watch

HEAVY = {"large.txt", "line.txt", "lines.txt", "too-large.txt"}  # for `make hostile`
ATTACKS = {name: made for name, made in attacks() if name not in HEAVY}
WATCH = Watch([])


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watch]:
    """What hears, once it is started, of everything that is opened and connected to."""

    language_of("Une phrase en français, dont le modèle est lu une fois.")
    WATCH.allowed = [str(tmp_path)]
    yield WATCH
    WATCH.stop()


def texts(path: Path) -> list[str]:
    """The texts of what stands there; of what is refused, the sentence."""
    return [said(item) for item in read([path])]


def said(item: Item) -> str:
    if isinstance(item, Refusal):
        return item.reason
    try:
        return canonical(item).content
    except RefusedError as error:
        return str(error)


def placed(name: str, folder: Path) -> Path:
    path = folder / name
    path.write_bytes(ATTACKS[name]())
    return path


def refusal_of_table(path: Path) -> str:
    """Why the table of metadata is refused; its titles if it is not."""
    try:
        return repr(read_metadata(path))
    except RefusedError as error:
        return str(error)


@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_that_a_document_names_is_fetched_or_read(name: str, tmp_path: Path, watched: Watch) -> None:
    path = placed(name, tmp_path)
    watched.start()
    began = time.process_time()
    found = texts(path)
    assert found
    assert all(one.strip() for one in found)
    assert time.process_time() - began < 10
    assert watched.take() == []


@pytest.mark.parametrize(
    "name", [name for name in ATTACKS if name.startswith(("laughs", "outside", "quadratic", "entities"))]
)
def test_entities_are_never_expanded(name: str, tmp_path: Path, watched: Watch) -> None:
    path = placed(name, tmp_path)
    watched.start()
    for text in [refusal_of_table(path)] if path.suffix == ".xlsx" else texts(path):
        assert len(text) < 100_000
        assert "root:" not in text
        assert "hahaha" not in text
    assert watched.take() == []


@pytest.mark.parametrize("name", ["bomb.docx", "bomb.zip", "overlapping.zip", "bomb.pdf", "lying.zip"])
def test_bombs_are_refused_before_they_are_unpacked(name: str, tmp_path: Path) -> None:
    path = placed(name, tmp_path)
    began = time.process_time()
    assert all(len(text) < 200_000 for text in texts(path))
    assert time.process_time() - began < 3


@pytest.mark.parametrize("name", [name for name in ATTACKS if name.startswith(("climbing", "link", "names"))])
def test_no_name_leads_out_of_its_folder(name: str, tmp_path: Path, watched: Watch) -> None:
    path = placed(name, tmp_path)
    watched.start()
    for item in read([path]):
        if isinstance(item, Document):
            assert b"root:" not in item.content
        assert ".." not in item.name or isinstance(item, Refusal)
    assert watched.take() == []
    assert [file.name for file in tmp_path.iterdir()] == [name]
