"""Zip archives: each member is a document of its own, read as it streams out."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.conf import settings
from django.utils.translation import gettext as _

from etl.document import Document, Refusal, is_document
from etl.lines import LINES, read_lines

Check = Callable[[str, bytes], Document | Refusal]
NESTED = {".zip", ".jar", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".tar"}
# Prose packs three to ten times; a megabyte that packs two hundred times was made to fill a disk.
BOMB_RATIO, BOMB_BYTES = 200, 1_000_000
BROKEN = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


def read_zip(path: Path, name: str, check: Check) -> Iterator[Document | Refusal]:
    """Yield the members of a zip, named `name!member`, sorted; `check` makes a document of a member's bytes.

    A zip that would unpack to more than ARCHIVE_MAX_ZIP_BYTES is refused whole, before anything is unpacked.
    """
    try:
        archive = ZipFile(path)
    except (BadZipFile, ValueError, NotImplementedError) as error:
        yield Refusal(name, _("The zip is broken: %(why)s") % {"why": error})
        return
    with archive:
        members = sorted((one for one in archive.infolist() if holds_document(one)), key=lambda one: one.filename)
        if not members:
            yield Refusal(name, _("The zip holds no documents."))
        elif sum(one.file_size for one in members) > settings.ARCHIVE_MAX_ZIP_BYTES:
            reason = _("It would unpack to more than %(limit)s bytes (ARCHIVE_MAX_ZIP_BYTES): a zip bomb?")
            yield Refusal(name, reason % {"limit": f"{settings.ARCHIVE_MAX_ZIP_BYTES:,}"})
        else:
            for member in members:
                yield from read_member(archive, member, f"{name}!{storable(member.filename)}", check)


def members_of(path: Path) -> list[str]:
    """The names of a zip's documents; none if it is broken."""
    try:
        with ZipFile(path) as archive:
            return [storable(one.filename) for one in archive.infolist() if holds_document(one)]
    except BROKEN:
        return []


def holds_document(member: ZipInfo) -> bool:
    parts = [part for part in PurePosixPath(member.filename.replace("\\", "/")).parts if part not in {"..", "/"}]
    return not member.is_dir() and all(is_document(part) for part in parts)


def storable(filename: str) -> str:
    return filename.encode("utf-8", "replace").decode().replace("\0", "�")


def read_member(archive: ZipFile, member: ZipInfo, name: str, check: Check) -> Iterator[Document | Refusal]:
    if reason := why_refused(member):
        yield Refusal(name, reason)
        return
    try:
        with archive.open(member) as stream:
            if PurePosixPath(member.filename).suffix.lower() in LINES:
                yield from read_lines(name, stream)
            else:
                yield check(name, stream.read(settings.ARCHIVE_MAX_DOCUMENT_BYTES + 1))
    except BROKEN as error:
        yield Refusal(name, _("It cannot be unpacked: %(why)s") % {"why": error})


def why_refused(member: ZipInfo) -> str | None:
    """The sentence that refuses a member before it is unpacked, or None."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    lines = path.suffix.lower() in LINES
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return _("Its path climbs out of the zip.")
    if stat.S_ISLNK(member.external_attr >> 16):
        return _("It is a symbolic link, which names a file elsewhere.")
    if member.flag_bits & 1:
        return _("It is locked with a password.")
    if path.suffix.lower() in NESTED:
        return _("An archive within a zip is not read: unpack it first.")
    if member.file_size > BOMB_BYTES and member.file_size > BOMB_RATIO * max(1, member.compress_size):
        return _("It unpacks to more than %(ratio)s times its size: a zip bomb?") % {"ratio": BOMB_RATIO}
    if not lines and member.file_size > settings.ARCHIVE_MAX_DOCUMENT_BYTES:
        return _("It is longer than %(limit)s bytes (ARCHIVE_MAX_DOCUMENT_BYTES).") % {
            "limit": f"{settings.ARCHIVE_MAX_DOCUMENT_BYTES:,}"
        }
    return None
