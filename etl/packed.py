"""Office documents are zip archives: looked at before anything is unpacked."""

from __future__ import annotations

import io
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.utils.translation import gettext as _

from etl.document import RefusedError

# Prose marked up as XML packs ten to forty times; pictures hardly.
BOMB_RATIO, BOMB_BYTES = 200, 1_000_000
PARTS = 5_000
OLE = b"\xd0\xcf\x11\xe0"


def check_package(content: bytes, main: str, form: str) -> None:
    """Raise RefusedError unless the bytes are a zip with the part `main` that unpacks to something reasonable."""
    if content.startswith(OLE):
        raise RefusedError(
            _("It is locked with a password, or an old Office document: save it as %(form)s.") % {"form": form}
        )
    try:
        with ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise RefusedError(_("It is no %(form)s, or a broken one: %(why)s") % {"form": form, "why": error}) from error
    if main not in {member.filename for member in members}:
        raise RefusedError(_("It is no %(form)s: it has no %(part)s.") % {"form": form, "part": main})
    unpacked = sum(member.file_size for member in members)
    xml = sum(member.file_size for member in members if member.filename.lower().endswith((".xml", ".rels")))
    if (
        len(members) > PARTS
        or xml > settings.ARCHIVE_MAX_DOCUMENT_BYTES
        or (unpacked > BOMB_BYTES and unpacked > BOMB_RATIO * len(content))
    ):
        raise RefusedError(_("It would unpack to %(size)s bytes: a zip bomb?") % {"size": f"{unpacked:,}"})
