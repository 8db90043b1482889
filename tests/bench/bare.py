"""What the API is measured by: PostgreSQL's own JSON of the same rows, from a view that does nothing else."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from archive.api.resources import RESOURCES
from archive.api.shapes import shown

ADDRESS = "http://localhost"
PAGE = 100


def columns(kind: str, alias: str) -> str:
    """The columns of a kind of record as the API names them, but for its relations and what stands around words."""
    resource = RESOURCES[kind]
    found = [f"'{ADDRESS}/api/v1/{resource.place}/' || {alias}.id || '/' AS self"]
    found += [f"'{ADDRESS}/{resource.place}/' || {alias}.id || '/' AS address"]
    plain = [one for one in shown(resource) if one not in {"self", "address", *resource.computed}]
    found += [f'{alias}."{resource.model._meta.get_field(one).column}" AS "{one}"' for one in plain]  # type: ignore[union-attr]
    return ", ".join(found)


def whole(kind: str, alias: str) -> str:
    """A related row as an object; null where there is none."""
    return (
        f"CASE WHEN {alias}.id IS NOT NULL THEN (SELECT row_to_json(x) FROM (SELECT {columns(kind, alias)}) AS x) END"
    )


def statement() -> str:
    """The first quotes with release and speaker, as one JSON array."""
    own = (
        columns("quote", "q").replace('q."release_id" AS "release", ', "").replace('q."speaker_id" AS "speaker", ', "")
    )
    return f"""
        SELECT json_agg(one)::text FROM (
            SELECT {own}, substr(r.text, greatest(q.start - 31, 1), least(q.start, 32)) AS prefix,
                substr(r.text, q."end" + 1, 32) AS suffix,
                {whole("release", "r")} AS release, {whole("person", "s")} AS speaker
            FROM archive_quote AS q JOIN archive_release AS r ON r.id = q.release_id
            LEFT JOIN archive_person AS s ON s.id = q.speaker_id
            WHERE q.review <> 'rejected' ORDER BY q.id LIMIT {PAGE}
        ) AS one
    """


@login_not_required
def quotes(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(statement())
        return HttpResponse(cursor.fetchone()[0], content_type="application/json")


urlpatterns = [path("bare/quotes/", quotes), path("", include("archive.urls"))]
