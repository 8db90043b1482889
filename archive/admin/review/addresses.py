"""The addresses of the review screen, below those of releases."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from archive.admin.review.answer import act_view
from archive.admin.review.naming import MODELS, names_view
from archive.admin.review.page import card_view, new_view, release_to_review, review_view


def review_addresses(site: AdminSite) -> list[URLPattern]:
    """The page, its acts, one card, the form of a new record, suggestions of names."""
    return [
        path("<int:pk>/review/", site.admin_view(review_view), name="archive_release_review"),
        path("<int:pk>/review/act/", site.admin_view(act_view), name="archive_release_review_act"),
        path("<int:pk>/review/card/<slug:key>/", site.admin_view(card_view), name="archive_release_review_card"),
        path("<int:pk>/review/new/<slug:kind>/", site.admin_view(new_view), name="archive_release_review_new"),
        path("<int:pk>/review/names/<slug:kind>/", site.admin_view(suggest), name="archive_release_review_names"),
    ]


def suggest(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Names for what is typed. Raises Http404 for what is no kind of entity."""
    if kind not in MODELS:
        raise Http404(f"Nothing of the kind {kind} has names.")
    return names_view(request, release_to_review(request, pk), kind)
