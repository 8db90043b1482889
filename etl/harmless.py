"""Words of documents as a terminal may show them: none of their characters sets its title or clears its screen."""

from __future__ import annotations

PICTURES = 0x2400  # where Unicode keeps the pictures of the control characters
SHOWN: dict[int, int | str] = {
    **{code: PICTURES + code for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: PICTURES + 0x21,
    **dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}"),
}


def harmless(words: str) -> str:
    """The words with a picture for every control character but line feed and tab; the length stays."""
    return words.translate(SHOWN)
