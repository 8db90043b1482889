"""The parser as a whole: which part reads what, in which order."""

from __future__ import annotations

from etl.parse.attribution import Attributions
from etl.parse.context import Context
from etl.parse.dashes import spoken_lines
from etl.parse.dates import dates_in
from etl.parse.events import Events
from etl.parse.figures import figures
from etl.parse.gazetteer import Listed, gazetteer
from etl.parse.header import Header, read_header
from etl.parse.indirect import Reports
from etl.parse.marks import quoted_stretches
from etl.parse.mentions import countries, subjects
from etl.parse.organizations import Organization, organizations
from etl.parse.participation import Participations
from etl.parse.persons import Person, persons
from etl.parse.programmes import programmes
from etl.parse.quotes import Quotes
from etl.parse.reading import Reading
from etl.parse.references import References
from etl.parse.roles import Roles
from etl.parse.roles_told import RolesTold
from etl.parse.spans import Spans
from etl.parse.titles import offices
from etl.parse.value import value
from etl.parse.values import Gender, ParsedPerson, ParsedProgramme, ParsedQuote, ParsedRelease, Span
from etl.parse.verbs import Saying, saying_verbs

GENDERS: dict[str, Gender] = {"female": "female", "male": "male"}


@value
class Named:
    """Who is named in a text: people with their offices, organisations, and what refers to either."""

    people: list[Person]
    roles: Roles
    bodies: list[Organization]
    references: References


def parse(text: str) -> ParsedRelease:
    """Read the canonical text of a French release.

    In: code points, NFC, lines ended by line feeds. Out: values whose offsets count in that text. Never raises for any
    text; what the text does not say is null.
    """
    reading = Reading(text)
    header = read_header(reading)
    listed = gazetteer().find(reading)
    sayings = saying_verbs(reading)
    noise = Spans(header.noise)
    named = read_named(reading, listed, sayings, noise)
    quotes = read_quotes(reading, named.references, sayings)
    systems = programmes(reading, listed)
    dates = dates_in(reading.plain)
    events = Events(reading, header, listed, noise, dates).read()
    context = Context(reading, quotes, events, systems)
    participations = Participations(reading, named.references, listed)
    return ParsedRelease(
        text=text,
        title=text[header.title.start : header.title.end] if header.title else None,
        published_on=header.day,
        dateline=header.dateline,
        spans=spans(header),
        persons=tuple(parsed_person(reading, person, named.roles) for person in named.people),
        organizations=tuple(body.parsed(reading) for body in named.bodies),
        quotes=tuple(quotes),
        figures=tuple(context.figure(one) for one in figures(reading, dates, no_figures(header, systems))),
        events=tuple(participations.added(event) for event in events),
        programmes=tuple(systems),
        subjects=tuple(subjects(reading, listed)),
        countries=tuple(countries(reading, no_names(listed, named.people))),
    )


def read_named(reading: Reading, listed: list[Listed], sayings: list[Saying], noise: Spans) -> Named:
    """People first, since what is a person's name is no organisation's; then offices, organisations and references."""
    people = persons(reading, listed, sayings, noise)
    runs = [run for person in people for run in person.runs]
    first_tokens = frozenset(run.first for run in runs)
    titles = offices(reading, first_tokens)
    roles = Roles(reading, people, titles, listed)
    roles.attach()
    RolesTold(reading, roles, people, sayings).attach()
    name_tokens = {i for run in runs for i in range(run.first, run.last + 1)}
    bodies = organizations(reading, listed, name_tokens, first_tokens, sayings)
    return Named(people, roles, bodies, References(reading, people, titles, roles.given, bodies))


def read_quotes(reading: Reading, references: References, sayings: list[Saying]) -> list[ParsedQuote]:
    """Quoted and reported words, in the order of the text."""
    stretches = sorted([*quoted_stretches(reading), *spoken_lines(reading, sayings)], key=lambda one: one.open_at)
    attributions = Attributions(reading, references, sayings, [(one.start, one.end) for one in stretches])
    quotes = Quotes(reading, stretches, attributions)
    said = quotes.read()
    reported = Reports(reading, attributions, quotes.statements).read()
    return sorted([*said, *reported], key=lambda one: (one.start, one.end))


def no_names(listed: list[Listed], people: list[Person]) -> list[Listed]:
    """What is listed, without what is of a person's name: «Maurice Dupont» names no country."""
    of_names = {i for person in people for run in person.runs for i in range(run.first, run.last + 1)}
    return [one for one in listed if one.first not in of_names]


def no_figures(header: Header, systems: list[ParsedProgramme]) -> list[tuple[int, int]]:
    """Spans whose digits are no figures: names of programmes, noise, the day and the dateline."""
    inside = [(one.start, one.end) for system in systems for one in system.mentions]
    return inside + header.noise + [(span.start, span.end) for span in (header.day_span, header.dateline_span) if span]


def spans(header: Header) -> dict[str, Span]:
    """Where title, day and dateline were read."""
    found = {"title": header.title, "published_on": header.day_span, "dateline": header.dateline_span}
    return {name: span for name, span in found.items() if span is not None}


def parsed_person(reading: Reading, person: Person, roles: Roles) -> ParsedPerson:
    """As a value of the release."""
    gender = GENDERS.get(person.gender or "")
    return ParsedPerson(person.name, gender, tuple(roles.found[id(person)]), person.mentions(reading))
