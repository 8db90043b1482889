"""What a request asks of any list or record: fields, what to expand, how many, from where on, and in which form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.api.problems import Told, bad_request, unknown
from archive.api.resources import Resource
from archive.api.shapes import shown

LARGEST = 2**63 - 1
PAGE, LARGEST_PAGE = 100, 1000
FORMATS = ("json", "jsonld", "csv", "jsonl")
OF_RECORDS = ("fields", "expand", "format", "review")
OF_LISTS = ("fields", "expand", "format", "after", "limit", "order", "count")
ORDERS = ("id", "-id")
FLAGS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """`after` is the id of the last record that the client has; `limit` is how many follow."""

    fields: list[str]
    expand: list[str]
    after: int | None = None
    limit: int = PAGE
    is_descending: bool = False
    is_counted: bool = False


def refuse_unknown(given: QueryDict, known: Sequence[str]) -> None:
    """Raise ProblemError (400) for parameters that there are not, naming the nearest that there are."""
    if errors := [unknown(name, name, known) for name in given if name not in known]:
        raise bad_request(errors)


def refuse_empty(given: QueryDict, names: Sequence[str]) -> None:
    """Raise ProblemError (400) for parameters that say nothing where a value has to be."""
    if errors := [empty(name) for name in names if given.get(name) == ""]:
        raise bad_request(errors)


def empty(name: str) -> Told:
    return {"parameter": name, "detail": _("“%(name)s” has no value: leave it out.") % {"name": name}}


def asked_of(given: QueryDict, resource: Resource, *, private: bool, is_list: bool) -> Asked:
    """Read the parameters that all lists, or all records, share. Raises ProblemError (400)."""
    errors: list[Told] = []
    names = shown(resource, whole=True, private=private)
    fields = words(given, "fields", names, errors) or shown(resource, whole=not is_list, private=private)
    expand = words(given, "expand", list(resource.relations), errors)
    found = Asked(
        [name for name in names if name in fields],
        expand,
        after=whole(given, "after", None, 0, LARGEST, errors),
        limit=whole(given, "limit", PAGE, 1, LARGEST_PAGE, errors) or PAGE,
        is_descending=one_of(given, "order", ORDERS, errors) == "-id",
        is_counted=FLAGS.get(one_of(given, "count", list(FLAGS), errors), False),
    )
    if errors:
        raise bad_request(errors)
    return found


def words(given: QueryDict, parameter: str, known: Sequence[str], errors: list[Told]) -> list[str]:
    """The names of a list that commas part."""
    asked = [name.strip() for value in given.getlist(parameter) for name in value.split(",") if name.strip()]
    if asked and not known:
        errors.append({"parameter": parameter, "detail": _("Nothing of it can be expanded.")})
        return []
    errors += [unknown(name, parameter, known) for name in asked if name not in known]
    return asked


def one_of(given: QueryDict, parameter: str, known: Sequence[str], errors: list[Told]) -> str:
    value = given.get(parameter, known[0] if parameter != "count" else "false")
    if value not in known:
        errors.append(unknown(value, parameter, known))
    return value


def whole(given: QueryDict, parameter: str, first: Any, least: int, most: int, errors: list[Told]) -> int | None:
    """A whole number within bounds."""
    value = given.get(parameter)
    if value is None:
        return first  # type: ignore[no-any-return]
    if value.isascii() and value.isdigit() and len(value) < 20 and least <= int(value) <= most:
        return int(value)
    told = _("“%(name)s” is no whole number from %(least)s to %(most)s.")
    errors.append(
        {"parameter": parameter, "detail": told % {"name": value, "least": least, "most": most}, "nearest": str(least)}
    )
    return first  # type: ignore[no-any-return]
