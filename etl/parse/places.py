"""Where something took place: «à Marrakech», «au Rwanda», «en Indonésie», «à Cúcuta (Colombie)»."""

from __future__ import annotations

from etl.parse.gazetteer import Listed
from etl.parse.reading import Reading

PREPOSITIONS = {"à": "city", "en": "country", "au": "country", "aux": "country", "dans": "region"}


class Places:
    """Places named with a preposition that tells where."""

    def __init__(self, reading: Reading, listed: list[Listed]) -> None:
        self.reading = reading
        self.at = {one.first: one for one in listed if one.entry.kind in ("city", "country", "region")}

    def where(self, first: int, after: int) -> tuple[str | None, str | None]:
        """City and country, as written, of the first place that tokens first to after - 1 say something happened in."""
        city = country = None
        low = self.reading.low
        for i in range(first, after):
            if low[i] not in PREPOSITIONS:
                continue
            at = i + 1
            if at < after and at not in self.at and low[at] in ("la", "l'", "les"):
                at += 1
            one = self.at.get(at)
            if one is None:
                if low[i] == "à" and city is None and self.unlisted_city(i + 1, after):
                    city, country = self.written(i + 1, self.run_end(i + 1)), self.bracket_country(self.run_end(i + 1))
                    return city, country
                continue
            if one.entry.kind == "country" and country is None and low[i] != "à":
                country = self.written(one.first, one.last)
                if city is None:
                    return None, country
            elif one.entry.kind in ("city", "country") and city is None:
                city = self.written(one.first, one.last)
                country = self.bracket_country(one.last)
                return city, country
        return city, country

    def written(self, first: int, last: int) -> str:
        """The words as the text has them."""
        return self.reading.text[self.reading.starts[first] : self.reading.ends[last]]

    def bracket_country(self, last: int) -> str | None:
        """«Cúcuta (Colombie)», «Lyon, France», «à Bali, en Indonésie»: the country behind a city."""
        low, at = self.reading.low, last + 1
        if at + 1 < len(low) and low[at] in ("(", ","):
            at += 1
            at = at + 1 if low[at] in ("en", "au", "aux") and at + 1 < len(low) else at
            at = at + 1 if low[at] in ("la", "l'") and at + 1 < len(low) else at
            one = self.at.get(at)
            if one is not None and one.entry.kind == "country":
                return self.written(one.first, one.last)
        return None

    def unlisted_city(self, i: int, after: int) -> bool:
        """Whether a capitalised word that no list knows stands behind «à»."""
        if i >= after:
            return False
        word = self.reading.words[i]
        return word[0].isupper() and ("-" in word or (len(word) > 2 and word[1:].islower()))

    def run_end(self, i: int) -> int:
        """Last capitalised token of the place's name."""
        words = self.reading.words
        while i + 1 < len(words) and words[i + 1][0].isupper() and self.reading.tight(i):
            i += 1
        return i
