"""The first person who may enter."""

from __future__ import annotations

import secrets

from django.contrib.auth import get_user_model
from django.db import transaction


def create_first_administrator(name: str) -> str | None:
    """Create a superuser with a random password and give the password; None where there is a superuser already.

    Raises ValueError where the name belongs to somebody who is no administrator.
    """
    users = get_user_model()._default_manager
    if users.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        user, created = users.get_or_create(
            username=name, defaults={"is_staff": True, "is_superuser": True, "email": ""}
        )
        if created:
            user.set_password(password)
            user.save(update_fields=["password"])
    if not created and not user.is_superuser:
        raise ValueError(f"“{name}” is somebody who is no administrator: choose another name.")
    return password if created else None
