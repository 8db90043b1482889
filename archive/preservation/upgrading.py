"""Taking the embedded cluster to a newer PostgreSQL: a new one is made beside it, filled, verified, put in its place.

    <home>/upgrading/               the new cluster in the making, and a backup of the old one; gone at the end
    <home>/database/cluster-new     the new cluster, whole and verified: from now on the next start finishes the rest
    <home>/database/cluster-15      the old one, until it is told to go

Nobody else gets in meanwhile. Killed before `cluster-new` is there, nothing has changed; the same command begins anew.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from archive.embedded import Refusal, locks
from archive.embedded.binaries import cluster_major, major_of
from archive.embedded.cluster import succeed, write_names
from archive.embedded.layout import Layout
from archive.embedded.server import Server
from archive.environment import embedded_database
from archive.preservation.backup import Manifest, Told, back_up
from archive.preservation.taking import connected_to, fill_from
from archive.reports.readers import MARK, make_reader

BEING_MADE = "upgrading"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which major version to which, what was taken along, what was not: lines of postgresql.conf."""

    before: int
    after: int
    manifest: Manifest
    old: Path
    settings: list[str]


def upgrade(programs: Path, told: Told = lambda _: None) -> Upgraded | None:
    """Take the embedded cluster to the version of `programs`; None if it has that, or a newer one, already.

    Raises Refusal where the servers cannot be had or others use the database; BackupError and ProgramError where the
    copy fails. The cluster is then as it was.
    """
    server = Server.of(connection.settings_dict)
    with server.alone():
        clear_leftovers(server.home)
        before, after = cluster_major(server.layout.cluster) or 0, major_of(programs)
        if after <= before:
            return None
        refuse_unfit(server.layout, before)
        newer = Server(server.home / BEING_MADE, server.fsync, programs)
        with newer.alone():
            manifest = copy(server, newer, told)
            newer.stop()
        connection.close()
        server.stop()
        settings = sorted(own_lines(server.layout.cluster) - own_lines(newer.layout.cluster))
        replace_cluster(server.layout, newer.layout.cluster)
    clear_leftovers(server.home)
    return Upgraded(before, after, manifest, server.layout.predecessor(before), settings)


def refuse_unfit(wanted: Layout, major: int) -> None:
    """Raise Refusal where an older copy would be written over, or the disk has no room for a new one."""
    if wanted.predecessor(major).exists():
        told = _(
            "%(folder)s is left of an earlier upgrade: remove it first with `manage.py upgrade-database --remove-old`."
        )
        raise Refusal(told % {"folder": wanted.predecessor(major)})
    needed, free = size_of(wanted.cluster), shutil.disk_usage(wanted.root).free
    if free < needed:
        told = _(
            "The new database may need %(needed)s MB beside the old one, and %(free)s MB are free: make room first."
        )
        raise Refusal(told % {"needed": needed // 10**6, "free": free // 10**6})


def copy(old: Server, new: Server, told: Told) -> Manifest:
    """Fill the new server from the old one, logins of readers included, and verify it."""
    backup = new.layout.root / "before.archive"  # a folder that nobody else may enter
    back_up(backup, told)
    logins = readers()
    with connected_to(embedded_database(new.home, fsync=old.fsync)):
        manifest = fill_from(backup, told)
        for name in logins:
            make_reader(name)
    return manifest


def readers() -> list[str]:
    """The logins that `manage.py reader` made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE shobj_description(oid, 'pg_authid') = %s ORDER BY 1", [MARK])
        return [name for (name,) in cursor.fetchall()]


def replace_cluster(wanted: Layout, new: Path) -> None:
    """Put the new cluster in the old one's place; both servers have stopped."""
    with locks.alone(wanted.server):
        new.rename(wanted.successor)
        write_names(wanted.root)
        succeed(wanted)


def own_lines(cluster: Path) -> set[str]:
    """What postgresql.conf and ALTER SYSTEM set."""
    files = [cluster / "postgresql.conf", cluster / "postgresql.auto.conf"]
    lines = (
        line.partition("#")[0].strip() for file in files if file.exists() for line in file.read_text().splitlines()
    )
    return set(filter(None, lines))


def clear_leftovers(home: Path) -> None:
    """Remove what an upgrade that was cut short left, once its server has stopped."""
    left = Server(home / BEING_MADE)
    if left.layout.root.is_dir():
        with locks.alone(left.layout.server):
            pass
    shutil.rmtree(left.home, ignore_errors=True)


def remove_old(wanted: Layout) -> list[tuple[Path, int]]:
    """Remove clusters of older versions that upgrades have left; give each and its size in bytes."""
    found = [(cluster, size_of(cluster)) for cluster in wanted.predecessors]
    for cluster, _size in found:
        shutil.rmtree(cluster)
    return found


def size_of(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*"))
