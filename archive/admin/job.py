"""Admin of jobs: what waits for workers, what they do, what failed and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery, TextField
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from archive.admin.progress import open_runs
from archive.admin.scale import CountingChangeList
from archive.presentation.counting import EstimatingPaginator
from archive.roles import Act, may

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin

STATES: dict[str, Any] = {
    "todo": _("waiting"),
    "doing": _("doing"),
    "succeeded": _("succeeded"),
    "failed": _("failed"),
    "cancelled": _("cancelled"),
    "aborted": _("aborted"),
}
TASKS: dict[str, Any] = {
    "ingest": _("ingest"),
    "reparse": _("reparse"),
    "suggest": _("look for records that are one and the same"),
    "take_over": _("look for dead workers"),
    "forget": _("forget old jobs"),
}

REASON = """
(SELECT s.name || ': ' || s.failure FROM archive_source s
 WHERE s.id IN (SELECT jsonb_array_elements_text(procrastinate_jobs.args -> 'sources')::bigint) AND s.failure <> ''
 ORDER BY s.id LIMIT 1)
"""
LAST = ProcrastinateEvent.objects.filter(job=OuterRef("pk")).order_by("-at").values("at")[:1]


class StateFilter(admin.SimpleListFilter):
    """Where a job stands."""

    title = _("state")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(STATES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(status=self.value()) if self.value() in STATES else queryset


@admin.register(ProcrastinateJob)
class JobAdmin(_ModelAdmin):
    """The queue, newest first; the front page and the page for ingesting lead here."""

    change_list_template = "archive/admin/job_list.html"
    list_display = ("id", "task", "documents", "state", "attempts", "last_moment", "reason")
    list_display_links = None
    list_filter = (StateFilter,)
    list_per_page = 50
    show_full_result_count = False
    paginator = EstimatingPaginator
    ordering = ("-id",)
    actions = ("try_again",)
    counts = {"at": Subquery(LAST), "why": RawSQL(REASON, [], output_field=TextField())}  # noqa: S611 nothing of it comes from outside

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[CountingChangeList]:
        return CountingChangeList

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Jobs"), "open_runs": open_runs(), **(extra_context or {})})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False  # its heading on the front page would be the package's

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_ingest_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Act.INGEST)

    @admin.action(description=_("Try again what failed"), permissions=["ingest"])
    def try_again(self, request: HttpRequest, chosen: QuerySet[ProcrastinateJob]) -> None:
        from etl.jobs import try_again

        number = sum(try_again(job) for job in chosen)
        told = ngettext("%(number)d job waits again.", "%(number)d jobs wait again.", number)
        self.message_user(request, told % {"number": number}, messages.SUCCESS if number else messages.WARNING)

    @admin.display(description=_("task"), ordering="task_name")
    def task(self, job: ProcrastinateJob) -> Any:
        return TASKS.get(job.task_name, job.task_name)

    @admin.display(description=_("documents"))
    def documents(self, job: ProcrastinateJob) -> str:
        return next((str(len(job.args[one])) for one in ("sources", "releases") if one in job.args), "–")

    @admin.display(description=_("state"), ordering="status")
    def state(self, job: ProcrastinateJob) -> Any:
        return STATES.get(job.status, job.status)

    @admin.display(description=_("since"))
    def last_moment(self, job: Any) -> Any:
        return job.at

    @admin.display(description=_("reason"))
    def reason(self, job: Any) -> str:
        """Why the first of its documents that failed did so."""
        return job.why or "–"
