"""What the columns of a table of metadata are called, and what their cells may hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from etl.document import RefusedError
from etl.lines import language, storable, string

NAMES = {
    "path": ("path", "file", "filename", "file name", "document", "chemin", "fichier", "nom du fichier", "source"),
    "url": ("url", "uri", "link", "web address", "address", "lien", "adresse", "adresse web", "page"),
    "published_on": (
        "published_on", "day", "date", "published", "publication date", "date of publication", "jour",
        "date de publication", "publié le", "publie", "parution", "date de parution",
    ),
    "title": ("title", "headline", "titre", "intitulé"),
    "issuer": ("issuer", "issued by", "publisher", "author", "émetteur", "organisme", "éditeur", "auteur", "émis par"),
    "language": ("language", "lang", "langue"),
    "city": ("city", "town", "place", "ville", "lieu"),
    "country": ("country", "pays"),
    "identifier": (
        "identifier", "id", "reference", "ref", "number", "identifiant", "référence", "réf", "numéro", "cote",
    ),
}  # fmt: skip
FRENCH_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?")


def folded(heading: str) -> str:
    """The heading without case, accents and punctuation."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(one))
    return re.sub(r"[\W_]+", " ", plain).strip().casefold()


COLUMNS = {folded(heading): column for column, headings in NAMES.items() for heading in headings}


def columns_of(headings: Sequence[object]) -> dict[int, str]:
    """Index → what the column holds; columns of other names are left aside.

    Raises RefusedError where two columns hold the same, or none tells the documents.
    """
    found: dict[int, str] = {}
    for index, heading in enumerate(headings):
        column = COLUMNS.get(folded(str(heading or "")))
        if column is None:
            continue
        if column in found.values():
            raise RefusedError(_("Two of its columns hold the %(column)s.") % {"column": column})
        found[index] = column
    if not {"path", "url"} & set(found.values()):
        raise RefusedError(_("Its first row has no column called path or url: they tell which document a row is of."))
    if len(found) == 1:
        raise RefusedError(_("Its first row names nothing to be given, such as title or day."))
    return found


def value_of(column: str, cell: object) -> str | date | None:
    """What a cell gives. Raises RefusedError for nonsense."""
    if column == "published_on":
        return day_of(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, (datetime, date)):
        cell = cell.isoformat()
    words = string(column, None if cell is None else storable(column, str(cell)).strip())
    return language(words) if column == "language" else words


def day_of(cell: object) -> date | None:
    """A day written 2015-11-05 or 05/11/2015, or the date of a spreadsheet."""
    if isinstance(cell, datetime):
        return cell.date()
    if cell is None or isinstance(cell, date):
        return cell
    written = str(cell).strip()
    if not written:
        return None
    try:
        if match := ISO_DAY.fullmatch(written):
            return date(*map(int, match.groups()))
        if match := FRENCH_DAY.fullmatch(written):
            return date(*map(int, reversed(match.groups())))
    except ValueError:
        pass
    raise RefusedError(_("“%(value)s” is no day: write 2015-11-05 or 05/11/2015.") % {"value": written[:100]})
