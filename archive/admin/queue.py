"""The page of the queue: what waits, the least certain first; taking the next; assigning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.curation import queue
from archive.curation.decidable import ANNOTATIONS
from archive.curation.queue import beyond, is_held, waiting_releases
from archive.curation.queue_filters import NEEDS, Wanted, rules_in_use
from archive.curation.reviewing import model_of
from archive.models import Annotation, Mention, Release
from archive.presentation.passage import KINDS
from archive.presentation.wording import percent
from archive.roles import Act, only_for, require

SHOWN = 50
COUNTED = 1_000


class WantedForm(forms.Form):
    """What an editor looks for in the queue."""

    need = forms.ChoiceField(required=False, label=gettext_lazy("What waits"))
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind"))
    rule = forms.ChoiceField(required=False, label=gettext_lazy("Rule"))
    month = forms.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$",
        required=False,
        label=gettext_lazy("Month"),
        error_messages={"invalid": gettext_lazy("Write a month as 2015-11.")},
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2015-11"}),
    )
    mine = forms.BooleanField(required=False, label=gettext_lazy("Assigned to me"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "wanted_%s", "label_suffix": "", **kwargs})
        anything = [("", _("anything"))]
        kinds = [(kind, capfirst(str(KINDS.get(kind, Mention._meta.verbose_name)))) for kind in ANNOTATIONS]
        rules = [(rule, rule) for _kind, rules in rules_in_use() for rule in rules]
        for name, choices in (("need", [*NEEDS.items()]), ("kind", kinds), ("rule", rules)):
            cast("forms.ChoiceField", self.fields[name]).choices = [*anything, *choices]

    def wanted(self, user: User) -> Wanted:
        """The filters; what is no valid choice is left out, and said beside its field."""
        self.is_valid()
        asked = {name: self.cleaned_data.get(name) or "" for name in ("need", "kind", "rule", "month")}
        return Wanted(
            **asked,
            assigned_to=user.pk if self.cleaned_data.get("mine") else None,
            asked=user.pk if asked["need"] == "question_to_me" else None,
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A release in the queue, as its page shows it."""

    release: Release
    doubt: str
    pending: int
    is_held: bool


@only_for(Act.READ)
def queue_view(request: HttpRequest) -> HttpResponse:
    """The queue under the filters asked for (GET); `next` and `assign` (POST)."""
    form = WantedForm(request.GET)
    wanted = form.wanted(cast("User", request.user))
    request.session["queue_wanted"] = asdict(wanted)
    if request.method == "POST":
        return assign(request) if "assign" in request.POST else take_next(request, wanted)
    places = waiting_releases(wanted)
    found = list(beyond(places, after(request)).values_list("least_certain", "release_id")[: SHOWN + 1])
    context = {
        **admin.site.each_context(request),
        "title": _("Queue"),
        "form": form,
        "rows": rows(found[:SHOWN]),
        "count": counted(places),
        "following": following(request, found[SHOWN - 1]) if len(found) > SHOWN else "",
        "is_filtered": any(asdict(wanted).values()),
        "colleagues": colleagues() if request.user.has_perm(f"archive.{Act.ASSIGN}") else [],
        "may_review": request.user.has_perm(f"archive.{Act.REVIEW}"),
        "query": request.GET.urlencode(),
    }
    return TemplateResponse(request, "archive/admin/queue.html", context)


def take_next(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    """Lead to the next free release, which is in the editor's hands from now on."""
    require(request, Act.REVIEW)
    release = queue.take_next(cast("User", request.user), wanted)
    if release is None:
        messages.info(request, _("Nothing that you could take waits here."))
        return HttpResponseRedirect(f"{reverse('admin:queue')}?{request.GET.urlencode()}")
    return HttpResponseRedirect(reverse("admin:archive_release_review", args=[release.pk]))


def assign(request: HttpRequest) -> HttpResponse:
    """Leave the chosen releases to a colleague, or to anybody."""
    require(request, Act.ASSIGN)
    chosen = [int(one) for one in request.POST.getlist("release") if one.isdecimal()]
    colleague = colleagues().filter(pk=request.POST["assign"]).first() if request.POST["assign"].isdecimal() else None
    count = queue.assign(chosen, colleague)
    told = ngettext("%(count)d release assigned.", "%(count)d releases assigned.", count) % {"count": count}
    if count < len(chosen):
        told += " " + _("What is in hand or done stays with its editor.")
    messages.add_message(request, messages.SUCCESS if count else messages.WARNING, told)
    return HttpResponseRedirect(f"{reverse('admin:queue')}?{request.GET.urlencode()}")


def colleagues() -> QuerySet[User]:
    """Those to whom a release can be assigned."""
    users: QuerySet[User] = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("username")
    return users


def rows(places: Sequence[tuple[float, int]]) -> list[Waiting]:
    """The releases at these places, in a query for them and one a kind of annotation."""
    ids = [pk for _least, pk in places]
    releases = Release.objects.select_related("assigned_to").defer("text", "parsed").in_bulk(ids)
    pending = pending_counts(ids)
    return [
        Waiting(releases[pk], percent(least) if pending[pk] else "", pending[pk], is_held(releases[pk]))
        for least, pk in places
        if pk in releases
    ]


def pending_counts(ids: Sequence[int]) -> Counter[int]:
    """How many annotations of each release are pending."""
    counts: Counter[int] = Counter()
    for found in pending_by_kind(ids):
        counts.update(dict(found))
    return counts


def pending_by_kind(ids: Sequence[int]) -> Iterable[Iterable[tuple[int, int]]]:
    for kind in ANNOTATIONS:
        rows = model_of(kind).objects.filter(release__in=ids, review=Annotation.Review.PENDING).order_by()
        yield rows.values_list("release").annotate(n=Count("pk"))


def counted(places: QuerySet[Any]) -> str:
    """How many wait, not counted further than a thousand."""
    count = places.order_by()[: COUNTED + 1].count()
    return str(count) if count <= COUNTED else f"{COUNTED}+"


def after(request: HttpRequest) -> tuple[float, int]:
    """The place after which the page begins; what is no place is the beginning."""
    least, _comma, pk = request.GET.get("after", "").partition(",")
    try:
        return float(least), int(pk)
    except ValueError:
        return -1.0, 0


def following(request: HttpRequest, last: tuple[float, int]) -> str:
    """The query of the next page."""
    kept = {name: value for name, value in request.GET.dict().items() if name != "after"}
    return urlencode({**kept, "after": f"{last[0]!r},{last[1]}"})
