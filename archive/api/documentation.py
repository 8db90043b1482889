"""The OpenAPI description, and Swagger UI on it: served by the archive itself, without a script in the page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.utils.translation import override
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request

from archive.api.access import ReadersAdmitted

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@method_decorator(login_not_required, name="dispatch")
class SchemaView(SpectacularAPIView):
    """The description as YAML or JSON; in English, as it is committed."""

    schema = None
    permission_classes = [ReadersAdmitted]

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        with override("en"):
            return self._get_schema_response(request)


@method_decorator(login_not_required, name="dispatch")
class DocumentationView(SpectacularSwaggerSplitView):
    """Swagger UI."""

    schema = None
    url_name = "api:schema"
    template_name = "api/docs.html"
    permission_classes = [ReadersAdmitted]

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Content-Security-Policy"] = POLICY
        return response
