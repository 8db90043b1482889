"""Addresses of the archive."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

handler404 = "archive.reading.errors.not_found"
handler500 = "archive.reading.errors.failed"

urlpatterns = [
    path("", include("archive.reading.urls")),
    path("reports/", include("archive.reports.urls")),
    path("api/v1/", include("archive.api.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("", include("archive.operation.urls")),
]
