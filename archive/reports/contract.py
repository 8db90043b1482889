"""What the views promise: names, columns and types, as they stand in the database and as `contract.json` has them."""

from __future__ import annotations

import json
from functools import cache

from django.db import connection

from archive.reports.schema import FOLDER, SHOWN

PATH = FOLDER / "contract.json"
COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), col_description(c.oid, a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = to_regnamespace(%s) ORDER BY c.relname, a.attnum
"""
Contract = dict[str, dict[str, str]]  # view → column → type


def standing_contract() -> Contract:
    """What the views in the database have."""
    found: Contract = {}
    for view, column, type_, _comment in described():
        found.setdefault(view, {})[column] = type_
    return found


@cache
def promised_contract() -> Contract:
    """What others rely on."""
    promised: Contract = json.loads(PATH.read_text(encoding="utf-8"))
    return promised


def described() -> list[tuple[str, str, str, str | None]]:
    """View, column, type and comment of each column."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [SHOWN])
        return list(cursor.fetchall())


def promise() -> None:
    """Write what the views have to `contract.json`: a new view or column is promised from then on."""
    text = json.dumps(standing_contract(), ensure_ascii=False, indent=1)
    PATH.write_text(text + "\n", encoding="utf-8")
