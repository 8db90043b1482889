"""Text that was decoded wrongly before it came: «Ã©» for «é», «â€™» for «’»."""

from __future__ import annotations

import re

# What the later bytes of a character in UTF-8 (80 to BF) look like in Latin-1 and Windows-1252.
LATER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
SHOWS = re.compile(f"[ÃÂÅ][{LATER}]|â[\x80€][{LATER}]|Ã ")
SURE = 2


def repaired(content: str) -> str:
    """The text as it was meant. Lines that show nothing wrong, and texts that hardly do, stay as they are."""
    if content.isascii() or not SHOWS.search(content):
        return content
    return "\n".join(repaired_line(line) for line in content.split("\n"))


def repaired_line(line: str) -> str:
    """One line, put right if it reads better so."""
    if not SHOWS.search(line):
        return line
    from ftfy import TextFixerConfig, fix_encoding

    return fix_encoding(line, TextFixerConfig(unescape_html=False, explain=False))
