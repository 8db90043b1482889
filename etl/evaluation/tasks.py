"""The tasks of the parser, each with what it counts. Precision, recall and F1 are micro-averaged over all documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.evaluation.gold import Gold, GoldEvent, GoldFigure, GoldPlace, GoldQuote
from etl.evaluation.matching import (
    Matched,
    alike_event,
    alike_figure,
    alike_indirect,
    alike_person,
    alike_quote,
    match,
    same_unit,
    says_figure_again,
    says_quote_again,
)
from etl.evaluation.tally import Tally
from etl.evaluation.wording import folded, overlap, same_name
from etl.parse.values import Dateline, ParsedEvent, ParsedFigure, ParsedPerson, ParsedQuote, ParsedRelease

TASKS = (
    "title",
    "date",
    "dateline",
    "persons",
    "roles",
    "quotes",
    "direct",
    "speakers",
    "quote+speaker",
    "indirect",
    "indirect speakers",
    "figures",
    "units",
    "qualifiers",
    "events",
    "event facts",
)
SAYS_ROLE = 0.6  # of its words
# «Une quarantaine» may be said with a qualifier or without.
ROUND = re.compile(
    r"(?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine|millier)s?\b"
)


def evaluate(documents: Iterable[tuple[Gold, ParsedRelease]]) -> dict[str, Tally]:
    """Compare what was found in each text with its answers; task → tally, in the order of TASKS."""
    tallies = {task: Tally() for task in TASKS}
    for gold, parsed in documents:
        one = Comparison(gold, parsed, tallies)
        one.header()
        one.persons()
        one.quotes()
        one.indirect()
        one.figures()
        one.events()
    return tallies


@dataclass(frozen=True, slots=True)
class Comparison:
    """One text: its answers and what was found, counted into the tallies of all."""

    gold: Gold
    parsed: ParsedRelease
    tallies: dict[str, Tally]

    @property
    def stem(self) -> str:
        return self.gold.stem

    def header(self) -> None:
        """Title, day and dateline: one fact each, none where there is none."""
        title, day = (self.gold.title, self.parsed.title), (self.gold.published_on, self.parsed.published_on)
        self.fact("title", *title, folded(title[0]) == folded(title[1]))
        self.fact("date", *day, day[0] == day[1])
        found = self.parsed.dateline or Dateline(None, None, None)
        right = accepted(self.gold.datelines, found)
        self.fact("dateline", right.city, found.city, same_name(right.city, found.city))
        self.fact("dateline", right.country, found.country, same_name(right.country, found.country))

    def fact(self, task: str, gold: str | None, found: str | None, same: bool) -> None:
        if gold is None and not found:
            return
        known, said = gold is not None, bool(found)
        self.tallies[task].judge(self.stem, known and said and same, f"{gold} / {found}", said=said, known=known)

    def persons(self) -> None:
        """Everybody by canonical name; an office for those who were found and have one."""
        matched = match(self.gold.persons, self.parsed.persons, alike_person).required()
        self.tallies["persons"].count(self.stem, matched, lambda one: one.name, lambda one: one.name)
        roles = self.tallies["roles"]
        roles.asked += sum(bool(one.roles) for one in self.gold.persons if not one.optional)
        for gold, found in matched.pairs:
            if gold.roles:
                said = offices(found)
                right = any(overlap(role, said) >= SAYS_ROLE for role in gold.roles)
                roles.judge(self.stem, right, f"{gold.name}: {' | '.join(gold.roles)} / {said}", said=bool(said))

    def quotes(self) -> None:
        """Words between marks; those that are a statement of their own; who said them."""
        marked = [one for one in self.parsed.quotes if one.kind != "indirect"]
        matched = match(self.gold.quotes, marked, alike_quote).without_repeats(says_quote_again).required()
        self.tallies["quotes"].count(self.stem, matched, begins, cited)
        self.tallies["direct"].count(self.stem, direct(matched), begins, cited)
        self.speakers("speakers", self.gold.quotes, matched.pairs)
        self.tallies["quote+speaker"].count(self.stem, by_right_speaker(matched), begins, cited)

    def indirect(self) -> None:
        """Reported speech without marks, and who said it."""
        reported = [one for one in self.parsed.quotes if one.kind == "indirect"]
        matched = match(self.gold.indirect, reported, alike_indirect).required()
        self.tallies["indirect"].count(self.stem, matched, begins, cited)
        self.speakers("indirect speakers", self.gold.indirect, matched.pairs)

    def speakers(self, task: str, asked: Sequence[GoldQuote], pairs: Sequence[tuple[GoldQuote, ParsedQuote]]) -> None:
        tally = self.tallies[task]
        tally.asked += sum(bool(one.speakers) for one in asked if not one.optional)
        for gold, found in pairs:
            if gold.speakers:
                who = speaker(found)
                words = f"{gold.speaker} / {who}: {gold.starts}"
                tally.judge(self.stem, same_speaker(gold, found), words, said=bool(who))

    def figures(self) -> None:
        """Quantities by value and words; the nouns and qualifiers of those that were found."""
        matched = match(self.gold.figures, self.parsed.figures, alike_figure)
        matched = matched.without_repeats(says_figure_again).required()
        self.tallies["figures"].count(self.stem, matched, lambda one: one.anchor, lambda one: one.text)
        required = [one for one in self.gold.figures if not one.optional]
        self.tallies["units"].asked += sum(bool(one.unit) for one in required)
        self.tallies["qualifiers"].asked += len(required)
        for gold, found in matched.pairs:
            self.unit(gold, found)
            self.qualifier(gold, found)

    def unit(self, gold: GoldFigure, found: ParsedFigure) -> None:
        if gold.unit and (right := same_unit(gold, found)) is not None:
            words = f"{gold.unit} / {found.unit}: {gold.anchor}"
            self.tallies["units"].judge(self.stem, right, words, said=bool(found.unit))

    def qualifier(self, gold: GoldFigure, found: ParsedFigure) -> None:
        known, said = bool(gold.qualifier), bool(found.qualifier)
        right = known == said or (not known and bool(ROUND.search(folded(gold.anchor))))
        words = f"{gold.qualifier} / {found.qualifier}: {gold.anchor}"
        self.tallies["qualifiers"].judge(self.stem, right, words, said=said, known=known)

    def events(self) -> None:
        """Gatherings and operations; of those that were found: ordinal, place, first and last day."""
        matched = match(self.gold.events, self.parsed.events, alike_event).required()
        self.tallies["events"].count(self.stem, matched, lambda one: one.name, lambda one: one.name)
        facts = self.tallies["event facts"]
        facts.asked += sum(not one.optional for one in self.gold.events)
        for gold, found in matched.pairs:
            for name, known, said, right in event_facts(gold, found):
                facts.judge(self.stem, right, f"{name} {known} / {said}: {gold.name}", said=bool(said))


def accepted(datelines: Sequence[GoldPlace], found: Dateline) -> GoldPlace:
    """The dateline that was found if it is one of the right ones, else the first of those."""
    said = (folded(found.city), folded(found.country))
    return next((one for one in datelines if (folded(one.city), folded(one.country)) == said), datelines[0])


def offices(person: ParsedPerson) -> str:
    return " ; ".join(f"{one.title} {one.organization or ''}" for one in person.roles)


def begins(gold: GoldQuote) -> str:
    return gold.starts


def cited(found: ParsedQuote) -> str:
    return found.text[:70]


def speaker(found: ParsedQuote) -> str | None:
    return found.speaker.name if found.speaker else None


def same_speaker(gold: GoldQuote, found: ParsedQuote) -> bool:
    return any(same_name(name, speaker(found)) for name in gold.speakers)


def direct(matched: Matched[GoldQuote, ParsedQuote]) -> Matched[GoldQuote, ParsedQuote]:
    """Those of the kind «direct»: answers that are or may be, and made-up finds that say so."""
    return Matched(
        [(gold, found) for gold, found in matched.pairs if "direct" in gold.kinds],
        [gold for gold in matched.missed if gold.kind == "direct"],
        [found for found in matched.extra if found.kind == "direct"],
    )


def by_right_speaker(matched: Matched[GoldQuote, ParsedQuote]) -> Matched[GoldQuote, ParsedQuote]:
    """The same, where a quote with the wrong speaker is both made up and missed."""
    joint = [pair for pair in matched.pairs if rightly_attributed(*pair)]
    torn = [pair for pair in matched.pairs if not rightly_attributed(*pair)]
    return Matched(
        joint,
        matched.missed + [gold for gold, _found in torn],
        matched.extra + [found for _gold, found in torn],
    )


def rightly_attributed(gold: GoldQuote, found: ParsedQuote) -> bool:
    """Whether the speaker is right; nobody is where the text names nobody, and anybody where it breaks off before."""
    if not gold.speaker and (gold.truncated or not found.speaker):
        return True
    return same_speaker(gold, found)


def event_facts(gold: GoldEvent, found: ParsedEvent) -> Iterable[tuple[str, str, str | None, bool]]:
    """Each fact that is known: its name, what it is, what was said, whether that is right."""
    places = (("city", gold.city, gold.cities, found.city), ("country", gold.country, gold.countries, found.country))
    for name, known, right, said in places:
        if known and (said or not gold.place_from_dateline):
            yield name, known, said, any(folded(one) == folded(said) for one in right)
    first, _slash, last = (found.date or "").partition("/")
    facts = (
        ("ordinal", number(gold.ordinal), number(found.ordinal)),
        ("starts", gold.starts, first or None),
        ("ends", gold.ends, last or first or None),
    )
    for name, known, said in facts:
        if known:
            yield name, known, said, known == said


def number(ordinal: int | None) -> str | None:
    return str(ordinal) if ordinal else None
