"""Admin of the people who may enter, each in one role, and of logins that failed."""

from __future__ import annotations

from typing import Any

from axes.models import AccessAttempt, AccessLog
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.base import ReadOnlyAdmin
from archive.roles import Role

admin.site.unregister([User, Group])


class RoleField(forms.ChoiceField):
    """One of the roles, or none."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            label=gettext_lazy("What their role is"),
            choices=role_choices,
            help_text=gettext_lazy("Each role may do what those before it may. Without one, nobody enters."),
        )


def role_choices() -> list[tuple[str, str]]:
    return [("", "–"), *((role.value, capfirst(_(role.value))) for role in Role)]


class PersonForm(UserChangeForm):  # type: ignore[type-arg]
    """A person and their role."""

    role = RoleField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = set(self.instance.groups.values_list("name", flat=True))
        self.fields["role"].initial = next((role.value for role in reversed(Role) if role.value in held), "")


class PeopleAdmin(UserAdmin):  # type: ignore[type-arg]
    """People; only somebody whom no role bounds (a superuser) makes others so, or changes them."""

    form = PersonForm
    list_display = ("username", "first_name", "last_name", "role", "is_active", "last_login")
    list_filter = ("groups", "is_active", "is_superuser")
    fieldsets = (
        (None, {"fields": ("username", "password", ("first_name", "last_name"), "email")}),
        (gettext_lazy("What they may do"), {"fields": ("role", "is_active", "is_superuser")}),
        (gettext_lazy("Logins"), {"fields": (("last_login", "date_joined"),)}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        bound = () if is_unbound(request) else ("is_superuser",)
        return (*super().get_readonly_fields(request, obj), *bound)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and may_touch(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out deleting many at once: their work bears their names, and they can be made inactive."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Put the person into the group of their role, and let them enter if they have one."""
        super().save_related(request, form, formsets, change)
        if "role" in form.cleaned_data:
            person, role = form.instance, form.cleaned_data["role"]
            person.groups.set(Group.objects.filter(name=role))
            person.is_staff = bool(role) or person.is_superuser
            person.save(update_fields=["is_staff"])

    @admin.display(description=gettext_lazy("role in the archive"))
    def role(self, person: User) -> str:
        if person.is_superuser:
            return _("everything")
        held = {group.name for group in person.groups.all()}
        return ", ".join(_(role.value) for role in Role if role.value in held) or "–"


def is_unbound(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and request.user.is_superuser)


def may_touch(request: HttpRequest, person: User | None) -> bool:
    return person is None or not person.is_superuser or is_unbound(request)


admin.site.register(User, PeopleAdmin)


@admin.register(AccessAttempt)
class FailedLoginAdmin(ReadOnlyAdmin):
    """Who failed to log in lately, from where; `manage.py axes_reset_username` ends a wait."""

    list_display = ("attempt_time", "username", "ip_address", "failures_since_start", "user_agent")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time",)
    fields = ("attempt_time", "username", "ip_address", "failures_since_start", "user_agent", "path_info")


@admin.register(AccessLog)
class LoginAdmin(ReadOnlyAdmin):
    """Who logged in and out."""

    list_display = ("attempt_time", "logout_time", "username", "ip_address", "user_agent")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time",)
    fields = ("attempt_time", "logout_time", "username", "ip_address", "user_agent")
