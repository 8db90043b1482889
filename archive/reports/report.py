"""What a report is: a view, with the columns, filters and chart of its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Choices = tuple[tuple[str, "StrOrPromise"], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: one of the values of a column. `first` is the one that a page begins with."""

    column: str
    choices: Choices
    first: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A filter: words within a column, whatever their case and accents."""

    column: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A filter: rows of which something is true."""

    column: str
    label: StrOrPromise


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn of a report's rows, as far as they are filtered.

    `times`: sums by a column such as the year, the undated last, in series by measure or by the values of `series`.
    `ranked`: the greatest, named by `label`. `points`: values over time. `spans`: from a first to a last day.
    """

    kind: Literal["times", "ranked", "points", "spans"]
    measures: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    by: str = "year"
    series: tuple[str, ...] = ()  # a column, then its values
    mark: str = ""
    key: tuple[str, ...] = ()  # what no two rows have alike: without it, rows of one label are added up


@dataclass(frozen=True, slots=True)
class Report:
    """A report: `dated` is the column by which years are chosen, null in undated rows."""

    view: str
    title: StrOrPromise
    about: StrOrPromise
    columns: tuple[str, ...]
    order: str
    filters: tuple[Choice | Words | Flag, ...] = ()
    dated: str = ""
    chart: Chart | None = None

    @property
    def name(self) -> str:
        """As addresses have it."""
        return self.view.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Topic:
    """Reports that belong together."""

    title: StrOrPromise
    reports: tuple[Report, ...]
