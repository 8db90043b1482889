"""All that a database holds, and documents of our own to look for in it."""

from __future__ import annotations

from django.db import connection
from psycopg import sql

# Words that stand nowhere else.
GOING = """Le projet VIRELANGUE relie 31 ports

14 mars 2022

QUIMPER (France) – La 3e Conférence des éclusiers, réunie à Quimper, a adopté lundi le projet VIRELANGUE.
« Nous avons remorqué 412 péniches grâce au projet VIRELANGUE », a déclaré la Présidente de la Ligue des éclusiers, \
Zéphyrine Quatrelivres.
« La Ligue compte sur ses 31 ports », a ajouté Aude Kermarrec.
"""
STAYING = """Les ports se préparent

2 avril 2022

BREST (France) – « Les marées n’attendent personne », a déclaré Aude Kermarrec, \
Secrétaire générale de la Ligue des phares.
"""
WORDS = ("VIRELANGUE", "Quatrelivres", "péniches", "éclusiers", "Quimper", "QUIMPER")
EVERY_TABLE = """
    SELECT n.nspname, c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1, 2
"""


def everything() -> dict[str, str]:
    """The rows of every table and materialised view as text; bytes as what they say in UTF-8."""
    with connection.cursor() as cursor:
        cursor.execute("SET bytea_output = 'escape'")
        cursor.execute(EVERY_TABLE)
        found = {}
        for schema, name in cursor.fetchall():
            cursor.execute(sql.SQL("SELECT t::text FROM {} AS t ORDER BY 1").format(sql.Identifier(schema, name)))
            found[f"{schema}.{name}"] = "\n".join(row for (row,) in cursor.fetchall())
        cursor.execute("SET bytea_output = 'hex'")
    return found


def holding(*words: str) -> set[str]:
    """The tables that hold one of these words, with or without accents."""
    return {table for table, rows in everything().items() for word in words if folded(word) in folded(rows)}


def folded(text: str) -> str:
    escaped = {"\\303\\251": "e", "\\303\\211": "E"}
    for octal, letter in escaped.items():
        text = text.replace(octal.replace("\\", "\\\\"), letter).replace(octal, letter)
    return text.translate(str.maketrans("éèêàâîïôûùç", "eeeaaiiouuc")).casefold()
