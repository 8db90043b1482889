"""The parser as a whole: which part reads what, in which order."""

from __future__ import annotations

from etl.lexicon import digest
from etl.parse.attribution import Attributions
from etl.parse.context import Context
from etl.parse.dates import dates_in
from etl.parse.events import Events
from etl.parse.figures import figures
from etl.parse.gazetteer import gazetteer
from etl.parse.header import Header, read_header
from etl.parse.indirect import Reports
from etl.parse.marks import quoted_stretches
from etl.parse.mentions import countries, subjects
from etl.parse.organizations import organizations
from etl.parse.participation import Participations
from etl.parse.persons import Person, persons
from etl.parse.programmes import programmes
from etl.parse.quotes import Quotes
from etl.parse.reading import Reading
from etl.parse.references import References
from etl.parse.roles import Roles
from etl.parse.spans import Spans
from etl.parse.titles import offices
from etl.parse.values import ParsedPerson, ParsedRelease, Span
from etl.parse.verbs import saying_verbs

PARSER_VERSION = f"1.{digest()[:8]}"


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
    people = persons(reading, listed, sayings, noise)
    first_tokens = frozenset(run.first for person in people for run in person.runs)
    titles = offices(reading, first_tokens)
    roles = Roles(reading, people, titles, listed)
    roles.attach()
    name_tokens = {i for person in people for run in person.runs for i in range(run.first, run.last + 1)}
    bodies = organizations(reading, listed, name_tokens, first_tokens, sayings)
    references = References(reading, people, titles, roles.given, bodies)
    stretches = quoted_stretches(reading)
    attributions = Attributions(reading, references, sayings, [(one.start, one.end) for one in stretches])
    quotes = Quotes(reading, stretches, attributions)
    said = quotes.read()
    reported = Reports(reading, attributions, quotes.statements).read()
    named = programmes(reading, listed)
    dates = dates_in(reading.plain)
    events = Events(reading, header, listed, noise, dates).read()
    masked = [(one.start, one.end) for programme in named for one in programme.mentions]
    masked += header.noise + names_with_numbers(header)
    quoted = sorted([*said, *reported], key=lambda one: (one.start, one.end))
    context = Context(reading, quoted, events, named)
    participations = Participations(reading, references, listed)
    return ParsedRelease(
        text=text,
        title=text[header.title.start : header.title.end] if header.title else None,
        published_on=header.day,
        dateline=header.dateline,
        spans=spans(header),
        persons=tuple(parsed_person(reading, person, roles) for person in people),
        organizations=tuple(body.parsed(reading) for body in bodies),
        quotes=tuple(quoted),
        figures=tuple(context.of(figure) for figure in figures(reading, dates, masked)),
        events=tuple(participations.added(event) for event in events),
        programmes=tuple(named),
        subjects=tuple(subjects(reading, listed)),
        countries=tuple(countries(reading, listed)),
    )


def names_with_numbers(header: Header) -> list[tuple[int, int]]:
    """Spans of the header whose digits are no figures."""
    return [(span.start, span.end) for span in (header.day_span, header.dateline_span) if span]


def spans(header: Header) -> dict[str, Span]:
    """Where title, day and dateline were read."""
    found = {"title": header.title, "published_on": header.day_span, "dateline": header.dateline_span}
    return {name: span for name, span in found.items() if span is not None}


def parsed_person(reading: Reading, person: Person, roles: Roles) -> ParsedPerson:
    """As a value of the release."""
    gender = person.gender if person.gender in ("female", "male") else None
    return ParsedPerson(person.name, gender, tuple(roles.found[id(person)]), person.mentions(reading))  # type: ignore[arg-type]
