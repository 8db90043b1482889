"""What a clone brings along to be installed, run and shipped."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from itertools import chain
from typing import Any

import pytest
import yaml

from tests.operation.archives import CLONE

PINS = ["requirements.txt", "requirements-dev.txt"]


def text(name: str) -> str:
    return (CLONE / name).read_text()


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def direct() -> tuple[list[str], list[str]]:
    """The names of what is needed to run, and to test."""
    project = tomllib.loads(text("pyproject.toml"))["project"]
    run, test = project["dependencies"], project["optional-dependencies"]["dev"]
    return [name_of(one) for one in run], [name_of(one) for one in test]


@cache
def pinned(file: str) -> dict[str, tuple[str, int]]:
    """The version of each package and how many hashes it has."""
    blocks = re.findall(
        r"^([\w.-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text(file), re.MULTILINE
    )
    return {name: (version, hashes.count("--hash")) for name, version, hashes in blocks}


def make(*arguments: str) -> str:
    return subprocess.run(["make", *arguments], cwd=CLONE, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("file", PINS)
def test_every_requirement_is_pinned_with_hashes_and_nothing_else_is_said(file: str) -> None:
    lines = [line for line in text(file).splitlines() if line and not line.lstrip().startswith("#")]
    packages = [line for line in lines if not line.startswith(" ")]
    assert len(packages) == len(pinned(file)) > 20
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+ \\", line) for line in packages)
    assert "://" not in text(file)


def test_every_direct_dependency_is_pinned() -> None:
    run, test = direct()
    assert set(run) <= set(pinned("requirements.txt"))
    assert {*run, *test} <= set(pinned("requirements-dev.txt"))


def test_what_is_tested_is_what_runs() -> None:
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


def test_the_readme_gives_each_direct_dependency_its_reason() -> None:
    section = text("README.md").partition("\n## What it stands on\n")[2]
    rows = re.findall(r"^\| `([\w.-]+)` \| [^|]{10,} \|$", section, re.MULTILINE)
    assert {name_of(name) for name in rows} == {*chain(*direct())}


def test_make_alone_says_what_there_is() -> None:
    told = make()
    assert all(f"  {target} " in told for target in ("install", "run", "password", "test", "lint"))


def test_make_run_goes_from_the_packages_to_the_server() -> None:
    steps = re.findall(r"manage\.py (\w+ \w+)|-m (gunicorn)", make("--dry-run", "run"))
    assert ["".join(step) for step in steps] == ["prepare seeds", "gunicorn"]


def test_packages_are_installed_by_their_hashes_alone() -> None:
    installs = re.findall(r"pip install .*", text("Makefile") + text("Dockerfile"))
    assert len(installs) == 4
    assert all("--require-hashes" in line for line in installs)


@pytest.fixture(scope="module")
def compose() -> Any:
    return yaml.safe_load(text("docker-compose.yml"))


def test_containers_run_postgresql_18_on_a_volume_it_accepts(compose: Any) -> None:
    database = compose["services"]["database"]
    assert database["image"] == "postgres:18"
    assert database["volumes"] == ["database:/var/lib/postgresql"]
    assert "database" in compose["volumes"]


def test_the_web_waits_for_a_healthy_migrated_database_and_both_are_looked_after(compose: Any) -> None:
    web, database = compose["services"]["web"], compose["services"]["database"]
    assert {name: on["condition"] for name, on in web["depends_on"].items()} == {
        "database": "service_healthy",
        "migrate": "service_completed_successfully",
    }
    assert web["healthcheck"]["test"][0] == database["healthcheck"]["test"][0] == "CMD"
    assert web["restart"] == database["restart"] == "unless-stopped"


def test_the_web_is_reached_from_this_machine_alone(compose: Any) -> None:
    assert all(port.startswith("127.0.0.1:") for port in compose["services"]["web"]["ports"])
    assert "ports" not in compose["services"]["database"]


def test_only_what_makes_tables_is_the_owner_of_the_database(compose: Any) -> None:
    users = {name: service["environment"].get("DATABASE_URL", "") for name, service in compose["services"].items()}
    owners = {name for name, address in users.items() if "//archive@" in address}
    assert owners == {"migrate"}
    assert {users["web"], users["worker"]} == {"postgresql://archive_application@database:5432/archive"}


def test_containers_are_looked_after_by_their_health(compose: Any) -> None:
    assert compose["services"]["web"]["healthcheck"]["test"][1:] == ["python", "-m", "archive.health", "ready"]
    assert '"archive.health", "live"' in text("Dockerfile")


def test_no_secret_stands_in_a_file(compose: Any) -> None:
    settings = chain.from_iterable(service["environment"].items() for service in compose["services"].values())
    secrets = [(name, value) for name, value in settings if re.search("PASSWORD|SECRET", name)]
    passwords = {"POSTGRES_PASSWORD", "PGPASSWORD", "ARCHIVE_APPLICATION_PASSWORD"}
    assert {name for name, _ in secrets} == {*passwords, "ARCHIVE_SECRET_KEY"}
    assert all(re.fullmatch(r"\$\{[A-Z_]+:\?[^}]+\}", value) for _, value in secrets)


def test_the_container_does_not_run_as_root() -> None:
    users = re.findall(r"^USER (\w+)$", text("Dockerfile"), re.MULTILINE)
    assert users == ["archive"]


def test_the_image_copies_what_the_folder_lets_through() -> None:
    let_through = re.findall(r"^!(\S+)$", text(".dockerignore"), re.MULTILINE)
    copied = re.findall(r"^COPY (?!--from)(\S+)", text("Dockerfile"), re.MULTILINE)
    assert set(copied) == set(let_through)
