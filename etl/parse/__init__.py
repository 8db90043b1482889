"""From the text of a French press release to a `ParsedRelease`: pure values in, values out."""

from __future__ import annotations

from etl.parse.release import PARSER_VERSION, parse
from etl.parse.values import ParsedRelease

__all__ = ["PARSER_VERSION", "ParsedRelease", "parse"]
