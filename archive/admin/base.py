"""What the admin of every model does alike: pages, autocomplete, import and export, links between records."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import model_format_dict
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.html import format_html, urlize
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.exchange import Exchange, TwoWayExchange
from archive.admin.fields import form_field
from archive.admin.forms import ArchiveForm, CuratedForm
from archive.admin.links import Table, address, pointing_at
from archive.admin.scale import CountingChangeList, YearsByIndex
from archive.curation.history.context import because
from archive.curation.proposals import waiting_for
from archive.models import REMEMBERED, Curated
from archive.presentation.counting import EstimatingPaginator, estimated_rows
from archive.presentation.wording import proposed

FACETED = 10_000  # rows up to which each choice of each filter is counted

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin


class ArchiveAdmin(Exchange, _ModelAdmin):
    """A list and a page for each record; `counts` are added to the rows of a page of the list."""

    form = ArchiveForm
    change_form_template = "archive/admin/change_form.html"
    paginator = EstimatingPaginator
    list_per_page = 50
    list_max_show_all = 500
    show_full_result_count = False
    counts: dict[str, Any] = {}

    class Media:
        js = ("archive/select.js",)

    @property
    def show_facets(self) -> admin.ShowFacets:  # type: ignore[override]
        """Counts beside every filter, unless counting would take seconds: then on request."""
        return admin.ShowFacets.ALWAYS if estimated_rows(self.model) <= FACETED else admin.ShowFacets.ALLOW

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return YearsByIndex(rows.model, rows.query.chain(), rows.db)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[CountingChangeList]:
        return CountingChangeList

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        columns = self.model._meta.concrete_fields
        return [
            c.name for c in columns if isinstance(c, models.ForeignKey) and c.related_model in self.admin_site._registry
        ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field: Any = form_field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)
        if hasattr(field, "widget") and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = False  # deleting a person from a quote's page is never meant
        return field  # type: ignore[no-any-return]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Put what belongs to the record above its form, and what points at it below."""
        record = kwargs.get("obj")
        if record is not None:
            context |= self.around(request, record)
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what the database remembers, where it does, instead of what Django's admin has noted."""
        from archive.admin.history.views import record_view

        if self.model not in REMEMBERED or not object_id.isdecimal():
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_permission(request):
            raise PermissionDenied
        return record_view(request, self.model, int(object_id))

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Lead from the address of a record that was merged to the one that it has become."""
        from archive.curation.merging.addresses import record_or_survivor

        if object_id.isdecimal() and (record := record_or_survivor(self.model, int(object_id))) is not None:
            return HttpResponseRedirect(address(record))
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[no-any-return]

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Run an action on the list; the history says which it was."""
        chosen = self.get_actions(request).get(request.POST.get("action", ""))
        reason = str(chosen[2]) % model_format_dict(self.opts) if chosen else ""
        with because(reason=reason):
            return super().response_action(request, queryset)

    def around(self, request: HttpRequest, record: Model) -> dict[str, Any]:
        """Give what the page of `record` shows besides its form."""
        return {"tables": self.tables(record)}

    def tables(self, record: Model) -> list[Table]:
        """Give the tables below the form."""
        return pointing_at(record)


class ReadOnlyAdmin(ArchiveAdmin):
    """Records that the archive itself keeps: looked at, never written by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class CuratedAdmin(TwoWayExchange, ArchiveAdmin):
    """Records that a machine proposes and editors decide."""

    form = CuratedForm
    machine_fields: tuple[str, ...] = ("said", "decided", "version", "run")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *self.machine_fields)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """Lock the row while it is being saved, so that its version is still the one compared."""
        if request.method == "POST":
            key = from_field or "pk"
            try:
                list(
                    self.get_queryset(request)
                    .filter(**{key: object_id})
                    .select_for_update(of=("self",))
                    .values_list("pk")
                )
            except (ValueError, TypeError):
                return None
        return super().get_object(request, object_id, from_field)

    @admin.display(description=_("parsed"))
    def said(self, record: Curated) -> SafeString | str:
        """Show what the parser said, a field a line."""
        said = json.dumps(record.parsed, ensure_ascii=False, indent=1)
        return format_html('<pre class="parsed">{}</pre>', said) if record.parsed else "–"

    def around(self, request: HttpRequest, record: Model) -> dict[str, Any]:
        from archive.admin.merging import merging_address

        return {
            **super().around(request, record),
            **waiting_proposals(request, record),
            "merging_address": merging_address(request, record),
            "supplied": supplied_facts(record),
            "noted": True,
        }


def supplied_facts(record: Any) -> list[tuple[str, str, SafeString]]:
    """What an editor supplied: the field, its value, and the reference, an address as a link."""
    return [
        (str(record._meta.get_field(name).verbose_name), worded(record, name), SafeString(urlize(one, autoescape=True)))
        for name, one in record.supplied.items()
        if name in {field.name for field in record._meta.concrete_fields}
    ]


def worded(record: Any, name: str) -> str:
    """A field's value as a reader would see it."""
    shown = getattr(record, f"get_{name}_display", None)
    value = shown() if shown else getattr(record, name)
    return str(date_format(value) if isinstance(value, date) else value or "–")


def waiting_proposals(request: HttpRequest, record: Model) -> dict[str, Any]:
    """Give the proposals that wait for `record`, and whether the person may accept and dismiss them."""
    kind = record._meta.model_name
    may_judge = request.user.has_perm("archive.change_proposal") and request.user.has_perm(f"archive.change_{kind}")
    waiting = [(one.pk, proposed(one)) for one in waiting_for(record).select_related("content_type")]
    return {"proposals": waiting, "may_judge": may_judge, "kind": kind}
