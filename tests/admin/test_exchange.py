"""Spreadsheets: what goes out, and what is taken back."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest
import tablib
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from archive.admin.formats import FORMATS
from archive.curation.history.context import because
from archive.models import Figure, Organization, Person, Quote, Release, Source
from archive.presentation.spreadsheets import escape_controls, escape_formula, unescape_controls, unescape_formula
from tests.admin.builders import QUOTED, a_full_release, a_likeness, a_merge, a_note, a_proposal, a_quote, an_entity

CSV, XLSX, JSON = range(3)
MODELS = [
    model
    for model, its_admin in admin.site._registry.items()
    if model._meta.app_label == "archive" and hasattr(its_admin, "export_action")
]
IMPORTED = [model for model in MODELS if hasattr(admin.site.get_model_admin(model), "import_action")]


def export(page: Client, model: Any, kind: int) -> bytes:
    name = model._meta.model_name
    where = reverse(f"admin:archive_{name}_export")
    form = page.get(where).context["form"]
    chosen = {field: "on" for field in form.fields if field not in {"format", "resource", "export_items"}}
    response = page.post(where, {"format": kind, "resource": 0, **chosen})
    assert response.get("Content-Disposition", "").startswith("attachment"), response.content.decode()[:2000]
    return bytes(response.content)


def rows_of(exported: bytes, kind: int) -> list[dict[str, Any]]:
    if kind == XLSX:
        sheet = openpyxl.load_workbook(io.BytesIO(exported)).active
        assert sheet is not None
        header, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        return [dict(zip(map(str, header), row, strict=True)) for row in rows]
    if kind == JSON:
        return list(json.loads(exported))
    return [dict(row) for row in tablib.Dataset().load(exported.decode(), format="csv").dict]


def as_file(rows: list[dict[str, Any]], kind: int) -> bytes:
    table = tablib.Dataset(*(list(row.values()) for row in rows), headers=list(rows[0]))
    made = table.export(["csv", "xlsx", "json"][kind])
    return made if isinstance(made, bytes) else made.encode()


def preview(page: Client, model: Any, content: bytes, kind: int = CSV) -> Any:
    where = reverse(f"admin:archive_{model._meta.model_name}_import")
    upload = SimpleUploadedFile(f"rows.{['csv', 'xlsx', 'json'][kind]}", content)
    return page.post(where, {"import_file": upload, "format": kind, "resource": 0})


def confirm(page: Client, model: Any, previewed: Any) -> Any:
    result = previewed.context["result"]
    assert "confirm_form" in previewed.context, (result.base_errors, result.row_errors(), result.invalid_rows)
    where = reverse(f"admin:archive_{model._meta.model_name}_process_import")
    return page.post(where, previewed.context["confirm_form"].initial, follow=True)


def import_rows(page: Client, model: Any, content: bytes, kind: int = CSV) -> Any:
    return confirm(page, model, preview(page, model, content, kind))


def problems(response: Any) -> str:
    return " ".join(" ".join(row.error.messages) for row in response.context["result"].invalid_rows)


@pytest.mark.parametrize("kind", [CSV, XLSX, JSON])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_is_exported(model: Any, kind: int, page: Client) -> None:
    release = a_full_release()
    a_proposal(release.quotes.get())
    twin = an_entity(Person, "Aude Kermarec")
    a_likeness(release.quotes.get().speaker, twin)
    a_merge(release.quotes.get().speaker, twin)
    a_note(twin)
    rows = rows_of(export(page, model, kind), kind)
    assert len(rows) == model.objects.count()
    assert not {"content", "parsed"} & set(rows[0])


@pytest.mark.parametrize("kind", [CSV, XLSX, JSON])
@pytest.mark.parametrize("model", IMPORTED, ids=lambda model: model.__name__)
def test_an_export_that_nobody_touched_changes_nothing(model: Any, kind: int, page: Client) -> None:
    a_full_release()
    before = list(model.objects.order_by("pk").values())
    previewed = preview(page, model, export(page, model, kind), kind)
    assert {row.import_type for row in previewed.context["result"].rows} == {"skip"}
    confirm(page, model, previewed)
    assert list(model.objects.order_by("pk").values()) == before


def test_names_stand_beside_ids(page: Client) -> None:
    release = a_full_release()
    (row,) = rows_of(export(page, Quote, JSON), JSON)
    assert (row["speaker"], row["speaker_name"]) == (release.quotes.get().speaker_id, "Aude Kermarrec")
    assert row["version"] == 1


@pytest.mark.parametrize("kind", [CSV, XLSX])
@pytest.mark.parametrize("name", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "'=1+1", "\t=1"])
def test_a_name_that_looks_like_a_formula_goes_out_escaped_and_comes_back_as_it_was(
    name: str, kind: int, page: Client
) -> None:
    person = an_entity(Person, name)
    exported = export(page, Person, kind)
    (row,) = rows_of(exported, kind)
    assert row["name"] == "'" + name
    import_rows(page, Person, exported, kind)
    person.refresh_from_db()
    assert (person.name, person.version) == (name, 1)


def test_json_needs_no_escaping(page: Client) -> None:
    an_entity(Person, "=1+1")
    assert rows_of(export(page, Person, JSON), JSON)[0]["name"] == "=1+1"


def test_a_formula_is_no_formula_in_the_workbook(page: Client) -> None:
    an_entity(Person, "=1+1")
    sheet = openpyxl.load_workbook(io.BytesIO(export(page, Person, XLSX))).active
    assert sheet is not None
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


@given(st.text(alphabet="'=+-@\t\r 1a_x0C\f", max_size=12))
def test_escaping_is_undone_to_the_letter(cell: str) -> None:
    assert unescape_formula(escape_formula(cell)) == cell
    assert unescape_controls(unescape_formula(escape_formula(escape_controls(cell)))) == cell


def test_a_form_feed_survives_a_workbook(page: Client) -> None:
    person = an_entity(Person, "Aude\fKermarrec")
    import_rows(page, Person, export(page, Person, XLSX), XLSX)
    person.refresh_from_db()
    assert (person.name, person.version) == ("Aude\fKermarrec", 1)


def test_a_name_with_a_comma_stays_one_alias(page: Client) -> None:
    person = an_entity(Person, "Aude Kermarrec", aliases=["Kermarrec, Aude", "A. K."])
    import_rows(page, Person, export(page, Person, CSV))
    person.refresh_from_db()
    assert person.aliases == ["Kermarrec, Aude", "A. K."]


def test_what_a_row_changes_is_changed_and_decided(page: Client) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    rows = rows_of(export(page, Person, CSV), CSV)
    rows[0]["name"] = "Aude Le Kermarrec"
    import_rows(page, Person, as_file(rows, CSV))
    person.refresh_from_db()
    assert (person.name, person.decided, person.version) == ("Aude Le Kermarrec", ["name"], 2)


def test_a_stale_row_is_refused_with_both_versions(page: Client) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    rows = rows_of(export(page, Person, CSV), CSV)
    Person.objects.filter(pk=person.pk).update(name="Aude Le Kermarrec")
    rows[0]["gender"] = "female"
    said = problems(preview(page, Person, as_file(rows, CSV)))
    assert "made from version 1" in said
    assert "it is at version 2" in said


def test_a_stale_row_is_told_what_changed_since_and_who_did_it(page: Client, administrator: Any) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    rows = rows_of(export(page, Person, XLSX), XLSX)
    with because(user=administrator.pk):
        Person.objects.filter(pk=person.pk).update(name="Aude Le Kermarrec", aliases=["A. K.", "Aude"])
    Person.objects.filter(pk=person.pk).update(gender="female")
    said = problems(preview(page, Person, as_file([{**rows[0], "name": "Autre"}], XLSX), XLSX))
    assert "name: “Aude Kermarrec” has become “Aude Le Kermarrec”." in said
    assert "aliases: “–” has become “A. K. · Aude”." in said
    assert "gender: “–” has become “female”." in said
    assert "Last changed by somebody outside the admin" in said


def test_a_relation_that_changed_since_is_told_by_its_name(page: Client, administrator: Any) -> None:
    quote = a_quote()
    rows = rows_of(export(page, Quote, CSV), CSV)
    with because(user=administrator.pk):
        Quote.objects.filter(pk=quote.pk).update(speaker=an_entity(Person, "Aude Kermarrec"))
    said = problems(preview(page, Quote, as_file(rows, CSV)))
    assert "speaker: “–” has become “Aude Kermarrec”." in said
    assert "Last changed by ada" in said


@pytest.mark.parametrize("kind", [CSV, XLSX, JSON])
def test_of_an_old_export_the_rows_that_nobody_changed_are_still_good(kind: int, page: Client) -> None:
    kept, changed = (an_entity(Person, f"Aude Kermarrec {n}") for n in range(2))
    rows = [{**row, "gender": "female"} for row in rows_of(export(page, Person, kind), kind)]
    Person.objects.filter(pk=changed.pk).update(name="Bénédicte L’Hôte")
    assert "made from version 1" in problems(preview(page, Person, as_file(rows, kind), kind))
    import_rows(page, Person, as_file([row for row in rows if int(row["id"]) == kept.pk], kind), kind)
    assert list(Person.objects.order_by("pk").values_list("name", "gender")) == [
        ("Aude Kermarrec 0", "female"),
        ("Bénédicte L’Hôte", None),
    ]


def test_an_existing_row_without_its_version_is_refused(page: Client) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    said = problems(preview(page, Person, f"id,name\n{person.pk},Autre\n".encode()))
    assert "does not say which version it was made from" in said


def test_the_history_says_which_file_a_change_came_from(page: Client, administrator: Any) -> None:
    an_entity(Person, "Aude Kermarrec")
    rows = rows_of(export(page, Person, CSV), CSV)
    import_rows(page, Person, as_file([{**rows[0], "name": "Aude Le Kermarrec"}], CSV))
    cause = apps.get_model("archive", "PersonBefore").objects.get().pgh_context
    assert (cause["reason"], cause["user"]) == ("import of rows.csv", administrator.pk)


def test_a_preview_writes_nothing_anywhere(page: Client) -> None:
    def all_rows() -> dict[str, list[Any]]:
        tables = [m for m in apps.get_models() if m._meta.app_label in {"archive", "auth", "admin"}]
        return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in tables}

    a_full_release()
    rows = rows_of(export(page, Person, CSV), CSV)
    before = all_rows()
    preview(page, Person, as_file([{**rows[0], "name": "Autre"}, {**rows[0], "id": "", "name": "Neuf"}], CSV))
    assert all_rows() == before


def test_every_error_is_listed_however_many_there_are(page: Client) -> None:
    lines = "".join(f"{n + 10_000},Personne {n}\n" for n in range(150))
    response = preview(page, Person, f"id,name\n{lines}".encode())
    assert response.content.decode().count("There is no record with the id") == 150


def test_one_stale_row_keeps_the_whole_file_out(page: Client) -> None:
    people = [an_entity(Person, f"Aude Kermarrec {n}") for n in range(2)]
    rows = rows_of(export(page, Person, CSV), CSV)
    Person.objects.filter(pk=people[0].pk).update(gender="female")
    response = preview(page, Person, as_file([{**row, "name": "Autre"} for row in rows], CSV))
    assert "confirm_form" not in response.context
    assert not Person.objects.filter(name="Autre").exists()


def test_a_row_that_goes_stale_after_the_preview_is_refused_too(page: Client) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    rows = rows_of(export(page, Person, CSV), CSV)
    previewed = preview(page, Person, as_file([{**rows[0], "name": "Autre"}], CSV))
    Person.objects.filter(pk=person.pk).update(gender="female")
    response = confirm(page, Person, previewed)
    assert "Nothing of the file was imported" in response.content.decode()
    assert "it is at version 2" in response.content.decode()
    person.refresh_from_db()
    assert person.name == "Aude Kermarrec"


def test_a_row_without_its_version_is_refused(page: Client) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    assert "does not say which version" in problems(preview(page, Person, f"id,name\n{person.pk},Autre\n".encode()))


def test_a_row_of_an_unknown_id_is_refused(page: Client) -> None:
    assert "There is no record with the id 4711" in problems(preview(page, Person, b"id,name,version\n4711,Autre,1\n"))


def test_a_row_without_id_adds_a_record(page: Client) -> None:
    import_rows(page, Person, "id,name,aliases\n,Bénédicte L’Hôte,\n".encode())
    assert Person.objects.get().decided == ["name"]


def test_an_annotation_that_a_row_adds_takes_its_words_from_the_text(page: Client) -> None:
    quote = a_quote()
    row = (
        f"id,release,start,end,text,kind\n,{quote.release_id},{quote.start},{quote.start + 12},En trois ans,fragment\n"
    )
    import_rows(page, Quote, row.encode())
    made = Quote.objects.latest("pk")
    assert (made.exact, made.rule, made.review) == ("En trois ans", "editor", "confirmed")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("end", "99999", "The text has only"),
        ("start", "", "Give both start and end"),
        ("speaker", "4711", "There is no person with the id 4711."),
        ("organization", "OMP", "“OMP” is no number."),
        ("kind", "whispered", "is not a valid choice"),
        ("text", "", "This field cannot be blank."),
    ],
)
def test_a_wrong_cell_is_an_error_of_its_row(column: str, value: str, said: str, page: Client) -> None:
    a_quote()
    (row,) = rows_of(export(page, Quote, CSV), CSV)
    assert said in problems(preview(page, Quote, as_file([{**row, column: value}], CSV)))


def test_what_the_database_refuses_is_an_error_of_its_row(page: Client) -> None:
    release = a_full_release()
    (row,) = rows_of(export(page, Quote, CSV), CSV)
    said = problems(preview(page, Quote, as_file([{**row, "organization": release.issuer_id}], CSV)))
    assert "one speaker at most" in said


def test_the_machines_columns_are_written_out_but_never_read(page: Client) -> None:
    quote = a_quote()
    (row,) = rows_of(export(page, Quote, CSV), CSV)
    import_rows(
        page, Quote, as_file([{**row, "rule": "mine", "exact": "autre", "confidence": "1", "decided": "text"}], CSV)
    )
    quote.refresh_from_db()
    assert (quote.rule, quote.exact, quote.confidence, quote.decided) == ("test.rule", QUOTED, 0.9, [])


def test_a_releases_text_is_written_out_but_never_read(page: Client) -> None:
    release = a_full_release()
    (row,) = rows_of(export(page, Release, CSV), CSV)
    assert row["text"] == release.text
    import_rows(page, Release, as_file([{**row, "text": "Autre", "city": "Brest"}], CSV))
    changed = Release.objects.get()
    assert (changed.text, changed.city) == (release.text, "Brest")


def test_what_the_text_does_not_say_needs_its_reference_in_the_row(page: Client) -> None:
    a_full_release()
    (row,) = rows_of(export(page, Release, CSV), CSV)
    moved = {**row, "city": "Lorient"}
    assert "give the reference in the column supplied" in problems(preview(page, Release, as_file([moved], CSV)))
    import_rows(page, Release, as_file([{**moved, "supplied": '{"city": "l’agence"}'}], CSV))
    changed = Release.objects.get()
    assert (changed.city, changed.supplied) == ("Lorient", {"city": "l’agence"})


def test_numbers_are_numbers_in_a_workbook(page: Client) -> None:
    a_full_release()
    values = [row["value"] for row in rows_of(export(page, Figure, XLSX), XLSX)]
    assert sorted(values) == [42, 1250]


def test_the_preview_shows_a_hundred_rows_and_says_how_many_more(page: Client) -> None:
    lines = "".join(f",Personne {n}\n" for n in range(130))
    response = preview(page, Person, f"id,name\n{lines}".encode())
    html = response.content.decode()
    assert html.count('<tr class="new">') == 100
    assert "30 further rows are not shown" in html
    confirm(page, Person, response)
    assert Person.objects.count() == 130


def test_the_preview_has_no_inline_style_and_shows_tags_as_text(page: Client) -> None:
    an_entity(Organization, "OMP")
    rows = rows_of(export(page, Organization, CSV), CSV)
    html = preview(page, Organization, as_file([{**rows[0], "name": "<script>OMP"}], CSV)).content.decode()
    assert "style=" not in html.split('class="import-preview"')[1].split("</table>")[0]
    assert "<ins>&lt;script&gt;OMP</ins>" in html


def test_sources_are_written_out_only(page: Client) -> None:
    a_full_release()
    assert Source not in IMPORTED
    assert page.get("/admin/archive/source/import/").status_code in {302, 404}


def test_importing_asks_for_the_right_to_change(django_user_model: Any) -> None:
    from django.contrib.auth.models import Permission

    reader = django_user_model.objects.create_user("lea", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_person"))
    client = Client()
    client.force_login(reader)
    assert client.get(reverse("admin:archive_person_import")).status_code == 403


def test_there_are_three_formats() -> None:
    assert [one().get_title() for one in FORMATS] == ["csv", "xlsx", "json"]
