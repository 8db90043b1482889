"""Addresses for those who run the archive, and for what looks after it."""

from __future__ import annotations

from django.urls import path

from archive.operation.views import live_view, metrics_view, ready_view

app_name = "operation"

urlpatterns = [
    path("health/live", live_view, name="live"),
    path("health/ready", ready_view, name="ready"),
    path("metrics", metrics_view, name="metrics"),
]
