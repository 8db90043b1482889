"""Who said it: the verb of saying that goes with words, and its subject.

The subject stands behind the verb (a déclaré M. Stock), before it (Jürgen Stock, le secrétaire général, a déclaré), is
an inverted pronoun (a-t-elle conclu), or follows Selon, Pour, D’après. Nothing is guessed: no subject, no speaker.
"""

from __future__ import annotations

from bisect import bisect_left

from etl.lexicon import words
from etl.parse.persons import Person
from etl.parse.reading import Reading
from etl.parse.references import REMEMBERED, Reference, References, Voice, compatible
from etl.parse.sources import PHRASES, is_material, is_own_words, source_at
from etl.parse.value import value
from etl.parse.values import Attribution
from etl.parse.verbs import NOBODY as NOBODY_SAID
from etl.parse.verbs import Saying

NOBODY = words("saying", "nobody")
CLITICS = words("saying", "clitics")
PRONOUNS = {
    "il": "male",
    "elle": "female",
    "celui-ci": "male",
    "celle-ci": "female",
    "dernier": "male",
    "dernière": "female",
}
POINTING = PRONOUNS.keys() - {"il", "elle"}
STRESSED = {"elle": "female", "lui": "male", "eux": "", "elles": ""}
INDEFINITE = words("saying", "indefinite")
BEFORE_SOURCE = frozenset(
    ["le", "la", "l'", "m", ".", "mme", "mm", "dr", "les", "docteur", "général", "colonel", "commissaire", "me", "pr"]
)
AUTHORING = frozenset(["de", "d'", "du", "des", "par"])
LONGEST_SOURCE = 11  # tokens
BEHIND_AT_MOST = 22
VOICES_REMEMBERED = 30


@value
class Said:
    """A voice with the words that attribute to it (tokens first..last) and how sure that is."""

    voice: Voice | None
    first: int
    last: int
    confidence: float
    rule: str


class Attributions:
    """Finds the subject of verbs of saying."""

    def __init__(
        self, reading: Reading, references: References, sayings: list[Saying], quoted: list[tuple[int, int]]
    ) -> None:
        self.reading = reading
        self.references = references
        self.sayings = sayings
        self.firsts = [saying.first for saying in sayings]
        self.quoted = quoted
        self.quoted_starts = [start for start, _ in quoted]
        self.sources = reading.positions(PHRASES.keys())
        self.heard: list[tuple[int, Voice]] = []

    def hear(self, token: int, voice: Voice | None) -> None:
        """Remember who spoke at `token`."""
        if voice is not None:
            self.heard.append((token, voice))

    def in_quote(self, token: int) -> bool:
        """Whether the token stands between quotation marks."""
        offset = self.reading.starts[token]
        at = bisect_left(self.quoted_starts, offset + 1) - 1
        return at >= 0 and offset < self.quoted[at][1]

    def sayings_between(self, first: int, after: int) -> list[Saying]:
        """Verbs of saying that begin at tokens first to after - 1, those inside marks left out."""
        found = self.sayings[bisect_left(self.firsts, first) : bisect_left(self.firsts, after)]
        return [saying for saying in found if not self.in_quote(saying.first)]

    def sources_between(self, first: int, after: int) -> list[int]:
        """Tokens first to after - 1 that may begin a phrase that names a source."""
        return self.sources[bisect_left(self.sources, first) : bisect_left(self.sources, after)]

    def subject_behind(self, saying: Saying, after: int | None = None) -> Said | None:
        """«a déclaré à la presse le ministre X», «a-t-il ajouté»."""
        if saying.pronoun is not None:
            voice = self.pronoun(saying.first, saying.pronoun) if saying.pronoun != NOBODY_SAID else None
            return Said(voice, saying.first, saying.last, 0.85, "pronoun")
        low = self.reading.low
        limit = min(saying.last + BEHIND_AT_MOST, len(low), after or len(low))
        end = next(
            (
                i
                for i in range(saying.last + 1, limit)
                if low[i] in ("\n", "«", "“", ":", ";") or (low[i] == "." and self.ends(i)) or low[i] in ("que", "qu'")
            ),
            limit,
        )
        for one in self.references.between(saying.last + 1, end):
            if self.references.is_object(one):
                continue
            return self.said(one, "behind", 0.95)
        return None

    def ends(self, i: int) -> bool:
        """Whether the point at token i ends a sentence."""
        _, after = self.reading.sentence_of(i)
        return i >= after - 1 or self.reading.words[i + 1] in '»”"\n'

    def subject_before(self, saying: Saying, begin: int) -> Said | None:
        """«Jürgen Stock, le secrétaire général, a déclaré»: the last subject before the verb in its sentence."""
        reading, at = self.reading, saying.first - 1
        low = reading.low
        while at >= begin and low[at] in CLITICS:
            at -= 1
        if at >= begin and low[at] in PRONOUNS:
            return Said(self.pronoun_before(at), at, at, 0.8, "pronoun")
        if at >= begin and low[at] == "qui":
            return self.antecedent(begin, at)
        if at >= begin and low[at] == "et" and (earlier := self.sayings_between(begin, at)):
            return self.subject_before(earlier[-1], begin)
        if at >= begin and low[at] in NOBODY:
            return None
        relative = self.relative_clause(begin, at)
        for one in reversed(self.references.between(begin, relative)):
            if one.first > at or self.in_quote(one.first) or self.references.is_object(one):
                continue
            if not self.clause_between(one.last + 1, relative):
                return self.said(one, "before", 0.93)
        return None

    def pronoun_before(self, at: int) -> Voice | None:
        """«Il», «Elle», or «Celui-ci», «Cette dernière», which are who was named last."""
        word = self.reading.low[at]
        person = None if word in ("il", "elle") else self.named_before(at, PRONOUNS[word])
        return self.pronoun(at, PRONOUNS[word]) if person is None else Voice(person, "pronoun")

    def antecedent(self, begin: int, at: int) -> Said | None:
        """«…, avec le directeur, Tariq Bangash, qui l’a informé que …»: who is named right before «qui»."""
        ahead = [one for one in self.references.between(begin, at) if at - 3 <= one.last < at]
        return self.said(ahead[-1], "before", 0.85) if ahead and not self.in_quote(ahead[-1].first) else None

    def unnamed(self, begin: int, at: int) -> Said | None:
        """«En séance, un orateur a parlé d’un «…»»: the subject is somebody whom the text does not name."""
        reading = self.reading
        for i in range(at - 1, begin - 1, -1):
            opens = i == begin or reading.low[i - 1] in (",", "»", "”")
            if opens and reading.low[i] in INDEFINITE and i + 1 < at and reading.words[i + 1][0].islower():
                return Said(None, i, i + 1, 0.5, "before")
        return None

    def relative_clause(self, begin: int, at: int) -> int:
        """Where «, qui …,» before the verb begins; after `at` if there is none."""
        low = self.reading.low
        if at > begin and low[at] == ",":
            for i in range(at - 1, max(begin, at - 40), -1):
                if low[i] in ("qui", "dont", "où", "que", "qu'") and low[i - 1] == ",":
                    return at + 1 if low[i] == "dont" and self.is_led(i + 1) else i
        return at + 1

    def is_led(self, first: int) -> bool:
        """«…, dont le président, Jan Smit, s’est dit …»: whether who speaks stands right behind «dont»."""
        return any(one.office or one.person for one in self.references.between(first, first + 2))

    def clause_between(self, first: int, after: int) -> bool:
        """Whether a finite clause of its own (relative clauses in commas aside) stands between subject and verb."""
        low = self.reading.low
        return any(low[i] in (";", ":", "\n") for i in range(first, after)) or (
            "que" in low[first:after] and "," not in low[first:after]
        )

    def said(self, one: Reference, rule: str, confidence: float) -> Said:
        """The reference resolved, a name right behind an office taken in: «le général Tomás Arrieta»."""
        name = self.references.apposed(one)
        voice = self.references.resolve(one if name is None or one.person is not None else name)
        last = one.last if name is None else name.last
        return Said(voice, one.first, last, confidence if voice else 0.6, rule)

    def according(self, begin: int, after: int) -> Said | None:
        """«Selon M. Diallo, …», «Pour la ministre, …», «d’après l’OMS»; nobody where the source has no name."""
        for i in self.sources_between(begin, after):
            first = source_at(self.reading, i)
            said = self.source(first, named_only=self.reading.low[i] == "pour") if first is not None else None
            if said is not None:
                return said
        return None

    def source(self, first: int, *, named_only: bool) -> Said | None:
        """The source that is named from token `first` on."""
        reading, low = self.reading, self.reading.low
        if low[first] in STRESSED:
            return Said(self.pronoun(first, STRESSED[low[first]]), first, first, 0.75, "according")
        pointing = first + (low[first] in ("ce", "cette"))
        if not POINTING.isdisjoint(low[pointing : pointing + 1]):  # «d’après celui-ci», «selon cette dernière»
            return Said(self.pronoun_before(pointing), first, pointing, 0.75, "according")
        if is_own_words(reading, first):
            leader = self.leader(first) or self.pronoun(first, "")
            return Said(leader, first, first + 1, 0.7, "according")
        ahead = self.references.between(first, min(first + LONGEST_SOURCE, len(low)))
        if ahead and (
            self.references.before_honorific(ahead[0].first - 1) < first
            or all(low[at] in BEFORE_SOURCE for at in range(first, ahead[0].first))
            or self.is_described(first, ahead[0])
        ):
            return self.said(ahead[0], "according", 0.85)
        if named_only:
            return None
        if is_material(reading, first):
            return self.author(ahead)
        return Said(None, first, first, 0.5, "according") if low[first] in INDEFINITE else None

    def is_described(self, first: int, one: Reference) -> bool:
        """«selon le chercheur Paul Marin», «pour la Canadienne Shauna Wolf»: an article and a noun before the name."""
        said = self.reading.low[first : one.first]
        return one.person is not None and len(said) == 2 and said[0] in ("le", "la", "l'") and said[1].isalpha()

    def leader(self, at: int) -> Voice | None:
        """Who leads the sentence of token `at`: «Europol a fourni, d’après son communiqué, …»."""
        begin, _ = self.reading.sentence_of(at)
        ahead = self.references.between(begin, min(begin + 3, at))
        first = next((one for one in ahead if not self.references.is_object(one)), None)
        return self.references.resolve(first) if first is not None else None

    def author(self, ahead: list[Reference]) -> Said | None:
        """«selon les premiers chiffres communiqués par l’OMS»: who gave what the words come from."""
        low = self.reading.low
        for one in ahead:
            at = one.first - 1
            while at > 0 and low[at] in BEFORE_SOURCE:
                at -= 1
            if low[at] in AUTHORING:
                said = self.said(one, "according", 0.75)
                return said if said.voice is not None else None
        return None

    def pronoun(self, token: int, gender: str) -> Voice | None:
        """Whom il or elle at `token` stands for: the last subject of that gender, else whoever was heard last."""
        body = self.body_before(token, gender)
        if body is not None:
            return body
        heard_at, heard = self.heard_before(token, gender)
        for one in reversed(self.references.between(max(heard_at + 1, token - REMEMBERED), token)):
            if not self.can_be_meant(one):
                continue
            voice = self.references.resolve(one)
            if voice is None and one.office is not None and one.gender == gender:
                return None
            if voice is not None and voice.person is not None and compatible(gender, voice.person):
                return Voice(voice.person, "pronoun")
        person = heard or self.named_before(token, gender)
        return Voice(person, "pronoun") if person is not None else None

    def heard_before(self, token: int, gender: str) -> tuple[int, Person | None]:
        """Who of that gender spoke last before `token`, and where (-1 where nobody did)."""
        for at, voice in reversed(self.heard[-VOICES_REMEMBERED:]):
            if at < token and voice.person is not None and compatible(gender, voice.person):
                return at, voice.person
        return -1, None

    def can_be_meant(self, one: Reference) -> bool:
        """Whether a pronoun may stand for the reference: a person or an office that leads its sentence."""
        somebody = one.person is not None or (one.office is not None and not one.epithet)
        return somebody and not self.in_quote(one.first) and not self.references.is_object(one) and self.is_subject(one)

    def named_before(self, token: int, gender: str) -> Person | None:
        """The person of that gender named last before `token`, outside marks."""
        for one in reversed(self.references.recent(token)):
            if one.person is not None and not self.in_quote(one.first) and compatible(gender, one.person):
                return one.person
        return None

    def body_before(self, token: int, gender: str) -> Voice | None:
        """«L’Observatoire a enregistré … Il estime»: a body that leads the sentence before, with no person in it."""
        begin, _ = self.reading.sentence_of(token)
        if begin != token or not begin:
            return None
        before, after = self.reading.sentence_of(begin - 1)
        refs = self.references.between(before, after)
        if (
            not refs
            or refs[0].organization is None
            or refs[0].first - before > 1
            or any(one.person or one.office for one in refs)
        ):
            return None
        article = {"le": "male", "la": "female"}.get(self.reading.low[refs[0].first], "")
        return Voice(refs[0].organization, "pronoun") if not article or not gender or article == gender else None

    def is_subject(self, one: Reference) -> bool:
        """Whether the reference leads its sentence, an opening phrase up to a comma aside."""
        begin, _ = self.reading.sentence_of(one.first)
        return one.first - begin <= 2 or self.reading.low[one.first - 1] in (",", "»", "et") or one.first - begin < 26

    def written(self, said: Said) -> Attribution:
        """The attributing words as written."""
        reading = self.reading
        start, end = reading.starts[said.first], reading.ends[said.last]
        return Attribution(start, end, reading.text[start:end])
