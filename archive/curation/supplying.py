"""What a text lacks and an editor supplies: which values need a reference (an address or a note). Pure.

A release's title, day, city and country are read from its text: what an editor gives instead has to stand there, or to
be supplied. A tenure's term stands in no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

READ = {"release": ("title", "published_on", "city", "country")}
NEVER_READ = {"tenure": ("term",)}
LANGUAGES = ("fr", "en")


def unsaid(kind: str, text: str, values: Mapping[str, Any]) -> list[str]:
    """The fields whose new values no text gives: each needs a reference. Empty values need none."""
    never = [name for name in NEVER_READ.get(kind, ()) if is_given(values.get(name))]
    read = [name for name in READ.get(kind, ()) if is_given(values.get(name)) and not says(text, values[name])]
    return [*never, *read]


def references(kind: str, text: str, values: Mapping[str, Any], reference: str) -> dict[str, str]:
    """Field → reference, for the values that it is for: all but those that the text of a release gives."""
    said = {*READ.get(kind, ())} - {*unsaid(kind, text, values)}
    return {name: reference for name in values if name not in said}


def is_given(value: Any) -> bool:
    return value not in (None, "")


def says(text: str, value: Any) -> bool:
    """Whether the text has the words of a value, or a day in one of the ways to write it, whatever case and spaces."""
    body = folded(text)
    return any(stands(folded(one), body) for one in (ways_to_write(value) if isinstance(value, date) else [str(value)]))


def folded(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).casefold()


def stands(words: str, body: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", body) is not None


def ways_to_write(day: date) -> Iterable[str]:
    """A day with its year, in words and in digits: «1er mai 2021», «01/05/2021»."""
    ways = {day.isoformat()}
    for mark in "/.-":
        ways |= {f"{day:%d{mark}%m{mark}%Y}", mark.join((str(day.day), str(day.month), str(day.year)))}
    for language in LANGUAGES:
        with translation.override(language):
            month = date_format(day, "F")
        number = str(day.day)
        ways |= {f"{one} {month} {day.year}" for one in (number, f"0{number}", f"{number}er")}
        ways |= {f"{month} {number}, {day.year}"}
    return ways
