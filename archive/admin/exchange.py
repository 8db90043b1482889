"""Import and export in the admin: refused rows are shown, and then nothing of the file is written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from import_export.admin import ExportMixin, ImportMixin

from archive.admin.formats import FORMATS
from archive.admin.resources import ArchiveResource, resource_for
from archive.curation.history.context import because
from archive.roles import Act, may

REFUSED_SHOWN = 20


class Exchange(ExportMixin):  # type: ignore[misc]
    """Export as CSV, XLSX or JSON."""

    model: Any
    export_formats = import_formats = FORMATS
    export_template_name = "archive/admin/export.html"

    def get_resource_classes(self, request: HttpRequest) -> list[type[ArchiveResource]]:
        return [resource_for(self.model)]


class TwoWayExchange(ImportMixin, Exchange):  # type: ignore[misc]
    """Export, and import of what editors may change."""

    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
    import_template_name = "archive/admin/import.html"

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Importing writes many rows at once: it takes a right of its own besides that to change them."""
        return may(request.user, Act.IMPORT) and bool(self.has_change_permission(request))

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def process_dataset(self, dataset: Any, form: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Write the rows; the history says which file they came from."""
        reason = _("import of %(file)s") % {"file": form.cleaned_data["original_file_name"]}
        with because(reason=reason):
            return super().process_dataset(dataset, form, request, **kwargs)

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Import what was previewed; the history says that a spreadsheet did it."""
        with because(reason=_("spreadsheet")):
            return super().process_import(request, **kwargs)  # type: ignore[no-any-return]

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        """Report what came of a confirmed import: since its preview a row can have gone stale."""
        if not (result.has_errors() or result.has_validation_errors()):
            return super().process_result(result, request)  # type: ignore[no-any-return]
        problems = [(row.number, " ".join(map(str, row.error.messages))) for row in result.invalid_rows]
        problems += [(number, str(errors[0].error)) for number, errors in result.row_errors()]
        problems += [(0, str(error.error)) for error in result.base_errors]
        for number, problem in problems[:REFUSED_SHOWN]:
            messages.error(request, _("Row %(number)d: %(problem)s") % {"number": number, "problem": problem})
        messages.error(
            request, _("Nothing of the file was imported: %(count)d rows were refused.") % {"count": len(problems)}
        )
        info = self.get_model_info()
        return HttpResponseRedirect(reverse("admin:{}_{}_import".format(*info)))
