"""Word by word, what went from a text and what came. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
MOST_PAIRS = 4_000_000  # of words compared, so that no text makes this slow
AROUND = 60  # characters left of what stayed, beside what changed

Part = Literal["same", "gone", "come"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went or came."""

    part: Part
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """The pieces of which both texts are made: same and gone make up `before`, same and come `after`."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    head, tail = shared_ends(old, new)
    middle = differing(old[head : len(old) - tail], new[head : len(new) - tail])
    pieces = [Piece("same", "".join(old[:head])), *middle, Piece("same", "".join(old[len(old) - tail :]))]
    return [piece for piece in pieces if piece.text]


def shared_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many words both have at their start, and at the end of the rest."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    return head, tail


def differing(old: list[str], new: list[str]) -> list[Piece]:
    if len(old) * len(new) > MOST_PAIRS:
        return [Piece("gone", "".join(old)), Piece("come", "".join(new))]
    pieces: list[Piece] = []
    for tag, i, j, k, l in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():  # noqa: E741
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
        else:
            pieces += [Piece("gone", "".join(old[i:j])), Piece("come", "".join(new[k:l]))]
    return pieces


def shortened(pieces: list[Piece]) -> list[Piece]:
    """The pieces with what stayed cut down to some words beside what changed."""
    last = len(pieces) - 1
    return [
        Piece("same", cut(piece.text, at > 0, at < last)) if piece.part == "same" else piece
        for at, piece in enumerate(pieces)
    ]


def cut(text: str, has_before: bool, has_after: bool) -> str:
    """The ends of a text that stand beside a change, with an ellipsis for the rest."""
    if len(text) <= AROUND * (has_before + has_after):
        return text
    return f"{text[:AROUND] if has_before else ''}…{text[-AROUND:] if has_after else ''}"
