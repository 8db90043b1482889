"""Texts made to be slow: each kind as long as asked."""

from __future__ import annotations

from itertools import count

NAMES = ["Aurelio", "Inês", "Tomás", "Livia", "Yann", "Marta", "Sandor", "Piet", "Anouk", "Joris"]
ENDS = ["Bastos", "Falcao", "Arrieta", "Moretti", "Kerdoncuff", "Quintela", "Vikelas", "Verhaeren", "Delmas", "Roux"]

REPEATED = {
    "opening marks": "«",
    "spaced opening marks": "« ",
    "closing marks": "»",
    "spaced closing marks": " »",
    "alternating marks": "« » ",
    "marks in turn": "« a ",
    "marks between letters": "«a",
    "straight marks": '"',
    "spaced straight marks": 'a "',
    "curly marks": "“a ”b ",
    "mixed marks": '« “ " ‘ ',
    "apostrophes": "l'",
    "digits": "7",
    "spaced digits": "7 ",
    "groups of digits": "777 ",
    "decimals": "7,",
    "points and digits": "7.",
    "ranges": "7 à 8 à ",
    "betweens": "entre 7 et ",
    "percents": "7 % ",
    "shares": "un sur ",
    "money": "7 euros ",
    "francs CFA": "7 francs CFA. ",
    "dont": "7 colis, dont ",
    "number words": "vingt ",
    "hundreds": "cent ",
    "hyphened numbers": "vingt-",
    "dozens": "une dizaine de ",
    "many": "des dizaines de milliers de ",
    "capitals": "A",
    "capital words": "Ab ",
    "all capitals": "ABC ",
    "initials": "A. ",
    "newlines": "\n",
    "line each": "a\n",
    "paragraph each": "a\n\n",
    "capital lines": "Abcd\n",
    "dashes": " – ",
    "commas": ",",
    "spaced commas": ", ",
    "points": ".",
    "sentences": "Ab. ",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "tabs": "\t",
    "one word": "mot ",
    "one long word": "mot",
    "hyphens": "a-",
    "according to pronouns": "Pour elle, la mer est calme. ",
    "spokesmen": "Un porte-parole d’Europol a parlé. ",
    "offices of bodies": "le directeur d’Europol, Aurelio Bastos, ",
    "leaders of bodies": "Aurelio Bastos, qui dirige Europol, ",
    "honorifics": "M. ",
    "plural honorifics": "MM. ",
    "particles": "de la ",
    "particles and capitals": "de La Ab ",
    "van der": "van der ",
    "offices": "le président ",
    "office chain": "président du directeur du ",
    "office list": "le président, le directeur, ",
    "ranks": "le général ",
    "unclosed brackets": "(",
    "spaced brackets": "(a ",
    "closed brackets": "(a) ",
    "square brackets": "[",
    "says": "a déclaré ",
    "says that": "a déclaré que ",
    "inverted": ", a-t-il ajouté, ",
    "according": "selon ",
    "according to": "selon le directeur, ",
    "months": "mars ",
    "day chains": "1, 2, 3 ",
    "day ranges": "du 1 au ",
    "dates": "12 mars 2018 ",
    "date lines": "12 mars 2018\n",
    "slashes": "12/03/2018/",
    "operations": "opération ",
    "named operations": "opération Ab ",
    "sessions": "84e session de la ",
    "session chain": "84e session de l’Assemblée générale ",
    "conferences": "la conférence ",
    "projects": "projet ",
    "databases": "base de données ",
    "countries": "France ",
    "country brackets": "(France) - ",
    "datelines": "LYON (France) –\n",
    "teasers": "A lire aussi\n",
    "captions": "Photo : a\n",
    "bullets": "• a\n",
    "combining accents": "\u0301",
    "accented letters": "e\u0301",
    "emoji": "🙂",
    "right-to-left marks": "\u200f",
    "NULs": "\x00",
    "ligatures": "œ",
    "quotes of one speaker": "« Ab cd ef », a déclaré M. Bastos. ",
    "pronouns": "« Ab cd ef », a-t-il dit. ",
    "quotes without speaker": "« Ab cd ef. »\n\n",
    "reopened quotes": "« Ab cd ef\n\n",
    "reopened straight quotes": '"Ab cd ef\n\n',
    "forgotten marks": "« Ab cd ef, a déclaré M. Bastos.\n\n",
    "inserted attributions": "« Ab, a dit M. Bastos, cd ",
    "nothing but it": "la conférence, cette réunion, cette opération, ",
    "participants": "la 3e session présidée par le Pérou et ",
    "participations": "a participé à la conférence de Riga, ",
    "one person": "Aurelio Bastos ",
    "surnames": "M. Bastos, ",
}


def repeated(unit: str, length: int) -> str:
    """One thing over and over."""
    return (unit * (length // len(unit) + 1))[:length]


def word(number: int) -> str:
    """A capitalised word of its own for each number."""
    letters = []
    while True:
        number, last = divmod(number, 20)
        letters.append("bcdfghjklmnpqrstvwxz"[last] + "aeiou"[last % 5])
        if not number:
            return "".join(letters).capitalize()


def filled(sentence: str, length: int) -> str:
    """A sentence over and over, with other names and numbers each time."""
    parts: list[str] = []
    size = 0
    for n in count():
        if size >= length:
            break
        one = sentence.format(
            n=n + 2, given=NAMES[n % 10], end=ENDS[n // 10 % 10], word=word(n + 400), other=word(n + 9000)
        )
        parts.append(one)
        size += len(one)
    return "".join(parts)[:length]


FILLED = {
    "persons": "M. {given} {word} a parlé. ",
    "persons of one surname": "{word} Bastos a parlé. ",
    "persons of one given name": "Aurelio {word} a parlé. ",
    "persons without verbs": "{given} {word}, ",
    "persons twice": "{given} {word} a parlé. M. {word} est parti. ",
    "offices of persons": "Le directeur de {word}, {given} {other}, a parlé. ",
    "quotes": "« La mer {word} est calme », a déclaré {given} {other}.\n\n",
    "quotes and pronouns": "« La mer {word} est calme », a-t-elle dit. Mme {given} {other} part.\n\n",
    "quotes by office": "« La mer {word} est calme », a déclaré le directeur. {given} {other}, directeur de {word}. ",
    "quotes without names": "« La mer {word} est calme. »\n\n",
    "reported speech": "{given} {other} a déclaré que la mer {word} est calme. ",
    "figures": "Ils ont saisi {n} colis. ",
    "figures of one value": "Ils ont saisi 7 {word}s. ",
    "parts": "Ils ont saisi {n} colis, dont 7 {word}s. ",
    "days": "Le {n} mars 2018, {n} marins sont partis. ",
    "operations": "L’opération {word} a eu lieu. ",
    "operations with days": "L’opération {word} a eu lieu du 3 au 5 mars 2018 à {other}. ",
    "sessions": "La {n}e session de l’Assemblée générale d’INTERPOL. ",
    "conferences": "La {n}e Conférence {word} s’est tenue à {other}. ",
    "events named again": "La Conférence {word} s’ouvre. Cette conférence finit. ",
    "projects": "Le projet {word} avance. ",
    "databases": "La base de données {word} (AB{n}) avance. ",
    "bodies": "L’Agence {word} a parlé. ",
    "acronyms": "L’Agence {word} (A{n}) a parlé. ",
    "titles": "{word} {other}\n\n",
    "different lines": "La mer {word} est calme.\n",
    "captions": "La mer {word} est calme.\n\nLa mer {word} est calme.\n\n",
}

KINDS = [*REPEATED, *(f"many {kind}" for kind in FILLED)]


def adversary(kind: str, length: int) -> str:
    """A text of that kind and length."""
    if kind in REPEATED:
        return repeated(REPEATED[kind], length)
    return filled(FILLED[kind.removeprefix("many ")], length)
