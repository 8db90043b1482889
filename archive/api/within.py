"""What is named inside the words of an annotation, in its paragraph, or anywhere in its release."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Greatest, Least, StrIndex, Substr

from archive.models import Mention
from archive.reading.visible import Visible

WITHIN = [("words", "inside the words"), ("paragraph", "in the paragraph"), ("release", "in the release")]
WIDTHS = [name for name, _label in WITHIN]
COLUMNS = {"country": "country_code"}


def inside(target: str, value: Any, how: str, of_release: str = "release_id") -> Exists:
    """Whether a mention of it stands within `how` far of the row; `of_release` is the row's column of the release.

    A paragraph is what no line feed parts.
    """
    mentions = Visible().of(
        Mention.objects.filter(**{"release_id": OuterRef(of_release), COLUMNS.get(target, target): value})
    )
    if how == "words":
        mentions = mentions.filter(start__gte=OuterRef("start"), end__lte=OuterRef("end"))
    elif how == "paragraph":
        until, on = Least(F("end"), OuterRef("end")), Greatest(F("start"), OuterRef("start"))
        between = Substr(F("release__text"), until + 1, Greatest(on - until, Value(0)))
        mentions = mentions.filter(start__isnull=False).alias(parted=StrIndex(between, Value("\n"))).filter(parted=0)
    return Exists(mentions)
