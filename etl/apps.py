"""The ETL as a Django app: it brings the management commands."""

from __future__ import annotations

from django.apps import AppConfig


class EtlConfig(AppConfig):
    """Registers the ETL's management commands with Django."""

    name = "etl"
