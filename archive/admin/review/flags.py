"""What the flags of a record say, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FLAGS: dict[str, str | Promise] = {
    "no_longer_found": _("The parser no longer finds it."),
    "unplaced": _("The text no longer has its words."),
    "like_rejected": _("It overlaps one that was rejected."),
    "several_candidates": _("Several records have this name."),
    "bulk": _("It was confirmed in bulk: nobody looked."),
}


def flag_name(flag: str) -> str:
    """The flag's sentence; an unknown one by its own name."""
    return str(FLAGS.get(flag, flag.replace("_", " ")))
