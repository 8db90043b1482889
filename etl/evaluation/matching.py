"""Which find is which answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from etl.evaluation.gold import GoldEvent, GoldFigure, GoldPerson, GoldQuote
from etl.evaluation.wording import keys, overlap, same_name, singulars, words
from etl.parse.values import ParsedEvent, ParsedFigure, ParsedPerson, ParsedQuote

MARKS = '«»“”„"‹›'
QUE = (["que"], ["qu"])
FIRST = 3  # words by which a quote is known, and as many last ones
NEAR = 6  # words at either end of reported speech that are looked at
SHARE = 0.6  # of its words by which reported speech is known
NAMED = 0.5  # of its words by which an event is known; less where the ordinal says it too
NUMBERED = 0.34
VAGUE = frozenset(
    {"conference", "formation", "interpol", "operation", "operations", "projet", "reunion", "seminaire", "session"}
    | {"sommet", "visite"}
)


class Answer(Protocol):
    """What is to be found, unless it may be left out."""

    @property
    def optional(self) -> bool: ...


G = TypeVar("G", bound=Answer)
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Matched(Generic[G, P]):
    """Answers with their finds, answers that were missed, and finds that are none."""

    pairs: list[tuple[G, P]]
    missed: list[G]
    extra: list[P]

    def required(self) -> Matched[G, P]:
        """The same without what is optional: neither found nor missed."""
        return Matched(
            [(gold, found) for gold, found in self.pairs if not gold.optional],
            [gold for gold in self.missed if not gold.optional],
            self.extra,
        )

    def without_repeats(self, again: Callable[[G, P, P], bool]) -> Matched[G, P]:
        """The same without finds that say once more what a matched one says (a doubled caption)."""
        extra = [one for one in self.extra if not any(again(gold, one, found) for gold, found in self.pairs)]
        return Matched(self.pairs, self.missed, extra)


def match(gold: Sequence[G], found: Sequence[P], alike: Callable[[G, P], float]) -> Matched[G, P]:
    """Pair answers and finds one to one, the most alike first, then in their order; 0 is not alike at all."""
    scored = ((alike(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(found))
    ranked = sorted((-score, i, j) for score, i, j in scored if score > 0)
    partner: dict[int, int] = {}
    taken: set[int] = set()
    pairs = []
    for _score, i, j in ranked:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
            pairs.append((gold[i], found[j]))
    missed = [one for i, one in enumerate(gold) if i not in partner]
    return Matched(pairs, missed, [one for j, one in enumerate(found) if j not in taken])


def alike_person(gold: GoldPerson, found: ParsedPerson) -> float:
    return float(same_name(gold.name, found.name))


def alike_quote(gold: GoldQuote, found: ParsedQuote) -> float:
    """1 where the first three words and the last three are the same; a truncated quote is known by its first ones."""
    said, first, last = words(found.text.strip(MARKS)), words(gold.starts), words(gold.ends)
    begins, ends = min(FIRST, len(first)), min(FIRST, len(last))
    if not said or said[:begins] != first[:begins]:
        return 0.0
    return float(gold.truncated or said[-ends:] == last[-ends:])


def alike_indirect(gold: GoldQuote, found: ParsedQuote) -> float:
    """Whether reported speech begins alike, or how many of its first and last words were found; «que» or not."""
    said, first, last = words(found.text), words(gold.starts), words(gold.ends)
    if said[:1] in QUE and first[:1] not in QUE:
        said = said[1:]
    elif first[:1] in QUE and said[:1] not in QUE:
        first = first[1:]
    if said and first and said[:FIRST] == first[:FIRST]:
        return 1.0
    telling = {*first, *last}
    share = len(telling & {*said[:NEAR], *said[-NEAR:]}) / len(telling) if telling else 0.0
    return share if share >= SHARE else 0.0


def says_quote_again(gold: GoldQuote, extra: ParsedQuote, found: ParsedQuote) -> bool:
    return bool(alike_quote(gold, extra)) or words(extra.text) == words(found.text)


def same_number(one: float | None, other: float | None) -> bool:
    """Whether two numbers are one; parts of one (0.33 for a third) to two places."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= max(0.01 if 0 < abs(one) < 1 else 0, 1e-9 * abs(one))


def alike_figure(gold: GoldFigure, found: ParsedFigure) -> float:
    """How much the words as written overlap where the values are the same; else half of what the nouns do."""
    if not same_number(gold.value, found.value) or not same_number(gold.upper, found.upper):
        return 0.0
    near = max(overlap(anchor, found.text) for anchor in gold.anchors)
    if gold.value is None or near:
        return near
    # A noun that is not said counts as a word, so that two figures without nouns agree.
    return overlap(f"{gold.unit} {gold.of}", f"{found.unit} {found.of}") / 2


def says_figure_again(gold: GoldFigure, extra: ParsedFigure, found: ParsedFigure) -> bool:
    """The same value with two words in common, or a number of three digits."""
    if not alike_figure(gold, extra):
        return False
    shared = [keys(extra.text) & keys(text) for text in (found.text, *gold.anchors)]
    return any(len(one) > 1 or any(word.isdigit() and len(word) > 2 for word in one) for one in shared)


def alike_event(gold: GoldEvent, found: ParsedEvent) -> float:
    """1 where the ordinals are the same and the names do not disagree; else how much the names overlap."""
    near = overlap(gold.name, found.name)
    if gold.ordinals and found.ordinal:
        return float(found.ordinal in gold.ordinals and near >= NUMBERED)
    vague = keys(found.name) <= VAGUE and not keys(gold.name) <= VAGUE
    return near if near >= NAMED and not vague else 0.0


def same_unit(gold: GoldFigure, found: ParsedFigure) -> bool | None:
    """Whether the noun counted is right; None where a fraction has none and none was said."""
    fraction = gold.unit == "fraction"
    if singulars(found.unit, found.of) & singulars(gold.unit):
        return True
    written = singulars(*gold.anchors)
    right = written if fraction else singulars(gold.of) & written | singulars(*gold.anchors_alt)
    if singulars(found.unit) & right:
        return True
    return None if fraction and not found.unit else False
