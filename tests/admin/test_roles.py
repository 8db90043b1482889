"""Who may do what: the table of roles, and every page and action of the admin against it."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from archive.api.tokens import make
from archive.models import ApiToken, Person, Quote, Release
from archive.roles import GRANTS, Act, Role, keep_roles, may, only_for, permissions_of
from etl.jobs import defer
from tests.admin.builders import a_full_release, a_likeness, a_merge, a_note, a_proposal, a_quote, an_entity

VERBS = ("view", "add", "change", "delete")
# Everything that a role may do with the rows of a model: v(iew), a(dd), c(hange), d(elete).
MATRIX = """
                        reader  editor  chief editor  administrator
archive.source          v---    v---    v---          v---
archive.release         v---    v-c-    v-cd          v-cd
archive.run             v---    v---    v---          v---
archive.person          v---    vac-    vacd          vacd
archive.organization    v---    vac-    vacd          vacd
archive.office          v---    vac-    vacd          vacd
archive.programme       v---    vac-    vacd          vacd
archive.event           v---    vac-    vacd          vacd
archive.indicator       v---    vac-    vacd          vacd
archive.subject         v---    vac-    vacd          vacd
archive.quote           v---    vacd    vacd          vacd
archive.figure          v---    vacd    vacd          vacd
archive.tenure          v---    vacd    vacd          vacd
archive.participation   v---    vacd    vacd          vacd
archive.mention         v---    vacd    vacd          vacd
archive.proposal        v---    v-c-    v-c-          v-c-
archive.likeness        v---    v-c-    v-c-          v-c-
archive.merge           v---    v---    va--          va--
archive.note            v---    vac-    vacd          vacd
archive.apitoken        va-d    va-d    va-d          va-d
auth.user               ----    ----    ----          vacd
axes.accessattempt      ----    ----    ----          v---
axes.accesslog          ----    ----    ----          v---
procrastinate.procrastinatejob ---- ----  v---          v---
"""
ACTS = """
                     reader  editor  chief editor  administrator
view_release         x       x       x             x
change_release       -       x       x             x
assign_release       -       -       x             x
ingest_documents     -       -       x             x
import_spreadsheets  -       -       x             x
add_merge            -       -       x             x
undo_runs            -       -       x             x
"""
# Actions on the lists, by the verb they take.
ACTIONS = {
    "reject": "change",
    "make_pending": "change",
    "accept": "change",
    "dismiss": "change",
    "try_again": "view",
    "read_again": "change",
    "delete_selected": "delete",
    "assign_indicator": "change",
    "confirm_in_bulk": "change",
    "give": "change",
    "part": "change",
}


def rows_of(table: str) -> dict[str, list[str]]:
    lines = [line.split() for line in table.strip().splitlines()[1:]]
    return {first: rest for first, *rest in lines}


def verbs_of(model: str, role: Role) -> str:
    app, name = model.split(".")
    held = permissions_of(role)
    return "".join(verb[0] if f"{app}.{verb}_{name}" in held else "-" for verb in VERBS)


def user_in(role: Role | None, name: str = "lea", **fields: Any) -> User:
    user = User.objects.create_user(name, is_staff=True, **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_the_table_says_what_each_role_may_do_with_each_model() -> None:
    assert {model: [verbs_of(model, role) for role in Role] for model in rows_of(MATRIX)} == rows_of(MATRIX)


def test_the_table_names_every_model_that_has_pages() -> None:
    assert set(rows_of(MATRIX)) == {model._meta.label_lower for model in admin.site._registry}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_each_act_is_for_those_roles_that_the_table_says(role: Role) -> None:
    user, place = user_in(role), list(Role).index(role)
    assert {act: "x" if may(user, act) else "-" for act in Act} == {
        Act(act): marks[place] for act, marks in rows_of(ACTS).items()
    }


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_a_group_has_exactly_the_permissions_of_its_role(role: Role) -> None:
    assert User.objects.get(pk=user_in(role).pk).get_all_permissions() == permissions_of(role)


@pytest.mark.django_db
def test_migrating_again_mends_a_group_and_keeps_the_people_in_it() -> None:
    user = user_in(Role.READER)
    Group.objects.get(name=Role.READER).permissions.clear()
    keep_roles()
    assert User.objects.get(pk=user.pk).get_all_permissions() == permissions_of(Role.READER)


def test_every_grant_is_a_permission_that_exists() -> None:
    for grants in GRANTS.values():
        for verb, models in grants.items():
            assert all(apps.get_model(m if "." in m else f"archive.{m}") for m in models if verb)


@pytest.fixture
def records(db: None) -> dict[str, Any]:
    """A record of every model that has pages."""
    release = a_full_release()
    a_proposal(release.quotes.get())
    twin = an_entity(Person, "Aude Kermarec")
    a_likeness(release.quotes.get().speaker, twin)
    a_merge(release.quotes.get().speaker, twin)
    a_note(release)
    client = Client()
    client.post(reverse("admin:login"), {"username": "nobody", "password": "wrong"})
    user_in(None, "other")
    defer(1, [1])
    make(User.objects.get(username="other"), "notebook", ["read"], 30)
    client.force_login(User.objects.get(username="other"))
    return {model._meta.label_lower: model._default_manager.first() for model in admin.site._registry}


def pages_of(model: str, record: Any) -> dict[str, str]:
    """Verb (one that is refused without it) → address, of those that there are."""
    name = model.replace(".", "_")
    pages = {"list": f"admin:{name}_changelist", "add": f"admin:{name}_add", "import": f"admin:{name}_import"}
    found = {}
    for page, view in pages.items():
        try:
            found[page] = reverse(view)
        except NoReverseMatch:
            assert page == "import"
    own = {"view": "change", "delete": "delete", "history": "history"}
    return found | {page: reverse(f"admin:{name}_{view}", args=[record.pk]) for page, view in own.items()}


NEVER_ADDED = {"source", "release", "run", "proposal", "likeness", "merge", "note"}
NEVER_DELETED = {"source", "run", "proposal", "merge"}


def is_open(page: str, model: str, verbs: str, role: Role | None) -> bool:
    name = model.partition(".")[2]
    if page == "import":
        return "c" in verbs and role in (Role.CHIEF_EDITOR, Role.ADMINISTRATOR)
    if page == "add":
        return "a" in verbs and name not in NEVER_ADDED
    if page == "delete":
        return "d" in verbs and name not in NEVER_DELETED
    return "v" in verbs


@pytest.mark.parametrize("role", [None, *Role])
def test_every_page_opens_for_the_roles_that_the_table_says_and_for_nobody_else(
    role: Role | None, records: dict[str, Any]
) -> None:
    user = user_in(role)
    client = client_of(user)
    ApiToken.objects.update(user=user)  # whose it is sees it
    wrong = []
    for model, record in records.items():
        verbs = verbs_of(model, role) if role else "----"
        for page, address in pages_of(model, record).items():
            expected = 200 if is_open(page, model, verbs, role) else 403
            got = client.get(address).status_code
            if got != expected:
                wrong.append((model, page, got))
    assert wrong == []


@pytest.mark.parametrize("role", [None, *Role])
def test_every_action_of_a_list_is_for_the_roles_that_the_table_says(
    role: Role | None, records: dict[str, Any]
) -> None:
    request = RequestFactory().get("/")
    request.user = user_in(role)
    wrong = []
    for model, site in admin.site._registry.items():
        verbs = verbs_of(model._meta.label_lower, role) if role else "----"
        offered = set(site.get_actions(request))
        assert offered <= set(ACTIONS), "a new action: say in ACTIONS which verb it takes"
        wrong += [(model, action) for action in offered if ACTIONS[action][0] not in verbs]
    assert wrong == []


@pytest.mark.parametrize("role", [None, Role.READER])
def test_an_action_that_is_not_offered_does_nothing_when_it_is_sent(role: Role | None, db: None) -> None:
    quote = a_quote()
    client = client_of(user_in(role))
    client.post(reverse("admin:archive_quote_changelist"), {"action": "reject", "_selected_action": [quote.pk]})
    quote.refresh_from_db()
    assert quote.review == "pending"


@pytest.mark.parametrize("role", [None, *Role])
def test_the_pages_besides_the_models_ask_for_their_act(role: Role | None, db: None) -> None:
    client = client_of(user_in(role))
    opened = {page: client.get(reverse(f"admin:{page}")).status_code for page in ("index", "try", "ingest")}
    assert opened == {
        "index": 200,
        "try": 200,
        "ingest": 200 if role in (Role.CHIEF_EDITOR, Role.ADMINISTRATOR) else 403,
    }


@pytest.mark.parametrize("page", ["index", "try", "ingest"])
def test_nobody_gets_in_without_a_login(page: str, db: None) -> None:
    assert Client().get(reverse(f"admin:{page}")).headers["Location"].startswith(reverse("admin:login"))


def test_a_view_that_is_only_for_some_refuses_the_others(db: None) -> None:
    view = only_for(Act.MERGE)(lambda request: "merged")  # type: ignore[arg-type,return-value]
    request = RequestFactory().get("/")
    request.user = user_in(Role.CHIEF_EDITOR)
    assert view(request) == "merged"
    request.user = user_in(Role.EDITOR, "max")
    with pytest.raises(PermissionDenied):
        view(request)


def test_an_editor_edits_and_a_reader_does_not(db: None) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    address = reverse("admin:archive_person_change", args=[person.pk])
    sent = {"name": "Aude Le Kermarrec", "seen_version": 1, "aliases": "", "identifiers": "{}", "flags": ""}
    sent |= {"supplied": "{}", "gender": ""}
    assert client_of(user_in(Role.READER)).post(address, sent).status_code == 403
    assert client_of(user_in(Role.EDITOR, "max")).post(address, sent).status_code == 302
    person.refresh_from_db()
    assert person.name == "Aude Le Kermarrec"


def test_an_editor_who_deletes_what_the_parser_found_rejects_it(db: None) -> None:
    quote = a_quote()
    client_of(user_in(Role.EDITOR)).post(reverse("admin:archive_quote_delete", args=[quote.pk]), {"post": "yes"})
    assert Quote.objects.get().review == "rejected"


def test_a_chief_editor_deletes_a_release_with_what_stands_in_it(db: None) -> None:
    release = a_full_release()
    address = reverse("admin:archive_release_delete", args=[release.pk])
    assert client_of(user_in(Role.EDITOR, "max")).post(address, {"post": "yes"}).status_code == 403
    assert client_of(user_in(Role.CHIEF_EDITOR)).post(address, {"post": "yes"}).status_code == 302
    assert not Release.objects.exists()


def person_form(client: Client, user: User, **changes: Any) -> Any:
    address = reverse("admin:auth_user_change", args=[user.pk])
    return client.post(address, {"username": user.username, "is_active": "on", "role": "", **changes})


def test_an_administrator_gives_a_role_and_with_it_the_way_in(db: None) -> None:
    person = User.objects.create_user("max")
    person_form(client_of(user_in(Role.ADMINISTRATOR)), person, role="editor")
    person.refresh_from_db()
    assert ([group.name for group in person.groups.all()], person.is_staff) == (["editor"], True)


def test_taking_the_role_away_takes_the_way_in(db: None) -> None:
    person = user_in(Role.EDITOR, "max")
    person_form(client_of(user_in(Role.ADMINISTRATOR)), person)
    person.refresh_from_db()
    assert (person.groups.count(), person.is_staff) == (0, False)


def test_an_administrator_makes_nobody_a_superuser_and_changes_none(db: None, administrator: User) -> None:
    client = client_of(user_in(Role.ADMINISTRATOR))
    person = user_in(Role.EDITOR, "max")
    person_form(client, person, role="editor", is_superuser="on", user_permissions="1")
    person.refresh_from_db()
    assert (person.is_superuser, person.user_permissions.count()) == (False, 0)
    password = reverse("admin:auth_user_password_change", args=[administrator.pk])
    assert person_form(client, administrator).status_code == 403
    assert client.get(password).status_code == 403
    assert client.post(reverse("admin:auth_user_delete", args=[administrator.pk]), {"post": "yes"}).status_code == 403


def test_a_new_person_has_no_role_until_one_is_given(db: None) -> None:
    client = client_of(user_in(Role.ADMINISTRATOR))
    words = {"username": "max", "password1": "long and unlikely 7", "password2": "long and unlikely 7"}
    response = client.post(reverse("admin:auth_user_add"), {**words, "usable_password": "true"})
    person = User.objects.get(username="max")
    assert response.headers["Location"] == reverse("admin:auth_user_change", args=[person.pk])
    assert (person.is_staff, person.groups.count()) == (False, 0)


def test_the_role_is_named_in_french(db: None) -> None:
    client = client_of(user_in(Role.ADMINISTRATOR))
    page = client.get(reverse("admin:auth_user_changelist"), headers={"accept-language": "fr"}).content.decode()
    assert "administration" in page
