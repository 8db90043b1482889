"""Names of countries in the language of the page."""

from __future__ import annotations

from babel import Locale
from django.utils.translation import get_language


def country_name(code: str) -> str:
    """The name of a country by its ISO 3166-1 alpha-2; the code itself where it names none."""
    name: str = Locale.parse((get_language() or "fr").partition("-")[0]).territories.get(code, code)
    return name
