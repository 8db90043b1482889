"""«le Secrétariat général», «le Bureau»: organs, whose names say nothing without the body that they are of.

Every organisation has them. So that those of two are never taken for one, an organ is known by its body too:
«Secrétariat général (INTERPOL)». The body is the one named right behind it in the text, else who issued the release.
"""

from __future__ import annotations

import re
from dataclasses import replace

from etl.lexicon import words
from etl.parse.folding import fold
from etl.parse.values import ParsedEvent, ParsedOrganization, ParsedPerson, ParsedQuote, ParsedRelease

HEADS = frozenset(map(fold, words("organizations_generic", "organ_heads")))
WORDS = frozenset(map(fold, words("organizations_generic", "organ_words")))
OF = re.compile(r"\s(?:de\s(?:la\s|l['’])?|du\s|des\s|d['’])")
FullNames = dict[str, str]


def with_full_names(text: str, parsed: ParsedRelease, issuer: str) -> ParsedRelease:
    """The release, its organs named with their bodies wherever it names them."""
    names = full_names(text, parsed, issuer)
    if not names:
        return parsed
    return replace(
        parsed,
        organizations=tuple(replace(one, name=names.get(one.name, one.name)) for one in parsed.organizations),
        persons=tuple(person_with(one, names) for one in parsed.persons),
        quotes=tuple(quote_with(one, names) for one in parsed.quotes),
        events=tuple(event_with(one, names) for one in parsed.events),
    )


def full_names(text: str, parsed: ParsedRelease, issuer: str) -> FullNames:
    """The organs that the release names → their full names."""
    organs = [one for one in parsed.organizations if is_organ(one)]
    if not organs:
        return {}
    bodies = {mention.start: one.name for one in parsed.organizations if one not in organs for mention in one.mentions}
    return {one.name: f"{one.name} ({body_behind(text, one, bodies) or issuer})" for one in organs}


def is_organ(one: ParsedOrganization) -> bool:
    """Whether the name is a noun and words that any body's organ may have: «Comité exécutif», «Bureau de presse»."""
    first, *others = re.findall(r"[^\W\d_]+'?", fold(one.name).replace("’", "'")) or [""]
    return one.acronym is None and first in HEADS and WORDS.issuperset(others)


def body_behind(text: str, organ: ParsedOrganization, bodies: dict[int, str]) -> str | None:
    """The body of «le Secrétariat général de l’Organisation mondiale des douanes», where the text names it so."""
    joints = (OF.match(text, mention.end) for mention in organ.mentions)
    return next((bodies[joint.end()] for joint in joints if joint and joint.end() in bodies), None)


def person_with(person: ParsedPerson, names: FullNames) -> ParsedPerson:
    """A person whose offices are of full names."""
    roles = (replace(role, organization=names.get(role.organization or "", role.organization)) for role in person.roles)
    return replace(person, roles=tuple(roles))


def quote_with(quote: ParsedQuote, names: FullNames) -> ParsedQuote:
    """A quote whose speaker has a full name."""
    speaker = quote.speaker
    if speaker is None or speaker.type == "person" or speaker.name not in names:
        return quote
    return replace(quote, speaker=replace(speaker, name=names[speaker.name]))


def event_with(event: ParsedEvent, names: FullNames) -> ParsedEvent:
    """An event of which the body that meets, and bodies that took part, have full names."""
    participants = (replace(one, name=names.get(one.name, one.name)) for one in event.participants)
    body = names.get(event.organization or "", event.organization)
    return replace(event, organization=body, participants=tuple(participants))
