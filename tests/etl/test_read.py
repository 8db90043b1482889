"""What `etl.read` makes of paths: which documents, under which names, and why something is refused."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from etl.document import JSON_LINE, Document, Refusal
from etl.read import Item, count, read
from tests.hostile.attacks import link


def names(items: list[Item]) -> list[str]:
    return [item.name for item in items if isinstance(item, Document)]


def refusals(items: list[Item]) -> dict[str, str]:
    return {item.name: item.reason for item in items if isinstance(item, Refusal)}


def write(path: Path, content: bytes = b"Bonjour") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def zipped(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_file_is_named_by_its_name(tmp_path: Path) -> None:
    assert list(read([write(tmp_path / "a.txt")])) == [Document("a.txt", b"Bonjour")]


def test_a_folder_is_read_with_its_folders_sorted_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "2015/z.txt", "2015/a.txt", "a.txt"):
        write(tmp_path / name)
    assert names(list(read([tmp_path]))) == ["2015/a.txt", "2015/z.txt", "a.txt", "b.txt"]


@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", "desktop.ini", ".hidden", ".git/config", "__MACOSX/a.txt", "~$letter.txt"]
)
def test_what_is_no_document_does_not_count(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    write(tmp_path / "a.txt")
    assert [item.name for item in read([tmp_path])] == ["a.txt"]


def test_a_folder_named_like_a_text_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "x.txt" / "a.txt")
    assert names(list(read([tmp_path / "x.txt"]))) == ["a.txt"]


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    assert refusals(list(read([tmp_path / "none.txt"]))) == {
        str(tmp_path / "none.txt"): "There is no such file or folder."
    }


def test_a_path_with_a_nul_is_refused() -> None:
    assert "cannot be read" in str(refusals(list(read(["a\0b"]))))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path / ".DS_Store")
    assert refusals(list(read([tmp_path]))) == {str(tmp_path): "The folder holds no documents."}


def test_a_link_that_leads_back_to_its_folder_is_not_followed_for_ever(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [item.name for item in read([tmp_path])] == ["a.txt"]


def test_a_link_to_itself_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert "symbolic links" in refusals(list(read([tmp_path])))["loop.txt"]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusals(list(read([tmp_path]))) == {"pipe.txt": "This is neither a file nor a folder."}


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "memory.txt").symlink_to("/proc/self/mem")
    assert refusals(list(read([tmp_path]))) == {"memory.txt": "It cannot be read: Input/output error."}


def test_a_file_over_the_limit_is_refused(tmp_path: Path, settings: object) -> None:
    settings.ARCHIVE_MAX_DOCUMENT_BYTES = 10
    write(tmp_path / "long.txt", b"x" * 11)
    assert refusals(list(read([tmp_path])))["long.txt"] == "It is longer than 10 bytes (ARCHIVE_MAX_DOCUMENT_BYTES)."


@pytest.mark.parametrize("name", ["letter.doc", "letter.RTF", "letter.odt", "mail.msg", "one.json"])
def test_forms_that_are_not_read_are_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    assert list(refusals(list(read([write(tmp_path / name)])))) == [name]


def test_a_file_whose_name_is_no_utf_8_can_be_named(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/communiqu\xe9.txt"
    Path(os.fsdecode(path)).write_bytes(b"Bonjour")
    assert names(list(read([tmp_path]))) == ["communiqu\ufffd.txt"]


def test_files_are_counted_for_the_progress_bar(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.txt", ".hidden"):
        write(tmp_path / name)
    assert count([tmp_path, tmp_path / "a.txt", "-"]) == 4


def test_the_members_of_a_zip_are_documents(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"b.txt": b"deux", "a/a.txt": b"un", "__MACOSX/._b.txt": b"x", ".DS_Store": b"x"})
    assert list(read([path])) == [Document("a.zip!a/a.txt", b"un"), Document("a.zip!b.txt", b"deux")]


def test_a_zip_below_a_folder_keeps_its_path(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    zipped(tmp_path / "sub" / "a.zip", {"b.txt": b"deux"})
    assert names(list(read([tmp_path]))) == ["sub/a.zip!b.txt"]


@pytest.mark.parametrize("member", ["../up.txt", "a/../../up.txt", "/etc/up.txt", "..\\up.txt", "C:\\up.txt"])
def test_a_member_that_climbs_out_of_its_zip_is_refused_and_the_others_are_read(tmp_path: Path, member: str) -> None:
    items = list(read([zipped(tmp_path / "a.zip", {member: b"x", "good.txt": b"y"})]))
    assert names(items) == ["a.zip!good.txt"]
    assert list(refusals(items).values()) == ["Its path climbs out of the zip."]


def test_a_member_that_is_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(link())
    assert list(refusals(list(read([tmp_path / "a.zip"]))).values()) == [
        "It is a symbolic link, which names a file elsewhere."
    ]


def test_a_member_that_unpacks_to_two_hundred_times_its_size_is_refused(tmp_path: Path) -> None:
    items = list(read([zipped(tmp_path / "a.zip", {"bomb.txt": b" " * 2_000_000, "good.txt": b"y"})]))
    assert "zip bomb" in refusals(items)["a.zip!bomb.txt"]
    assert names(items) == ["a.zip!good.txt"]


def test_a_zip_that_unpacks_to_more_than_the_limit_is_refused_whole(tmp_path: Path, settings: object) -> None:
    settings.ARCHIVE_MAX_ZIP_BYTES = 100
    items = list(read([zipped(tmp_path / "a.zip", {"a.txt": b"x" * 60, "b.txt": b"x" * 60})]))
    assert names(items) == []
    assert "more than 100 bytes" in refusals(items)["a.zip"]


def test_a_member_over_the_limit_is_refused(tmp_path: Path, settings: object) -> None:
    settings.ARCHIVE_MAX_DOCUMENT_BYTES = 10
    items = list(read([zipped(tmp_path / "a.zip", {"a.txt": b"x" * 60})]))
    assert "longer than 10 bytes" in refusals(items)["a.zip!a.txt"]


def test_a_zip_within_a_zip_is_refused(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.txt": b"x"}).read_bytes()
    items = list(read([zipped(tmp_path / "outer.zip", {"inner.zip": inner})]))
    assert "unpack it first" in refusals(items)["outer.zip!inner.zip"]


def test_a_broken_zip_is_refused(tmp_path: Path) -> None:
    assert "broken" in refusals(list(read([write(tmp_path / "a.zip", b"PK nothing")])))["a.zip"]


def test_a_member_whose_bytes_are_broken_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"first first first", "b.txt": b"second"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"first first first", b"first fXrst first"))
    items = list(read([path]))
    assert "cannot be unpacked" in refusals(items)["a.zip!a.txt"]
    assert names(items) == ["a.zip!b.txt"]


def test_a_zip_without_documents_is_refused(tmp_path: Path) -> None:
    assert "no documents" in refusals(list(read([zipped(tmp_path / "a.zip", {})])))["a.zip"]


def test_each_line_of_json_lines_is_a_document_with_its_own_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "f.jsonl", b'\xef\xbb\xbf{"text": "un"}\r\n\n{"text": "deux"}')
    assert list(read([path])) == [
        Document("f.jsonl#1", b'{"text": "un"}', JSON_LINE),
        Document("f.jsonl#3", b'{"text": "deux"}', JSON_LINE),
    ]


def test_json_lines_in_a_zip_are_read(tmp_path: Path) -> None:
    assert names(list(read([zipped(tmp_path / "a.zip", {"f.jsonl": b"{}\n{}"})]))) == [
        "a.zip!f.jsonl#1",
        "a.zip!f.jsonl#2",
    ]


def test_a_line_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path, settings: object) -> None:
    settings.ARCHIVE_MAX_DOCUMENT_BYTES = 20
    items = list(read([write(tmp_path / "f.jsonl", b"x" * 95 + b'\n{"text": "un"}\n')]))
    assert "longer than 20 bytes" in refusals(items)["f.jsonl#1"]
    assert names(items) == ["f.jsonl#2"]


def test_json_lines_without_a_line_are_refused(tmp_path: Path) -> None:
    assert refusals(list(read([write(tmp_path / "f.jsonl", b"\n\n")]))) == {"f.jsonl": "The file holds no lines."}


class Piped:
    """Standard input with these bytes."""

    def __init__(self, content: bytes, tmp_path: Path) -> None:
        self.buffer = write(tmp_path / "piped", content).open("rb")


def test_standard_input_is_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Piped(b"Bonjour\n\xe0 tous", tmp_path))
    assert list(read(["-"])) == [Document("stdin", b"Bonjour\n\xe0 tous")]


def test_standard_input_can_be_json_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Piped(b'{"text": "un"}\n{"text": "deux"}\n', tmp_path))
    assert names(list(read(["-"]))) == ["stdin#1", "stdin#2"]


def test_lines_are_counted_for_the_progress_bar(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n" * 7)
    assert count([tmp_path]) == count([tmp_path / "a.jsonl"]) == 7
