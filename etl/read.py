"""From paths to documents: files, folders, zip archives, JSON Lines, standard input. Nothing is decoded yet."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from etl.document import LEFT_BEHIND, Document, Refusal, is_document
from etl.forms import media_type_of
from etl.lines import LINES, looks_like_lines, read_lines
from etl.zipped import members_of, read_zip

STDIN = "-"
Item = Document | Refusal
UNREAD = {".doc": "DOC", ".odt": "ODT", ".rtf": "RTF", ".msg": "MSG", ".pages": "Pages", ".mht": "MHT"}


def read(paths: Iterable[str | Path]) -> Iterator[Item]:
    """Yield what stands at `paths`, in their order, folders sorted by name; one document in memory at a time.

    A document's name is its path below the folder that was asked for.
    """
    for path in paths:
        if str(path) == STDIN:
            yield from read_stdin()
        else:
            yield from read_path(Path(path))


def count(paths: Iterable[str | Path]) -> int:
    """About how many documents stand at `paths`, quickly: for a progress bar. A zip counts as one."""
    return sum(1 if str(path) == STDIN else count_at(Path(path)) for path in paths)


def count_at(path: Path) -> int:
    if path.is_dir():
        return count_below(path)
    return count_lines(path) if path.suffix.lower() in LINES and path.is_file() else 1


def count_lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return max(1, sum(block.count(b"\n") for block in iter(partial(stream.read, 1 << 20), b"")))
    except OSError:  # `read` will say why
        return 1


def names(paths: Iterable[str | Path]) -> Iterator[tuple[str, str]]:
    """The name and the full path of every file and zip member at `paths`, without reading them; see `read`."""
    for path in map(Path, paths):
        files = (
            [(Path(folder, one), path) for folder, _folders, found in os.walk(path) for one in found]
            if path.is_dir()
            else [(path, path.parent)]
        )
        for file, above in files:
            name, full = printable(file.relative_to(above).as_posix()), printable(os.path.abspath(file))  # noqa: PTH100
            yield name, full
            if file.suffix.lower() == ".zip":
                yield from ((f"{name}!{member}", f"{full}/{member}") for member in members_of(file))


def count_below(folder: Path) -> int:
    found = ((place, name) for place, _folders, files in os.walk(folder) for name in files if is_document(name))
    return sum(count_lines(Path(place, name)) if Path(name).suffix.lower() in LINES else 1 for place, name in found)


def printable(name: str) -> str:
    """The name with bytes that are no UTF-8 replaced, so that it can be stored and shown."""
    return os.fsencode(name).decode("utf-8", "replace")


def read_stdin() -> Iterator[Item]:
    stream = sys.stdin.buffer
    first = stream.readline(settings.ARCHIVE_MAX_DOCUMENT_BYTES + 1)
    if looks_like_lines(first):
        yield from read_lines("stdin", stream, first)
    else:
        yield checked("stdin", first + stream.read(max(0, settings.ARCHIVE_MAX_DOCUMENT_BYTES + 1 - len(first))))


def read_path(path: Path) -> Iterator[Item]:
    name = printable(path.name or str(path))
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield Refusal(printable(str(path)), _("There is no such file or folder."))
    except (OSError, ValueError) as error:
        yield Refusal(printable(str(path)), cannot_be_read(error))
    else:
        if stat.S_ISDIR(mode):
            yield from read_folder(path)
        elif path.name.lower() not in LEFT_BEHIND:
            yield from read_file(path, name)


def read_folder(folder: Path) -> Iterator[Item]:
    found = False
    for item in below(folder, "", frozenset()):
        found = True
        yield item
    if not found:
        yield Refusal(printable(str(folder)), _("The folder holds no documents."))


def below(folder: Path, prefix: str, above: frozenset[tuple[int, int]]) -> Iterator[Item]:
    """Everything in `folder`, sorted; `above` are the folders that lead here: no link leads back to them."""
    try:
        status = folder.stat()
        names = sorted(os.listdir(folder))  # noqa: PTH208 names are all that is needed, and there may be a million
    except OSError as error:
        yield Refusal(printable(prefix.rstrip("/") or str(folder)), cannot_be_read(error))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        return
    for name in filter(is_document, names):
        path, shown = folder / name, prefix + name
        if path.is_dir():
            yield from below(path, f"{shown}/", above | {here})
        else:
            yield from read_file(path, printable(shown))


def read_file(path: Path, name: str) -> Iterator[Item]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Refusal(name, _("This is neither a file nor a folder."))
        elif path.suffix.lower() == ".zip":
            yield from read_zip(path, name, checked)
        elif path.suffix.lower() in LINES:
            with path.open("rb") as stream:
                yield from read_lines(name, stream)
        else:
            yield read_whole(path, name)
    except OSError as error:
        yield Refusal(name, cannot_be_read(error))


def read_whole(path: Path, name: str) -> Item:
    if path.stat().st_size > settings.ARCHIVE_MAX_DOCUMENT_BYTES:
        return Refusal(name, too_long())
    return checked(name, path.read_bytes())


def checked(name: str, content: bytes) -> Item:
    """A document, unless its form or its size tells already that it cannot be read."""
    suffix = Path(name).suffix.lower()
    if suffix in UNREAD:
        return Refusal(name, _("%(form)s is not read: save it as DOCX, PDF or text.") % {"form": UNREAD[suffix]})
    if suffix == ".json":
        return Refusal(name, _("JSON is read as JSON Lines, one object a line: name the file .jsonl."))
    if len(content) > settings.ARCHIVE_MAX_DOCUMENT_BYTES:
        return Refusal(name, too_long())
    return Document(name, content, media_type_of(name, content))


def too_long() -> str:
    return _("It is longer than %(limit)s bytes (ARCHIVE_MAX_DOCUMENT_BYTES).") % {
        "limit": f"{settings.ARCHIVE_MAX_DOCUMENT_BYTES:,}"
    }


def cannot_be_read(error: OSError | ValueError) -> str:
    return _("It cannot be read: %(why)s.") % {"why": getattr(error, "strerror", None) or error}
