"""Who may do what: one table of roles, each of which may do what those before it may.

The roles are groups of Django's, kept to this table after every `migrate` (`archive.apps`). Pages ask `may`, or are
wrapped in `only_for`; lists and forms of a model ask Django's own permissions, which come from the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from archive.curation.decidable import ANNOTATIONS, ENTITIES

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    View = Callable[..., HttpResponse]

DOCUMENTS = ("source", "release", "run")
DESK = ("proposal", "likeness", "merge", "note")


class Act(StrEnum):
    """What somebody may do, by the permission of the archive that it takes."""

    READ = "view_release"
    REVIEW = "change_release"
    ASSIGN = "assign_release"
    INGEST = "ingest_documents"
    IMPORT = "import_spreadsheets"
    MERGE = "add_merge"
    UNDO_RUN = "undo_runs"


# Permissions that are no model's own; the table of releases carries them.
FURTHER = (
    (Act.ASSIGN.value, "Can assign releases to others"),
    (Act.INGEST.value, "Can ingest documents"),
    (Act.IMPORT.value, "Can import spreadsheets"),
    (Act.UNDO_RUN.value, "Can undo runs of the ETL"),
)


class Role(StrEnum):
    """Names of the groups, from the one that may least."""

    READER = gettext_noop("reader")
    EDITOR = gettext_noop("editor")
    CHIEF_EDITOR = gettext_noop("chief editor")
    ADMINISTRATOR = gettext_noop("administrator")


# Role → what it may do beyond the roles before it: verb → models, named with their app where it is not the archive.
GRANTS: Mapping[Role, Mapping[str, Sequence[str]]] = {
    # Tokens are one's own; whoever changes people sees to those of all.
    Role.READER: {
        "view": (*DOCUMENTS, *ENTITIES, *ANNOTATIONS, *DESK, "apitoken"),
        "add": ("apitoken",),
        "delete": ("apitoken",),
    },
    Role.EDITOR: {
        "add": (*ENTITIES, *ANNOTATIONS, "note"),
        "change": ("release", *ENTITIES, *ANNOTATIONS, "proposal", "likeness", "note"),
        # Deleting what the parser found rejects it; only what a person made goes.
        "delete": ANNOTATIONS,
    },
    Role.CHIEF_EDITOR: {
        "view": ("procrastinate.procrastinatejob",),
        "add": ("merge",),
        "delete": ("release", *ENTITIES, "note"),
        "": tuple(codename for codename, _name in FURTHER),
    },
    Role.ADMINISTRATOR: {
        "view": ("auth.user", "axes.accessattempt", "axes.accesslog"),
        "add": ("auth.user",),
        "change": ("auth.user",),
        "delete": ("auth.user",),
    },
}


def permissions_of(role: Role) -> set[str]:
    """All permissions of a role, as `has_perm` takes them: {"archive.view_quote", …}."""
    found: set[str] = set()
    for each, grants in GRANTS.items():
        for verb, models in grants.items():
            found |= {permission(verb, model) for model in models}
        if each == role:
            break
    return found


def permission(verb: str, model: str) -> str:
    """The permission to view, add, change or delete rows of a model; without a verb, one of FURTHER."""
    app, _dot, name = model.rpartition(".")
    return f"{app or 'archive'}.{verb}_{name}" if verb else f"archive.{name}"


def may(user: AbstractBaseUser | AnonymousUser | None, act: Act) -> bool:
    """Whether somebody may do it."""
    return bool(user is not None and user.has_perm(f"archive.{act}"))  # type: ignore[union-attr]


def require(request: HttpRequest, act: Act) -> None:
    """Raises PermissionDenied unless whoever asks may do it."""
    if not may(request.user, act):
        raise PermissionDenied


def only_for(act: Act) -> Callable[[View], View]:
    """A view for those who may do it; others are refused (403). The admin site asks for a login before."""

    def wrap(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(request, act)
            return view(request, *args, **kwargs)

        return wrapped

    return wrap


def keep_roles(**_signal: object) -> None:
    """Make the groups what the table says; people in them stay. Called after `migrate`."""
    from django.apps import apps
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    # The signal comes once an app: those after this one have no permissions yet.
    for app in ("archive", "auth", "axes", "procrastinate"):
        create_permissions(apps.get_app_config(app), verbosity=0)
    known = {
        f"{app}.{codename}": pk
        for app, codename, pk in Permission.objects.values_list("content_type__app_label", "codename", "pk")
    }
    for role in Role:
        group, _made = Group.objects.get_or_create(name=role.value)
        group.permissions.set([known[one] for one in permissions_of(role)])
