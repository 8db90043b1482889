"""`ingest --metadata`: what a table gives wins; what fits nothing is listed; nonsense stops it all."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from archive.models import Release, Source
from etl.document import RefusedError
from etl.metadata import Row, read_metadata
from tests.etl import forms

TEXT = "Le préfet de la région a annoncé que les équipes avaient retrouvé les trois navires au large de l’île {}."


def table(tmp_path: Path, content: str | bytes, name: str = "known.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(tmp_path: Path, content: str | bytes, name: str = "known.csv") -> list[Row]:
    return read_metadata(table(tmp_path, content, name)).rows


def refused(tmp_path: Path, content: str | bytes, name: str = "known.csv") -> str:
    with pytest.raises(RefusedError) as caught:
        rows(tmp_path, content, name)
    return str(caught.value)


def workbook(*lines: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    return forms.saved(book)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts and a zip, in a folder of their own."""
    folder = tmp_path / "corpus"
    (folder / "2015").mkdir(parents=True)
    (folder / "2015" / "a.txt").write_text(TEXT.format("d’Yeu"))
    (folder / "b.txt").write_text(TEXT.format("de Groix"))
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("in/d.html", forms.page('<meta name="date" content="2019-04-10">'))
    return folder


def ingest(folder: Path, metadata: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says on its error stream."""
    call_command("ingest", str(folder), metadata=str(metadata), as_json=True, stdout=io.StringIO())
    return capsys.readouterr().err


def test_every_column_is_read(tmp_path: Path) -> None:
    (row,) = rows(
        tmp_path,
        "path,url,published_on,title,issuer,language,city,country,identifier,other\n"
        "a.txt,https://example.org/1,2015-11-05,Un titre,ONUDC,fr,Lyon,France,IP/15/1,aside\n",
    )
    given = row.given
    assert (row.number, row.path, given.url, given.published_on) == (
        2,
        "a.txt",
        "https://example.org/1",
        date(2015, 11, 5),
    )
    assert (given.title, given.issuer, given.language, given.city, given.country, given.identifier) == (
        "Un titre", "ONUDC", "fr", "Lyon", "France", "IP/15/1",
    )  # fmt: skip


@pytest.mark.parametrize("heading", ["FICHIER;Date de publication;Titre", "chemin;Jour;TITRE", "Path;DAY;headline"])
def test_headings_may_be_french_or_english_in_any_case(tmp_path: Path, heading: str) -> None:
    (row,) = rows(tmp_path, f"{heading}\na.txt;05/11/2015;Un titre\n")
    assert (row.path, row.given.published_on, row.given.title) == ("a.txt", date(2015, 11, 5), "Un titre")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_a_csv_may_be_in_these_encodings(tmp_path: Path, codec: str) -> None:
    (row,) = rows(tmp_path, "Fichier;Titre;Émetteur\na.txt;L’été à Nîmes;Préfecture\n".encode(codec))
    assert (row.given.title, row.given.issuer) == ("L’été à Nîmes", "Préfecture")


def test_a_cell_may_hold_the_delimiter_and_line_breaks(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, 'path,title\r\na.txt,"Un, deux,\r\ntrois"\r\n')
    assert row.given.title == "Un, deux,\r\ntrois"


def test_a_workbook_is_read_with_its_dates_and_numbers(tmp_path: Path) -> None:
    content = workbook(["Fichier", "Date", "Identifiant"], ["a.txt", datetime(2015, 11, 5, 8), 17], [None, None, None])
    (row,) = rows(tmp_path, content, "known.xlsx")
    assert (row.given.published_on, row.given.identifier) == (date(2015, 11, 5), "17")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("path,day\na.txt,2015-02-30\n", "Row 2: “2015-02-30” is no day"),
        ("path,day\na.txt,31/02/2015\n", "Row 2: “31/02/2015” is no day"),
        ("path,day\na.txt,2015-11-05\nb.txt,hier\n", "Row 3: “hier” is no day"),
        ("path,langue\na.txt,français\n", "Row 2: “language” is “français”"),
        ("path,title\n,Un titre\n", "Row 2: it tells neither path nor url."),
        ("path,title\na.txt,Un\na.txt,Deux\n", "Row 3: a.txt has row 2 already."),
        ("title,day\nUn,2015-11-05\n", "no column called path or url"),
        ("path,other\na.txt,x\n", "names nothing to be given"),
        ("path,title,titre\na.txt,x,y\n", "Two of its columns hold the title."),
        ('path,title\na.txt,"x\n', "It is no CSV"),
        ("", "It is empty."),
    ],
)
def test_nonsense_is_refused_with_its_row(tmp_path: Path, content: str, reason: str) -> None:
    assert reason in refused(tmp_path, content)


def test_every_row_of_nonsense_is_told(tmp_path: Path) -> None:
    assert len(refused(tmp_path, "path,day\na.txt,hier\nb.txt,demain\n").split("\n")) == 2


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    assert "no XLSX" in refused(tmp_path, b"PK nothing", "known.xlsx")


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="No such file"):
        read_metadata(tmp_path / "none.csv")


@pytest.mark.django_db
def test_given_values_win_over_read_ones_in_folders_and_zips(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = table(
        tmp_path,
        "fichier;jour;titre;organisme;ville\n"
        "2015/a.txt;05/11/2015;Un titre;ONUDC;Lyon\n"
        "b.txt;06/11/2015;;;\n"
        "c.zip!in/d.html;2019-05-01;Autre titre;;\n",
    )
    assert ingest(folder, known, capsys) == ""
    one, two, three = (Source.objects.get(name=name).release for name in ("2015/a.txt", "b.txt", "c.zip!in/d.html"))
    assert (one.title, one.published_on, one.issuer.name, one.city) == ("Un titre", date(2015, 11, 5), "ONUDC", "Lyon")
    assert (two.published_on, two.issuer.name) == (date(2015, 11, 6), "INTERPOL")
    assert (three.title, three.published_on) == ("Autre titre", date(2019, 5, 1))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["a.txt", "corpus/2015/a.txt", "2015\\a.txt"])
def test_a_path_may_be_the_end_of_the_full_one(
    folder: Path, tmp_path: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest(folder, table(tmp_path, f"path,title\n{path},Un titre\n"), capsys)
    assert Source.objects.get(name="2015/a.txt").release.title == "Un titre"


@pytest.mark.django_db
def test_a_path_that_fits_several_documents_is_given_to_none(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "2016").mkdir()
    (folder / "2016" / "a.txt").write_text(TEXT.format("de Sein"))
    errors = ingest(folder, table(tmp_path, "path,title\na.txt,Un titre\n"), capsys)
    assert "Row 2 (a.txt): fits several documents: give the whole path." in errors
    assert not Release.objects.filter(title="Un titre").exists()


@pytest.mark.django_db
def test_rows_and_documents_without_each_other_are_listed_and_no_error(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    errors = ingest(folder, table(tmp_path, "path,title\nb.txt,Un titre\nnone.txt,Deux\n"), capsys)
    assert errors.splitlines() == [
        "Row 3 (none.txt): has no document here.",
        "2015/a.txt: has no row.",
        "c.zip!in/d.html: has no row.",
    ]


@pytest.mark.django_db
def test_a_row_may_tell_a_document_by_its_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "f.jsonl"
    lines.write_text(json.dumps({"text": TEXT.format("d’Yeu"), "url": "https://example.org/1", "title": "Le sien"}))
    ingest(lines, table(tmp_path, "url,title\nhttps://example.org/1,Un titre\n"), capsys)
    assert Release.objects.get().title == "Un titre"


@pytest.mark.django_db
def test_what_the_archive_has_already_is_listed_and_left_alone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("ingest", str(folder), as_json=True, stdout=io.StringIO())
    errors = ingest(folder, table(tmp_path, "path,title\nb.txt,Un titre\n"), capsys)
    assert "b.txt: was in the archive already: its row was not used." in errors
    assert not Release.objects.filter(title="Un titre").exists()


@pytest.mark.django_db
def test_nothing_is_stored_where_the_table_has_nonsense(folder: Path, tmp_path: Path) -> None:
    known = table(tmp_path, "path,day\nb.txt,hier\n")
    with pytest.raises(CommandError, match="Row 2: “hier” is no day"):
        call_command("ingest", str(folder), metadata=str(known))
    assert not Release.objects.exists()


@pytest.mark.django_db
def test_the_json_is_the_same_as_ever(folder: Path, tmp_path: Path) -> None:
    out = io.StringIO()
    call_command(
        "ingest", str(folder), metadata=str(table(tmp_path, "path,title\nb.txt,x\n")), as_json=True, stdout=out
    )
    assert list(json.loads(out.getvalue())) == ["documents", "new", "changed", "unchanged", "failed", "rows_written"]


@pytest.mark.django_db
def test_a_language_that_is_given_decides_what_is_parsed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest(folder, table(tmp_path, "path,langue\nb.txt,oc\n"), capsys)
    release = Source.objects.get(name="b.txt").release
    assert (release.language, release.parser_version) == ("oc", "")
