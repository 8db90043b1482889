"""Admin of the API's tokens: everybody's own, and of all people for administrators; the secret is shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from archive.admin.people import is_unbound
from archive.api.tokens import LONGEST, make
from archive.models import ApiToken

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin

DAYS = 90


class TokenForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a new token is for, and for how long."""

    scopes = forms.MultipleChoiceField(
        label=_("Scopes"),
        choices=ApiToken.Scope.choices,
        initial=[ApiToken.Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What it is for; it does no more than the role of its person allows."),
    )
    days = forms.IntegerField(
        label=_("Days"), min_value=1, max_value=LONGEST, initial=DAYS, help_text=_("How long it is good for.")
    )

    class Meta:
        model = ApiToken
        fields = ("name", "user", "scopes")


@admin.register(ApiToken)
class TokenAdmin(_ModelAdmin):
    """Tokens are made and taken back, never changed."""

    form = TokenForm
    list_display = ("name", "token_key", "user", "for_what", "created", "expiry")
    fields = ("name", "token_key", "user", "for_what", "created", "expiry")
    ordering = ("-created",)
    list_per_page = 50
    list_select_related = ("user",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if sees_all(request) else rows.filter(user=request.user)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None:
            return self.fields
        return ("name", "user", "scopes", "days") if sees_all(request) else ("name", "scopes", "days")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer whom the administrator may act as: a superuser's token would do what they may not."""
        people = User.objects.filter(is_active=True).order_by("username")
        offered = people if is_unbound(request) else people.filter(is_superuser=False)
        return super().formfield_for_foreignkey(db_field, request, queryset=offered, initial=request.user.pk, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        given = form.cleaned_data
        token, obj.secret = make(given.get("user", request.user), given["name"], given["scopes"], given["days"])
        obj.pk = token.pk
        obj.refresh_from_db()

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Show the secret, in this answer and nowhere else; nobody keeps pages of the admin (`no-store`)."""
        context = {**self.admin_site.each_context(request), "title": _("Token made"), "token": obj, "opts": self.opts}
        return TemplateResponse(request, "archive/admin/token_made.html", context)

    @admin.display(description=_("scopes"))
    def for_what(self, token: ApiToken) -> str:
        return ", ".join(str(ApiToken.Scope(one).label) for one in token.scopes)


def sees_all(request: HttpRequest) -> bool:
    """Whether somebody gives out and takes back the tokens of all people: who may change people may."""
    return bool(request.user.has_perm("auth.change_user"))
