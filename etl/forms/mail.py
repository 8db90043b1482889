"""E-mail: its text, else its page; the subject as title. The day in its head tells only where the text says none."""

from __future__ import annotations

import re
from datetime import date
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from django.utils.translation import gettext as _

from etl.document import Extract, Given, RefusedError
from etl.forms.html import read_page
from etl.text import decoded

MAX_PARTS = 500
REPLY = re.compile(r"^(?:\[[^\]]{1,40}\]\s*)?(?:(?:re|tr|fw|fwd|rép|wg|aw)\s*:\s*)+", re.I)
LIST = re.compile(r"^\[[^\]]{1,40}\]\s*")
LABEL = re.compile(r"^(?:communiqu[ée](?: de presse)?|press release|cp)\s*(?:[:–—|-]\s*|$)", re.I)
SIGNATURE = re.compile(r"^-- ?\n", re.M)


def read(content: bytes) -> Extract:
    """The text of an e-mail. Raises RefusedError with a sentence where there is none."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        if not message.keys():
            raise RefusedError(_("It is no e-mail: it has no head."))
        if sum(1 for _part in message.walk()) > MAX_PARTS:
            raise RefusedError(_("The e-mail has more than %(limit)s parts.") % {"limit": MAX_PARTS})
        part = message.get_body(preferencelist=("plain",))
        text = plain(part) if isinstance(part, EmailMessage) else ""
        extract = Extract(text) if text.strip() else page_of(message)
        title, day = title_of(message), day_of(message)
    except RefusedError:
        raise
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedError(_("The e-mail is broken: %(why)s") % {"why": str(error)[:200] or repr(error)}) from error
    sent_on = bool(REPLY.match(str(message.get("subject") or "")))
    given, told = Given(title=None if sent_on else title), Given(title=title, published_on=day)
    return Extract(extract.content, given=given, told=told)


def plain(part: EmailMessage) -> str:
    """The text part; lines that were broken for the way are whole again, the signature is left out."""
    raw = part.get_payload(decode=True)
    text = characters(raw, part.get_content_charset()) if isinstance(raw, bytes) else ""
    text = text.replace("\r\n", "\n")
    if part.get_param("format") == "flowed":
        text = flowed(text, delsp=str(part.get_param("delsp")).lower() == "yes")
    if (signature := SIGNATURE.search(text)) and text[: signature.start()].strip():
        text = text[: signature.start()]
    return text


def characters(raw: bytes, charset: str | None) -> str:
    """The characters of a part, by its charset; where that is wrong or missing, by what the bytes show."""
    if charset and charset.lower() not in {"us-ascii", "ascii", "unknown-8bit"}:
        try:
            return raw.decode("windows-1252" if charset.lower() in {"iso-8859-1", "latin1"} else charset)
        except (UnicodeDecodeError, LookupError):
            pass
    return decoded(raw)[0] if raw.strip() else ""


def flowed(text: str, *, delsp: bool) -> str:
    """RFC 3676: a line that ends in a space goes on in the next."""
    lines: list[str] = []
    goes_on = False
    for raw in text.split("\n"):
        line = raw[1:] if raw.startswith(" ") else raw
        soft = line.endswith(" ") and line != "-- "
        shown = line[:-1] if soft and delsp else line
        if goes_on and line != "-- ":
            lines[-1] += shown
        else:
            lines.append(shown)
        goes_on = soft
    return "\n".join(line.rstrip(" ") if line != "-- " else line for line in lines)


def page_of(message: EmailMessage) -> Extract:
    """The HTML part of a message without text."""
    part = message.get_body(preferencelist=("html",))
    raw = part.get_payload(decode=True) if isinstance(part, EmailMessage) else None
    if not isinstance(part, EmailMessage) or not isinstance(raw, bytes) or not raw.strip():
        if any(True for _part in message.iter_attachments()):
            raise RefusedError(_("The e-mail has no text, only attachments: save those and give them."))
        raise RefusedError(_("The e-mail has no text."))
    return read_page(characters(raw, part.get_content_charset()))


def title_of(message: EmailMessage) -> str | None:
    """The subject, without Re:, TR:, [Presse] and «Communiqué de presse»."""
    subject = " ".join(str(message.get("subject") or "").split())
    subject = LIST.sub("", REPLY.sub("", subject))
    return LABEL.sub("", subject)[:1000].strip() or None


def day_of(message: EmailMessage) -> date | None:
    """The day of sending, as the sender's clock and calendar had it; not that of what was sent on or answered."""
    if REPLY.match(str(message.get("subject") or "")) or message.get("in-reply-to"):
        return None
    try:
        day = parsedate_to_datetime(str(message.get("date"))).date()
    except (ValueError, TypeError, IndexError):
        return None
    return day if day.year >= 1990 else None
