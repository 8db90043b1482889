"""HTML: the article without the page around it, its title and its day. Nothing that a page names is fetched."""

from __future__ import annotations

import json
import logging
import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from etl.document import Extract, Given, RefusedError
from etl.forms.html_encoding import decoded_page
from etl.forms.html_lines import lines_of
from etl.forms.html_tags import most_attributes
from etl.lines import storable

# An article has some hundred kilobytes; what finds it in a page takes longer than linear time.
MAX_CHARACTERS = 3_000_000
MAX_ELEMENTS = 20_000
MAX_ATTRIBUTES = 500
ELEMENTS = re.compile(r"<[a-zA-Z]")
MARKUP = re.compile(r"<[a-zA-Z!/]|&#?\w+;")
PAGE = re.compile(r"<(?:html|head|body|title|meta|article|main)\b", re.I)
ENOUGH = 200
PUBLISHED = {
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "publication_date", "pubdate",
    "publish-date", "parsely-pub-date", "sailthru.date", "date",
}  # fmt: skip
DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
FOLDED = re.compile(r"\W+")


def read(content: bytes) -> Extract:
    """The article of a page. Raises RefusedError with a sentence where there is none."""
    page, encoding = decoded_page(content)
    return read_page(page, encoding)


def read_page(page: str, encoding: str = "") -> Extract:
    """The article of a page, or all of a fragment. Raises RefusedError with a sentence where there is none."""
    if len(page) > MAX_CHARACTERS or len(ELEMENTS.findall(page)) > MAX_ELEMENTS:
        raise RefusedError(_("The page is too large: no article is so long."))
    if most_attributes(page, MAX_ATTRIBUTES) > MAX_ATTRIBUTES:
        raise RefusedError(
            _("The page is broken: an element has more than %(limit)s attributes.") % {"limit": MAX_ATTRIBUTES}
        )
    if page.strip() and not MARKUP.search(page):  # plain text under another name: its lines are the text's
        return Extract(page, encoding)
    from lxml import html as markup
    from lxml.etree import LxmlError

    try:
        tree = markup.document_fromstring(page.encode("utf-8"), parser=markup.HTMLParser(encoding="utf-8"))
        mark_quotations(tree)
        extract = article(tree) if PAGE.search(page) else Extract("\n".join(lines_of(tree)))
    except (LxmlError, ValueError, AssertionError, RecursionError, TypeError) as error:
        raise RefusedError(_("The HTML is broken: %(why)s") % {"why": str(error)[:200] or repr(error)}) from error
    if not extract.content.strip():
        raise RefusedError(_("The page has no text."))
    return Extract(extract.content, encoding, extract.given, extract.told)


def mark_quotations(tree: Any) -> None:
    """Write the marks that a browser would put around <q>."""
    for quotation in list(tree.iter("q")):
        quotation.text = f"«\xa0{quotation.text or ''}"
        if len(quotation):
            quotation[-1].tail = f"{quotation[-1].tail or ''}\xa0»"
        else:
            quotation.text += "\xa0»"
        quotation.tag = "span"


def article(tree: Any) -> Extract:
    """What trafilatura takes for the article; of a page that has little else, everything but the frame."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    headings = [" ".join(one.text_content().split()) for one in tree.iter("h1", "h2")]
    published = day_of(tree)
    whole = list(lines_of(tree))
    found = bare_extraction(
        tree,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2199-12-31"},
    )
    if not isinstance(found, Document):
        return Extract("\n".join(whole), given=Given(published_on=published))
    lines = list(lines_of(found.body)) if found.body is not None else []
    if sum(map(len, lines)) < min(ENOUGH, sum(map(len, whole))):
        lines = whole
    title = title_of(found.title, found.sitename, headings)
    if title and title in headings and not any(folded(title) in folded(line) for line in lines[:5]):
        lines.insert(0, title)
    told = Given(url=(found.url or "")[:2000], published_on=as_day(found.date))
    return Extract("\n".join(lines), given=Given(title=title, published_on=published), told=told)


def title_of(told: str | None, site: str | None, headings: list[str]) -> str | None:
    """The title that the page gives, without the name of its site."""
    title = " ".join((told or "").split())
    if not title or folded(title) == folded(site or ""):
        return None
    within = [one for one in headings if len(one) > 10 and folded(one) in folded(title)]
    if within:
        return max(within, key=len)
    head, _bar, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    return storable("title", head if head and site and folded(tail) == folded(site) else title)[:10_000]


def folded(words: str) -> str:
    return FOLDED.sub(" ", words).strip().casefold()


def day_of(tree: Any) -> date | None:
    """The day of publication where the page's head says so in so many words."""
    for meta in tree.iter("meta"):
        names = {(meta.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")}
        if names & PUBLISHED and (found := as_day(meta.get("content"))):
            return found
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and (found := day_of_linked(script.text or "")):
            return found
    return None


def day_of_linked(text: str) -> date | None:
    """The first datePublished of a JSON-LD block."""
    try:
        values = [json.loads(text)]
    except (ValueError, RecursionError):
        return None
    while values:
        value = values.pop()
        if isinstance(value, dict):
            if found := as_day(value.get("datePublished")):
                return found
            values.extend(value.values())
        elif isinstance(value, list):
            values.extend(value)
    return None


def as_day(value: object) -> date | None:
    """The day at the beginning of an ISO date or time; None for anything else."""
    if not isinstance(value, str) or not (match := DAY.match(value)):
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
