"""Cards as HTML. Five hundred of them stand on a page: written by hand, every value escaped, labels translated once."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.admin.review.card import Card, Fact
from archive.models import Release


def labels() -> dict[str, str]:
    """The words of buttons and headings, for one language."""
    words = {
        "confirm": _("Confirm"),
        "reject": _("Reject"),
        "pending": _("Back to pending"),
        "edit": _("Edit"),
        "same": _("Same speaker as before"),
        "join": _("Join with the next"),
        "accept": _("Accept"),
        "dismiss": _("Dismiss"),
        "accept_all": _("Accept all"),
        "dismiss_all": _("Dismiss all"),
        "proposed": _("The parser now says"),
        "supplied": _("supplied"),
        "unplaced": _("unplaced"),
        "editor": _("by an editor"),
        "in_text": _("In the text:"),
    }
    return {name: escape(word) for name, word in words.items()}


class CardWriter:
    """Writes the cards of one release for one request."""

    def __init__(self, request: HttpRequest, release: Release) -> None:
        self.request = request
        self.address = reverse("admin:archive_release_review", args=[release.pk])
        self.language = escape(release.language)
        self.say = labels()

    def all(self, cards: Iterable[Card]) -> SafeString:
        """The items of the list of cards."""
        return mark_safe("\n".join(f"<li>{self.card(card)}</li>" for card in cards))  # noqa: S308 each part is escaped

    def card(self, card: Card) -> SafeString:
        """One card: what is said, how sure, what is proposed, and what can be done; or the form."""
        parts = [
            self.opening(card),
            self.header(card),
            f'<p class="notice" role="alert">{escape(card.notice)}</p>' if card.notice else "",
            self.saying(card),
            self.facts(card.facts),
            *(f'<p class="flag">{escape(flag)}</p>' for flag in card.flags),
            self.proposals(card) if card.proposals else "",
            (self.form(card) if card.form else self.buttons(card)) if card.may_change else "",
            "</article>",
        ]
        return mark_safe("".join(parts))  # noqa: S308 each part is escaped

    def opening(self, card: Card) -> str:
        one = card.record
        state = f"is-{one.review}" if card.is_annotation else "is-own"
        review = f' data-review="{one.review}"' if card.is_annotation else ""
        doubtful = " is-doubtful" if card.is_doubtful else ""
        return (
            f'<article class="card card-{card.kind} {state}{doubtful}" id="{card.key}" tabindex="-1"'
            f' aria-label="{escape(card.name)}" data-model="{card.model}" data-version="{one.version}"{review}>'
        )

    def header(self, card: Card) -> str:
        kind = f'<span class="kind">{escape(card.kind_name)}</span>'
        if not card.is_annotation:
            return f"<header>{kind}</header>"
        one = card.record
        unplaced = f' <span class="unplaced">{self.say["unplaced"]}</span>' if one.start is None else ""
        how = f'<span class="rule">{escape(one.rule)}</span> {card.sureness}' if card.sureness else self.say["editor"]
        review = f'<span class="review review-{one.review}">{escape(card.review_name)}</span>'
        return f'<header>{kind} {review}{unplaced}<span class="sureness">{how}</span></header>'

    def saying(self, card: Card) -> str:
        """What the record says, and the words of the text where they are others."""
        if not card.is_annotation:
            return ""
        label = f'<p class="label" lang="{self.language}">{escape(card.label)}</p>'
        if not card.words or card.words == card.label:
            return label
        hidden = f'<span class="visually-hidden">{self.say["in_text"]} </span>'
        return f'{label}<p class="words" lang="{self.language}">{hidden}{escape(card.words)}</p>'

    def facts(self, facts: list[Fact]) -> str:
        rows = "".join(
            f"<div><dt>{escape(name)}</dt><dd>{escape(value)}{self.supplied(reference) if reference else ''}</dd></div>"
            for name, value, reference in facts
        )
        return f"<dl>{rows}</dl>" if rows else ""

    def supplied(self, reference: str) -> str:
        """That an editor supplied the fact, and from where."""
        shown = urlize(reference, nofollow=True, autoescape=True)
        return f' <span class="supplied">{self.say["supplied"]}: {shown}</span>'

    def proposals(self, card: Card) -> str:
        rows = []
        for proposal, words in card.said_proposals:
            ways = "".join(f" {self.button(card, does, rest=f' {proposal.pk}')}" for does in ("accept", "dismiss"))
            rows.append(f"<li>{escape(words)}{ways if card.may_change else ''}</li>")
        together = " ".join(self.button(card, does, f"{does}_all") for does in ("accept", "dismiss"))
        together = f"<p>{together}</p>" if card.may_change and len(rows) > 1 else ""
        return f'<div class="proposed"><h3>{self.say["proposed"]}</h3><ul>{"".join(rows)}</ul>{together}</div>'

    def buttons(self, card: Card) -> str:
        review = card.record.review if card.is_annotation else None
        ways = [does for does, seen in (("confirm", "confirmed"), ("reject", "rejected"), ("pending", "pending"))
                if review and review != seen]  # fmt: skip
        buttons = [self.button(card, does) for does in ways]
        edit = f"{self.address}?open={card.key}#{card.key}"
        buttons.append(f'<a class="button" href="{edit}" data-does="edit">{self.say["edit"]}</a>')
        if card.model == "quote":
            buttons.append(self.button(card, "same"))
        if card.joins:
            buttons.append(self.button(card, "join", rest=f" {card.joins}"))
        return f'<div class="buttons">{"".join(buttons)}</div>'

    def button(self, card: Card, does: str, label: str = "", rest: str = "") -> str:
        """A button that sends an act by itself, with the version of the record that is on the page."""
        main = ' class="main"' if does == "confirm" else ""
        act = f"{does} {card.key} {card.record.version}{rest}"
        return (
            f'<button{main} form="acts" name="act" value="{act}" data-does="{does}">{self.say[label or does]}</button>'
        )

    def form(self, card: Card) -> str:
        context: dict[str, Any] = {"card": card, "address": self.address, "seen": f"{card.key} {card.record.version}"}
        return render_to_string("archive/admin/review/edit.html", context, self.request)
