"""Checks of the database that several tables have."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import CheckConstraint, F, Func, IntegerField, Q
from django.db.models.lookups import Exact


def country_check(name: str) -> CheckConstraint:
    """`country_code` has the form of ISO 3166-1 alpha-2, or is null."""
    return CheckConstraint(condition=Q(country_code__isnull=True) | Q(country_code__regex=r"^[A-Z]{2}$"), name=name)


def one_of_check(fields: Sequence[str], name: str) -> CheckConstraint:
    """Exactly one of the fields is not null."""
    given = Func(*map(F, fields), function="num_nonnulls", output_field=IntegerField())
    return CheckConstraint(condition=Exact(given, 1), name=name)
