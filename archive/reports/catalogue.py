"""The reports as their pages show them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archive.reports.report import Chart, Choice, Flag, Report, Topic, Words
from archive.reports.wording import ANNOTATIONS, EVENTS, GATHERINGS, SAID, SPEAKERS, VOICES

SAYS = ("quotes", "words", "reported", "reported_words", "confirmed")
JUDGED = ("found", "confirmed", "corrected", "rejected", "pending", "bulk_confirmed")
BY_KIND = Choice("kind", ANNOTATIONS)

TOPICS = (
    Topic(
        _("Who speaks"),
        (
            Report(
                "speakers",
                _("Who speaks"),
                _("Quotes and words by person, office and organisation. Reported words are counted apart."),
                ("name", "organization", "gender", *SAYS, "undated", "first_year", "last_year"),
                "quotes DESC, id NULLS LAST",
                (Choice("kind", SPEAKERS, "person"), Words("name")),
                chart=Chart("ranked", ("quotes", "reported"), ("name",), key=("id",)),
            ),
            Report(
                "speakers_by_year",
                _("Who speaks, by year"),
                _("The same by the year of the releases."),
                ("year", "name", "gender", *SAYS),
                "year DESC NULLS LAST, quotes DESC, id NULLS LAST",
                (Choice("kind", SPEAKERS, "person"), Words("name")),
                "year",
                Chart("times", ("quotes", "reported")),
            ),
            Report(
                "voices",
                _("Women’s and men’s voices"),
                _("Whose words are quoted: women and men where texts show it, organisations, nobody named."),
                ("year", "voice", *SAYS, "percent_of_known"),
                "year DESC NULLS LAST, voice",
                (Choice("voice", VOICES),),
                "year",
                Chart("times", ("quotes",), series=("voice", "female", "male", "unknown")),
            ),
            Report(
                "quotes",
                _("Every quote"),
                _("Each quote with its speaker, release and day."),
                ("day", "speaker", "office", "organization", "text", "kind", "release", "review"),
                "day DESC NULLS LAST, release_id DESC, id",
                (Choice("kind", SAID),),
                "day",
            ),
        ),
    ),
    Topic(
        _("Figures over time"),
        (
            Report(
                "claims",
                _("A figure over time"),
                _("Every claim of an indicator, with who claims it; jumps and contradictions are marked."),
                ("day", "period", "qualifier", "value", "upper", "unit", "claimant", "release", "signs", "review"),
                "day NULLS LAST, id",
                (
                    Flag("is_jump", _("jumps only")),
                    Flag("contradicts_day", _("contradictions of a day only")),
                    Flag("contradicts_release", _("contradictions within a release only")),
                ),
                "day",
                Chart("points", ("value", "upper")),
            ),
            Report(
                "claims_by_month",
                _("A figure by month"),
                _("How many claims of an indicator, the lowest and the highest of each month."),
                ("month", "indicator", "claims", "lowest", "highest"),
                "month NULLS LAST, indicator_id",
                dated="month",
                chart=Chart("times", ("claims",)),
            ),
            Report(
                "indicators",
                _("Indicators"),
                _("What figures measure, and what was claimed of it."),
                (
                    "name",
                    "unit",
                    "claims",
                    "undated",
                    "first_day",
                    "last_day",
                    "lowest",
                    "highest",
                    "jumps",
                    "contradictions",
                ),
                "claims DESC, id",
                (Words("name"),),
                chart=Chart("ranked", ("claims",), ("name",), key=("id",)),
            ),
        ),
    ),
    Topic(
        _("Assemblies and conferences"),
        (
            Report(
                "assemblies",
                _("Assemblies and conferences"),
                _("Place, dates, countries and delegates, hosts, and the gaps in each series."),
                (
                    "name",
                    "organization",
                    "ordinal",
                    "missing_before",
                    "date",
                    "city",
                    "country",
                    "host",
                    "countries",
                    "delegates",
                ),
                "position, id",
                (Choice("kind", GATHERINGS), Words("name"), Flag("is_to_come", _("to come only"))),
                "first_day",
                Chart("ranked", ("countries",), ("name",), key=("id",)),
            ),
        ),
    ),
    Topic(
        _("Calendar"),
        (
            Report(
                "events",
                _("Calendar of events"),
                _("Every event with its days and its place."),
                ("date", "name", "kind", "city", "country", "organization", "mentions", "releases", "confirmed"),
                "first_day DESC NULLS LAST, id DESC",
                (Choice("kind", EVENTS), Words("country_code"), Words("name")),
                "first_day",
                Chart("times", ("1",)),
            ),
            Report(
                "events_by_country",
                _("Events by country"),
                _("How many events of each kind took place where."),
                ("country_code", "country", "kind", "events", "undated", "first_day", "last_day"),
                "events DESC, id",
                (Choice("kind", EVENTS), Words("country")),
                chart=Chart("ranked", ("events",), ("country_code",)),
            ),
        ),
    ),
    Topic(
        _("Offices"),
        (
            Report(
                "office_holders",
                _("Who held which office"),
                _("From the first to the last evidence that the releases give."),
                ("person", "office", "organization", "first_day", "last_day", "releases", "undated", "confirmed"),
                "last_day DESC NULLS LAST, releases DESC, id",
                (Words("person"), Words("office")),
                "first_day",
                Chart("spans", label=("person", "office")),
            ),
        ),
    ),
    Topic(
        _("Programmes"),
        (
            Report(
                "programmes",
                _("Programmes"),
                _("First and last mention of each."),
                ("name", "kind", "first_day", "last_day", "mentions", "releases", "undated", "confirmed"),
                "releases DESC, id",
                (Words("name"),),
                "first_day",
                Chart("ranked", ("releases",), ("name",), key=("id",)),
            ),
            Report(
                "programmes_by_year",
                _("Programmes by year"),
                _("How often each is named in a year."),
                ("year", "name", "mentions", "releases", "confirmed"),
                "year DESC NULLS LAST, releases DESC, id",
                (Words("name"),),
                "year",
                Chart("times", ("releases",)),
            ),
            Report(
                "programme_companions",
                _("With whom programmes are named"),
                _("The twenty persons, organisations and other programmes that most releases name with each."),
                ("name", "with_kind", "with_name", "releases"),
                "releases DESC, id, with_kind, with_id",
                (
                    Choice(
                        "with_kind",
                        (("person", _("person")), ("organization", _("organization")), ("programme", _("programme"))),
                    ),
                    Words("name"),
                ),
                chart=Chart("ranked", ("releases",), ("name", "with_name")),
            ),
        ),
    ),
    Topic(
        _("Subjects"),
        (
            Report(
                "subjects_by_year",
                _("Subjects by year"),
                _("How often releases speak of each crime area."),
                ("year", "name", "mentions", "releases", "confirmed"),
                "year DESC NULLS LAST, releases DESC, id",
                (Words("name"),),
                "year",
                Chart("times", ("releases",)),
            ),
        ),
    ),
    Topic(
        _("Coverage"),
        (
            Report(
                "coverage",
                _("Coverage"),
                _("Releases by month, and what they lack."),
                (
                    "month",
                    "releases",
                    "without_title",
                    "without_day",
                    "without_dateline",
                    "unparsed",
                    "suspected_duplicates",
                    "done",
                ),
                "month DESC NULLS LAST",
                dated="month",
                chart=Chart("times", ("releases",)),
            ),
            Report(
                "duplicates",
                _("Suspected duplicates"),
                _("Releases that may be versions of each other, until an editor merges or parts them."),
                ("score", "first_title", "first_day", "second_title", "second_day", "reason"),
                "score DESC, id",
            ),
            Report(
                "releases",
                _("Every release"),
                _("Each release, without its text."),
                ("day", "title", "issuer", "city", "country", "language", "state"),
                "day DESC NULLS LAST, id DESC",
                (
                    Choice("state", (("to_read", _("to read")), ("in_hand", _("in hand")), ("done", _("done")))),
                    Words("title"),
                ),
                "day",
            ),
        ),
    ),
    Topic(
        _("Work of the desk"),
        (
            Report(
                "desk_weeks",
                _("Work of the desk"),
                _("What came, was confirmed, corrected, rejected or added in a week, and what waited at its end."),
                ("week", "kind", "came", "confirmed", "corrected", "rejected", "added", "waiting"),
                "week DESC NULLS LAST, kind",
                (BY_KIND,),
                "week",
                Chart("times", ("confirmed", "corrected", "rejected"), by="week"),
            ),
        ),
    ),
    Topic(
        _("Quality"),
        (
            Report(
                "quality_by_kind",
                _("Precision and recall"),
                _("What editors said of the finds of each kind, by parser version."),
                ("kind", "parser_version", *JUDGED, "added", "precision", "recall"),
                "kind, parser_version DESC",
                (BY_KIND,),
                chart=Chart("ranked", ("precision",), ("kind", "parser_version")),
            ),
            Report(
                "quality",
                _("Rules of the parser"),
                _("What editors said of the finds of each rule and parser version."),
                ("kind", "rule", "parser_version", *JUDGED, "precision"),
                "found DESC, id",
                (BY_KIND, Words("rule")),
                chart=Chart("ranked", ("precision",), ("rule", "parser_version")),
            ),
            Report(
                "calibration",
                _("Calibration"),
                _("How often finds of a confidence were right, beside what the parser promised."),
                ("kind", "confidence_from", "found", "judged", "confirmed", "promised", "precision"),
                "kind, confidence_from DESC",
                (BY_KIND,),
                chart=Chart("ranked", ("precision",), ("kind", "confidence_from"), mark="promised"),
            ),
        ),
    ),
)
REPORTS = {report.name: report for topic in TOPICS for report in topic.reports}
