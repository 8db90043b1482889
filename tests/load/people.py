"""Who comes: what each kind of person asks, one request after the other, from a server of real processes."""

from __future__ import annotations

import http.client
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

WORDS = [
    "police",
    "cocaïne",
    "assemblée générale",
    "cybercriminalité",
    "opération",
    '"a déclaré"',
    "arrest*",
    "trafic -drogue",
    "xyzzy",
]
LISTS = ["/", "/releases/", "/persons/", "/organizations/", "/events/", "/programmes/", "/indicators/", "/reports/"]
REPORTS = ["claims", "speakers", "events", "indicators", "subjects"]
LINK = re.compile(r'href="(/(?:releases|persons|organizations|events|quotes|figures)/\d+/)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
ACT = re.compile(r'name="act" value="(confirm [\w-]+ \d+)"')
REVIEW = re.compile(r"/admin/archive/release/\d+/review/")


@dataclass(slots=True)
class Asked:
    """A request that was answered: of what kind, with which status (0: not at all), in how many seconds, when."""

    kind: str
    status: int
    seconds: float
    at: float
    path: str


@dataclass
class Person:
    """Keeps cookies; every request is noted in `asked`."""

    port: int
    draw: random.Random
    asked: list[Asked] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    location: str = ""

    def ask(self, kind: str, path: str, form: dict[str, str] | None = None, **headers: str) -> str:
        """The page; a redirect is noted in `location`, and not followed."""
        body = urlencode(form) if form is not None else headers.pop("body", None)
        sent = {"Accept-Language": "fr", "Cookie": "; ".join(f"{a}={b}" for a, b in self.cookies.items()), **headers}
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        began, status, page = time.monotonic(), 0, ""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST" if body is not None else "GET", path, body and body.encode(), sent)
            answer = connection.getresponse()
            page, status = answer.read().decode(errors="replace"), answer.status
            self.location = answer.headers.get("Location", "")
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _equals, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
        except (OSError, http.client.HTTPException):
            status = 0
        finally:
            connection.close()
        self.asked.append(Asked(kind, status, time.monotonic() - began, began, path))
        return page


def reader(person: Person) -> Iterator[None]:
    """From a list to a page, and on from there."""
    while True:
        page = person.ask("read", person.draw.choice(LISTS))
        for _ in range(person.draw.randrange(1, 5)):
            yield
            links = LINK.findall(page)
            page = person.ask("read", person.draw.choice(links) if links else "/releases/")
        yield


def searcher(person: Person) -> Iterator[None]:
    """Words, then a year or the next page; now and then a report, or the API."""
    while True:
        words = urlencode({"q": person.draw.choice(WORDS)})
        person.ask("search", f"/search/?{words}")
        yield
        person.ask("search", f"/search/?{words}&order=newest&kind=quote")
        yield
        chosen = person.draw.random()
        if chosen < 0.3:
            person.ask("report", f"/reports/{person.draw.choice(REPORTS)}/")
        elif chosen < 0.7:
            person.ask("api", f"/api/v1/search/?{words}")
        else:
            person.ask("api", "/api/v1/quotes/?limit=50&expand=speaker,release")
        yield


def editor(person: Person, name: str, password: str) -> Iterator[None]:
    """Takes the next release, and confirms what is read from it, card by card."""
    token = TOKEN.findall(person.ask("log in", "/admin/login/"))[0]
    person.ask(
        "log in",
        "/admin/login/",
        {"csrfmiddlewaretoken": token, "username": name, "password": password, "next": "/admin/"},
    )
    yield
    while True:
        page = person.ask("queue", "/admin/queue/")
        yield
        person.ask("queue", "/admin/queue/", {"csrfmiddlewaretoken": TOKEN.findall(page)[0], "next": "1"})
        screen = REVIEW.search(person.location)
        if not screen:
            yield
            continue
        address = screen[0]
        page = person.ask("review", address)
        token = TOKEN.findall(page)[0]
        for act in ACT.findall(page)[: person.draw.randrange(3, 12)]:
            yield
            person.ask(
                "confirm",
                f"{address}act/",
                {"csrfmiddlewaretoken": token, "act": unescape(act)},
                Accept="application/json",
            )
        yield


def bringer(person: Person, token: str, texts: Iterator[str]) -> Iterator[None]:
    """A program that brings documents by the API."""
    import json

    for text in texts:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        person.ask("ingest", "/api/v1/sources/", body=json.dumps({"text": text}), **headers)
        yield
