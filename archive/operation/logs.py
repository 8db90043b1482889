"""The log, on standard error: a JSON object a line in production, readable in development.

Every line has the id of its request, if it was written during one, and none has a secret (`redaction`). Lines of
gunicorn's access log have the fields of `ACCESS`; those of a worker of jobs name the job. Needs no settings: gunicorn's
first process writes before Django is there.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from archive.operation.redaction import redacted
from archive.operation.requests import request_id

JSON, TEXT = "json", "text"
ACCESS = "gunicorn.access"
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
ID, FORWARDED = "{x-request-id}o", "{x-forwarded-for}i"
Fields = dict[str, Any]


def fields(record: logging.LogRecord) -> Fields:
    """What a line says beside its time."""
    told: Fields = {"level": record.levelname.lower(), "logger": record.name}
    if record.name == ACCESS and isinstance(record.args, Mapping):
        return told | access(record.args)
    told |= {"message": record.getMessage(), "request_id": request_id()}
    told |= job(getattr(record, "job", None))
    if record.exc_info and record.exc_info[0]:
        told["exception"] = logging.Formatter().formatException(record.exc_info)
    return told


def access(atoms: Mapping[str, Any]) -> Fields:
    """An answered request. Without what stands behind the «?»: it is nobody's business what readers look for."""
    path = str(atoms["r"]).split(" ")[1].partition("?")[0]
    seconds = int(atoms["D"]) / 1_000_000
    said = {name: "" if (value := str(atoms[name])) == "-" else value for name in (ID, FORWARDED)}
    return {
        "message": f"{atoms['m']} {path} {atoms['s']} in {seconds:.3f} s",
        "request_id": said[ID],
        "method": atoms["m"],
        "path": path,
        "status": int(atoms["s"]),
        "seconds": seconds,
        "bytes": atoms["B"],
        "peer": atoms["h"],
        "forwarded_for": said[FORWARDED].rpartition(",")[2].strip(),
        "agent": atoms["a"],
    }


def job(told: object) -> Fields:
    """Which job a worker is at; its parameters are ids."""
    if not isinstance(told, Mapping):
        return {}
    return {"job": told.get("id"), "task": told.get("task_name")}


class JsonFormatter(logging.Formatter):
    """An object a line; what is empty is left out."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"at": at, **fields(record), "process": record.process}
        hidden = {name: redacted(value) if isinstance(value, str) else value for name, value in told.items()}
        return json.dumps(
            {name: value for name, value in hidden.items() if value not in ("", None)}, ensure_ascii=False
        )


class TextFormatter(logging.Formatter):
    """For people at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        told = fields(record)
        at = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        level = "" if record.levelno == logging.INFO else f"{told['level'].upper()} "
        of = f"  [{told['request_id']}]" if told["request_id"] else ""
        exception = f"\n{told['exception']}" if "exception" in told else ""
        message = CONTROLS.sub(lambda one: repr(one[0])[1:-1], told["message"])
        return redacted(f"{at} {level}{message}{of}{exception}")


def configuration(form: str) -> Fields:
    """The log for `logging.config.dictConfig`, in a form: JSON or TEXT. Django and gunicorn take the same one.

    Django by itself is silent where DEBUG is off: what fails is told; wrong addresses and names are not.
    """
    formatter = JsonFormatter if form == JSON else TextFormatter
    only = {"handlers": ["terminal"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter}},
        "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["terminal"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "archive": {"level": "INFO"},
            "procrastinate": {"level": "INFO" if form == JSON else "WARNING"},
            "gunicorn.error": {"level": "INFO", **only},
            ACCESS: {"level": "INFO", **only},
        },
    }
