"""From the text of a French press release to a `ParsedRelease`: pure values in, values out."""

from __future__ import annotations

from etl.parse.release import parse
from etl.parse.values import ParsedRelease
from etl.parse.version import PARSER_VERSION

__all__ = ["PARSER_VERSION", "ParsedRelease", "parse"]
