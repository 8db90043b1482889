"""Where something took place: «à Marrakech», «au Rwanda», «en Indonésie», «à Cúcuta (Colombie)»."""

from __future__ import annotations

from etl.parse.folding import fold
from etl.parse.gazetteer import Listed, cities
from etl.parse.names import GIVEN
from etl.parse.reading import Reading

PREPOSITIONS = {"à": "city", "en": "country", "au": "country", "aux": "country", "dans": "region"}


class Places:
    """Places named with a preposition that tells where."""

    def __init__(self, reading: Reading, listed: list[Listed]) -> None:
        self.reading = reading
        self.at = {one.first: one for one in listed if one.entry.kind in ("city", "country", "region")}
        self.country_lasts = {one.last for one in self.at.values() if one.entry.kind == "country"}
        self.no_places = {one.first for one in listed if one.entry.kind in ("organization", "programme")}

    def where(self, first: int, after: int) -> tuple[str | None, str | None]:
        """City and country, as written, of the first place that tokens first to after - 1 say something happened in."""
        for i in range(first, after):
            place = self.said_at(i, after)
            if place is not None:
                return place
        return None, None

    def last_where(self, first: int, after: int) -> tuple[str | None, str | None]:
        """The same of the last place; «à Bali, en Indonésie» is one."""
        for i in range(after - 1, first - 1, -1):
            place = self.said_at(i, after)
            if place is not None and place[0] is None:
                return self.city_before(first, i) or place
            if place is not None:
                return place
        return None, None

    def city_before(self, first: int, i: int) -> tuple[str | None, str | None] | None:
        """«à Bali, en Indonésie»: the city shortly before the country at token i."""
        for at in range(i - 1, max(first, i - 6) - 1, -1):
            place = self.said_at(at, i + 3)
            if place is not None and all(place):
                return place
        return None

    def said_at(self, i: int, after: int) -> tuple[str | None, str | None] | None:
        """City and country behind the preposition at token i."""
        low = self.reading.low
        if low[i] not in PREPOSITIONS or i + 1 >= after:
            return None
        at = i + 1
        if low[i] == "au" and self.is_city_with_article(at):
            return f"Le {self.reading.words[at]}", self.bracket_country(at)
        if at not in self.at and low[at] in ("la", "l'", "les") and at + 1 < after:
            at += 1
        one = self.at.get(at)
        if one is None:
            if low[i] == "à" and self.unlisted_city(i + 1, after):
                last = self.run_end(i + 1)
                return self.written(i + 1, last), self.bracket_country(last)
            return None
        if one.entry.kind == "country" and low[i] != "à":
            if self.is_one_of_several(one, i):
                return None
            return None, self.written(one.first, one.last)
        if one.entry.kind in ("city", "country"):
            return self.written(one.first, one.last), self.bracket_country(one.last)
        return None

    def is_one_of_several(self, one: Listed, i: int) -> bool:
        """«au Ghana, au Kenya et en Zambie»: of several countries none is the place."""
        low, after = self.reading.low, one.last + 1
        if low[i - 1] in (",", "et") and i - 2 in self.country_lasts:
            return True
        listed = (
            low[after : after + 1] in ([","], ["et"])
            and low[after + 1 : after + 2] != []
            and low[after + 1] in PREPOSITIONS
        )
        at = after + 3 if low[after + 2 : after + 3] in (["la"], ["l'"]) else after + 2
        return listed and at in self.at and self.at[at].entry.kind == "country"

    def is_city_with_article(self, at: int) -> bool:
        """«au Cap», «au Caire»: a city whose name has an article."""
        return self.reading.words[at][0].isupper() and f"le {fold(self.reading.words[at])}" in cities()

    def bracketed(self, i: int) -> tuple[str | None, str | None] | None:
        """«(Bamako, 3-5 juillet 2012)»: the city that opens a bracket at token i."""
        one = self.at.get(i + 1) if self.reading.low[i : i + 1] == ["("] else None
        if one is None or one.entry.kind not in ("city", "country"):
            return None
        said = self.written(one.first, one.last)
        return (said, self.bracket_country(one.last)) if one.entry.kind == "city" else (None, said)

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
        if i in self.no_places or fold(word) in GIVEN:
            return False
        return word[0].isupper() and ("-" in word or (len(word) > 2 and word[1:].islower()))

    def run_end(self, i: int) -> int:
        """Last capitalised token of the place's name."""
        words = self.reading.words
        while i + 1 < len(words) and words[i + 1][0].isupper() and self.reading.tight(i):
            i += 1
        return i
