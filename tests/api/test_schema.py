"""The OpenAPI description: current, valid without a warning, and served with Swagger UI within the policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator

from archive.api.resources import ALL, Resource
from tests.admin.builders import a_full_release
from tests.api.test_reading import API, got

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"


@pytest.fixture(scope="module")
def described() -> Any:
    return yaml.safe_load(COMMITTED.read_text(encoding="utf-8"))


def test_the_committed_file_is_what_the_code_says_and_gives_no_warning(tmp_path: Path) -> None:
    """`manage.py spectacular --lang en --validate --fail-on-warn --file docs/openapi.yaml` writes it anew."""
    path = tmp_path / "openapi.yaml"
    call_command("spectacular", "--lang", "en", "--validate", "--fail-on-warn", "--file", str(path))
    assert path.read_text(encoding="utf-8") == COMMITTED.read_text(encoding="utf-8")


@pytest.mark.parametrize("resource", ALL, ids=lambda one: one.kind)
def test_answers_are_as_described(resource: Resource, described: Any, program: Client) -> None:
    a_full_release()
    name = resource.model.__name__
    expand = f"?expand={','.join(resource.relations)}" if resource.relations else ""
    page = got(program, f"{resource.place}/{expand}")
    for told, component in ((page, f"{name}Page"), (page["results"][0], name)):
        schema = {"$ref": f"#/components/schemas/{component}", "components": described["components"]}
        Draft202012Validator(schema).validate(told)
    properties = described["components"]["schemas"][name]["properties"]
    assert set(got(program, f"{resource.place}/{page['results'][0]['id']}/")) <= set(properties)


def test_errors_are_as_described(described: Any, program: Client) -> None:
    schema = {"$ref": "#/components/schemas/Problem", "components": described["components"]}
    for address in ("quotes/?speker=1", "quotes/0/", "quotes/?review=rejected"):
        Draft202012Validator(schema).validate(program.get(API + address).json())


def test_swagger_ui_is_served_by_the_archive_alone(program: Client) -> None:
    page = program.get(f"{API}docs/")
    html = page.content.decode()
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "<style" not in html
    assert "//" not in html.replace("<!DOCTYPE html>", "")
    script = program.get(f"{API}docs/?script=")
    assert script.headers["Content-Type"] == "application/javascript"
    assert f"{API}schema/" in script.content.decode().replace("\\u002D", "-")


def test_the_description_is_served(program: Client) -> None:
    response = program.get(f"{API}schema/?format=json")
    assert response.json()["openapi"].startswith("3.1")
