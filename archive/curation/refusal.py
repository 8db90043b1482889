"""What the database would refuse, said in a sentence before it is asked in earnest."""

from __future__ import annotations

import copy

from django.db import DataError, IntegrityError, InternalError, transaction
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By the end of the constraint's name: annotations and entities share theirs.
SENTENCES: dict[str, str | Promise] = {
    "span_whole": _("Give both start and end, the start before the end, or neither."),
    "exact_as_long_as_its_span": _("The words are not as long as the place they are said to stand at."),
    "exact_not_empty": _("Give the words it was read from."),
    "confidence_in_0_1": _("Confidence goes from 0 to 1."),
    "name_not_empty": _("Give a name."),
    "country_code_is_iso": _("Write the country code as two capital letters, such as FR."),
    "one_speaker_at_most": _("A quote has one speaker at most: a person or an organization, not both."),
    "quote_text_not_empty": _("Give the words that were said."),
    "value_at_most_upper": _("The upper end of a range needs a value that is not above it."),
    "not_part_of_itself": _("A figure cannot be part of itself."),
    "_is_edtf": _(
        "Use YYYY, YYYY-MM, YYYY-MM-DD, XXXX-MM-DD or an interval of two of them, "
        "with days that exist, the earlier first."
    ),
    "ordinal_from_one": _("The ordinal counts from 1."),
    "participation_of_one": _("Give exactly one who took part: a person, an organization or a country."),
    "mention_of_one": _(
        "A mention names exactly one: a person, an organization, an event, a programme, a subject or a country."
    ),
    "release_done_has_a_day": _("A release that is done has a day on which it was; any other has none."),
    "lower_id_first": _("The lower of the two ids comes first."),
    "likeness_once": _("This pair is already noted."),
    "score_in_0_1": _("The score goes from 0 to 1."),
}


def refusal(record: Model) -> str | None:
    """Save a copy of `record` and take it back; give the sentence of what refused it, if anything did."""
    trial = copy.copy(record)
    trial._state = copy.copy(record._state)
    try:
        with transaction.atomic():
            trial.save()
            transaction.set_rollback(True)
    except (IntegrityError, DataError, InternalError) as error:
        return sentence(error)
    return None


def sentence(error: Exception) -> str:
    """Say why the database refused: the constraint's sentence, or the trigger's own words."""
    diagnosis = getattr(error.__cause__, "diag", None)
    constraint = getattr(diagnosis, "constraint_name", None) or ""
    for ending, words in SENTENCES.items():
        if constraint.endswith(ending):
            return str(words)
    return str(getattr(diagnosis, "message_primary", None) or error)
