"""What columns and values are called on the pages; the columns of downloads keep the names that the views have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from archive.models import Event

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SPEAKERS = (("person", _("persons")), ("office", _("offices")), ("organization", _("organizations")))
VOICES = (
    ("female", _("women")),
    ("male", _("men")),
    ("unknown", _("persons of unknown gender")),
    ("organization", _("organizations")),
    ("nobody", _("nobody named")),
)
SAID = (("direct", _("direct")), ("fragment", _("fragment")), ("indirect", _("reported words")))
EVENTS = tuple((str(value), label) for value, label in Event.Kind.choices)
GATHERINGS = tuple(one for one in EVENTS if one[0] in ("assembly", "conference", "meeting", "summit"))
ANNOTATIONS = (
    ("quote", _("quote")),
    ("figure", _("figure")),
    ("tenure", _("tenure")),
    ("participation", _("participation")),
    ("mention", _("mention")),
)
HEADINGS: dict[str, StrOrPromise] = {
    "added": _("added"),
    "bulk_confirmed": _("confirmed in bulk"),
    "came": _("found by the parser"),
    "city": _("city"),
    "claimant": _("claimed by"),
    "claims": _("claims"),
    "confidence_from": _("confidence from"),
    "confirmed": _("confirmed"),
    "contradictions": _("contradictions"),
    "corrected": _("corrected"),
    "countries": _("countries represented"),
    "country": _("country"),
    "country_code": _("country code"),
    "date": _("date"),
    "day": _("day"),
    "delegates": _("delegates"),
    "done": _("done"),
    "events": _("events"),
    "first_day": _("first day"),
    "first_title": _("first release"),
    "first_year": _("first year"),
    "found": _("found"),
    "gender": _("gender"),
    "highest": _("highest"),
    "host": _("host"),
    "indicator": _("indicator"),
    "issuer": _("issuer"),
    "judged": _("judged"),
    "jumps": _("jumps"),
    "kind": _("kind"),
    "language": _("language"),
    "last_day": _("last day"),
    "last_year": _("last year"),
    "lowest": _("lowest"),
    "mentions": _("mentions"),
    "missing_before": _("missing before"),
    "month": _("month"),
    "name": _("name"),
    "office": _("office"),
    "ordinal": _("ordinal"),
    "organization": _("organization"),
    "parser_version": _("parser version"),
    "pending": _("pending"),
    "percent_of_known": _("% of women and men"),
    "period": _("period"),
    "person": _("person"),
    "precision": _("precision"),
    "promised": _("promised"),
    "qualifier": _("qualifier"),
    "quotes": _("quotes"),
    "reason": _("reason"),
    "recall": _("recall"),
    "rejected": _("rejected"),
    "release": _("release"),
    "releases": _("releases"),
    "reported": _("reported words"),
    "reported_words": _("words reported"),
    "review": _("review"),
    "rule": _("rule"),
    "score": _("score"),
    "second_day": _("its day"),
    "second_title": _("second release"),
    "signs": _("marks"),
    "speaker": _("speaker"),
    "state": _("state"),
    "suspected_duplicates": _("suspected duplicates"),
    "text": _("text"),
    "title": _("title"),
    "undated": _("undated"),
    "unit": _("unit"),
    "unparsed": _("not parsed"),
    "upper": _("upper"),
    "value": _("value"),
    "voice": _("voice"),
    "waiting": _("waiting"),
    "week": _("week of"),
    "with_kind": _("named with"),
    "with_name": _("name of that one"),
    "without_dateline": _("without dateline"),
    "without_day": _("without day"),
    "without_title": _("without title"),
    "words": _("words"),
    "year": _("year"),
}
VALUES: dict[str, StrOrPromise] = {
    **dict(EVENTS),
    **dict(ANNOTATIONS),
    **dict(SAID),
    "person": _("person"),
    "organization": _("organization"),
    "programme": _("programme"),
    "female": _("female"),
    "male": _("male"),
    "pending": _("pending"),
    "confirmed": _("confirmed"),
    "to_read": _("to read"),
    "in_hand": _("in hand"),
    "done": _("done"),
}
# Columns whose values are words of ours.
WORDED = {"gender", "kind", "with_kind", "review", "state", "voice"}
# What a cell leads to, where it is not `<column>_address`.
LEADS: dict[str, str] = {
    "name": "address",
    "title": "address",
    "text": "address",
    "value": "address",
    "date": "address",
    "first_title": "address",
    "second_title": "second_address",
    "with_name": "with_address",
}
# Signs of a claim, by the column that is true.
SIGNS: dict[str, StrOrPromise] = {
    "is_jump": _("jump"),
    "contradicts_day": _("contradicts another of the day"),
    "contradicts_release": _("contradicts its release"),
}
INFERRED = {"countries": "countries_is_inferred", "delegates": "delegates_is_inferred"}


def value_in_words(column: str, value: object) -> str:
    """A value of a view that is a word of ours, in the reader's language."""
    words = dict(VOICES) if column == "voice" else VALUES
    return str(words.get(str(value), value))
