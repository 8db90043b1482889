"""Answers with what HTTP wants of them: ETag and 304, Cache-Control, Vary."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

VARIES = ("Accept", "Accept-Language", "Authorization", "Cookie")


def written(value: Any) -> bytes:
    """A value as JSON."""
    return orjson.dumps(value)


def answer(
    request: HttpRequest, body: bytes, media_type: str, version: int | None = None, status: int = 200
) -> HttpResponseBase:
    """The response with its ETag; 304 if the client has it already.

    The ETag of a record begins with its version, by which If-Match tells whether somebody changed it.
    """
    digest = hashlib.sha256(body).hexdigest()[:20]
    etag = f'"{digest}"' if version is None else f'"{version}.{digest}"'
    response = HttpResponse(body, status=status, content_type=media_type)
    response.headers["ETag"] = etag
    cached(request, response)
    if request.method in ("GET", "HEAD") and status == 200:
        return get_conditional_response(request, etag=etag, response=response) or response
    return response


def cached(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Say who may keep it: everybody what everybody may read, but never without asking whether it is still so."""
    is_public = settings.ARCHIVE_PUBLIC_READ and not request.user.is_authenticated
    response.headers["Cache-Control"] = "public, no-cache" if is_public else "private, no-cache"
    patch_vary_headers(response, VARIES)
    return response
