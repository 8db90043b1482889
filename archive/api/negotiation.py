"""In which form an answer is written: by `?format=`, else by Accept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from archive.api.problems import bad_request, unknown


class Form(BaseRenderer):
    """A form of answers. The views write it themselves; this is its name and its media type."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        """Never called with an answer: views give finished responses. OPTIONS is answered in JSON."""
        import orjson

        return orjson.dumps(data, default=str) if data is not None else b""


class Json(Form):
    media_type, format, charset = "application/json", "json", None


class JsonLd(Form):
    media_type, format, charset = "application/ld+json", "jsonld", None


class Csv(Form):
    media_type, format, charset = "text/csv", "csv", "utf-8"


class JsonLines(Form):
    media_type, format, charset = "application/x-ndjson", "jsonl", None


class Negotiation(DefaultContentNegotiation):
    """A form that there is not is refused with the nearest that there is."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        known = [one.format for one in renderers]
        asked = request.query_params.get("format")
        if asked is not None and asked not in known:
            raise bad_request([unknown(asked, "format", known)])
        try:
            return super().select_renderer(request, renderers, format_suffix)
        except NotAcceptable as error:
            told = _("None of the forms that Accept names can be given. There are %(forms)s.")
            media = ", ".join(one.media_type for one in renderers)
            raise NotAcceptable(told % {"forms": media}) from error
