"""Who writes and why, for the history: told to the database with every statement that may write.

The triggers of `archive.models.history` read the settings `pghistory.context_id` and `pghistory.context_metadata` of
the transaction. `pghistory.context` puts them before each statement as text, which neither `executemany` nor psycopg's
composed statements survive, and the loader is made of both; hence a statement of its own here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from psycopg.pq import TransactionStatus

Told = dict[str, Any]
READING = ("select", "savepoint", "release", "rollback", "begin", "commit", "set")


@dataclass(slots=True)
class Cause:
    """What belongs together: a request, a batch of a run. Values may be functions, called when something is written."""

    id: UUID = field(default_factory=uuid4)
    told: Told = field(default_factory=dict)

    def as_json(self) -> str:
        known = {name: value() if callable(value) else value for name, value in self.told.items()}
        return json.dumps({name: value for name, value in known.items() if value not in (None, "")}, ensure_ascii=False)


_cause: ContextVar[Cause | None] = ContextVar("cause", default=None)


@contextmanager
def because(**told: Any) -> Iterator[None]:
    """Note with what is written within: `user` (id), `address`, `run` (id), `reason`, `program`, `undoes`.

    Within another, it adds to it, and takes back at its end what it added.
    """
    outer = _cause.get()
    cause = Cause(outer.id, {**outer.told, **told}) if outer else Cause(told=dict(told))
    token = _cause.set(cause)
    try:
        if outer:
            yield
        else:
            with connection.execute_wrapper(tell):
                yield
    finally:
        _cause.reset(token)
        if not outer:
            forget()


def tell(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:  # the signature of Django's execute wrappers
    """Tell the database the cause, for the transaction, before a statement that may write."""
    cause = _cause.get()
    if cause is None or (isinstance(sql, str) and sql.lstrip().lower().startswith(READING)):
        return execute(sql, params, many, context)
    if not context["connection"].in_atomic_block:
        with transaction.atomic():
            return tell(execute, sql, params, many, context)
    set_cause(str(cause.id), cause.as_json())
    return execute(sql, params, many, context)


def action_now() -> UUID | None:
    """The id under which the history has all that is written within the outermost `because`; null outside any."""
    cause = _cause.get()
    return cause.id if cause else None


def forget() -> None:
    """What the transaction writes after the block, if it goes on, has another cause."""
    if not connection.in_atomic_block or connection.needs_rollback:
        return
    if connection.connection.info.transaction_status == TransactionStatus.INTRANS:
        set_cause("", "")


def set_cause(id_: str, told: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)",
            [id_, told],
        )


class HistoryMiddleware:
    """Notes with every change who asked for it, and at which address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Who it is may be known later only: the API finds out in its views.
        with because(user=lambda: request.user.pk, address=request.path):
            return self.get_response(request)
