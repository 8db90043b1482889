"""EDTF in the forms that the archive keeps; the database checks the same (`archive_is_edtf`)."""

from __future__ import annotations

import re
from datetime import date

PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?|XXXX-(\d{2})-(\d{2})", re.ASCII)


def edtf(value: str | None) -> str | None:
    """The value if it is EDTF of YYYY, YYYY-MM, YYYY-MM-DD, XXXX-MM-DD or an interval of two alike, else None."""
    if not value:
        return None
    low, slash, high = value.partition("/")
    first = earliest(low)
    if first is None or (slash and latest_of(low, high, first) is None):
        return None
    return value


def earliest(part: str) -> date | None:
    found = PART.fullmatch(part)
    if not found:
        return None
    year, month, day, any_month, any_day = found.groups()
    try:
        return date(int(year or 2000), int(month or any_month or 1), int(day or any_day or 1))
    except ValueError:
        return None


def latest_of(low: str, high: str, first: date) -> date | None:
    """The first day of an interval's end, if it fits the beginning: both with a year or both without, not before it."""
    last = earliest(high)
    if last is None or ("X" in low) != ("X" in high):
        return None
    ends_later = "X" in low or last >= first or low.startswith(high)
    return last if ends_later else None
