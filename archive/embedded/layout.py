"""The folder of one embedded server: what stands where, and to whom it belongs."""

from __future__ import annotations

import os
import pwd
import tempfile
from dataclasses import dataclass
from pathlib import Path

from archive.embedded import Refusal
from archive.embedded.home import make_home

PORT = 5432
# The address of a Unix socket holds 107 bytes on Linux and 103 on macOS.
LONGEST_ADDRESS = 103


@dataclass(frozen=True)
class Layout:
    """The paths inside `<home>/database`, a folder of mode 0700 that belongs to the server's user."""

    root: Path

    @property
    def cluster(self) -> Path:
        return self.root / "cluster"

    @property
    def successor(self) -> Path:
        """A cluster of a newer version, whole and verified, that is to take the cluster's place at the next start."""
        return self.root / "cluster-new"

    def predecessor(self, major: int) -> Path:
        """What an upgrade has left of a cluster of this version."""
        return self.root / f"cluster-{major}"

    @property
    def predecessors(self) -> list[Path]:
        """Clusters of older versions that upgrades have left."""
        return sorted(self.root.glob("cluster-[0-9]*"))

    @property
    def binaries(self) -> Path:
        """Copies of PostgreSQL, one folder a version."""
        return self.root / "binaries"

    @property
    def bin(self) -> Path:
        """A link to the programs that the server was last started with."""
        return self.root / "bin"

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def clients(self) -> Path:
        """Lock: shared by every client; the keeper takes it alone to stop the server."""
        return self.root / "clients.lock"

    @property
    def start(self) -> Path:
        """Lock: one client at a time looks whether a keeper has to be started."""
        return self.root / "start.lock"

    @property
    def keeper(self) -> Path:
        """Lock: held by the keeper as long as it lives."""
        return self.root / "keeper.lock"

    @property
    def server(self) -> Path:
        """Lock: inherited by the postmaster and all its children, so free only when the last of them is gone."""
        return self.root / "server.lock"

    @property
    def sockets(self) -> Path:
        """The folder of the socket, or a link to a shorter one."""
        return self.root / "socket"

    @property
    def host(self) -> str:
        """What a client gives as host."""
        return os.path.realpath(self.sockets)

    @property
    def address(self) -> str:
        return f"{self.host}/.s.PGSQL.{PORT}"


def layout(home: Path) -> Layout:
    return Layout(home.resolve() / "database")


def prepare(wanted: Layout) -> None:
    """Make the folder, for the user who will run the server. Several processes may do so at once."""
    if wanted.root.is_dir():
        return
    make_home(wanted.root.parent)
    draft = Path(tempfile.mkdtemp(prefix=".database-", dir=wanted.root.parent))
    if os.geteuid() == 0:
        owner = servers_user(wanted.root.parent)
        require_entry(wanted.root.parent, owner)
        os.chown(draft, owner.pw_uid, owner.pw_gid)
    try:
        draft.rename(wanted.root)
    except OSError:  # another process was first: its folder is not empty any more
        draft.rmdir()
        if not wanted.root.is_dir():
            raise


def servers_user(home: Path) -> pwd.struct_passwd:
    """As whom root runs the server, since PostgreSQL refuses root: the home's owner, else `postgres` or `nobody`."""
    if home.stat().st_uid:
        return pwd.getpwuid(home.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Refusal(
        "PostgreSQL cannot run as root, and there is no user «postgres» or «nobody» to run it as: create one."
    )


def require_entry(home: Path, user: pwd.struct_passwd) -> None:
    """Refuse a home under a folder that the server's user may not pass through."""
    for folder in (home, *home.parents):
        status = folder.stat()
        open_to_user = status.st_mode & (0o100 if status.st_uid == user.pw_uid else 0o001)
        if not open_to_user:
            raise Refusal(
                f"PostgreSQL cannot run as root; it runs as «{user.pw_name}», who may not enter {folder}. "
                "Set ARCHIVE_HOME to a folder that every user may pass through, such as one under /var/lib."
            )


def become_owner(wanted: Layout) -> None:
    """As root, turn for good into the user whom the folder belongs to; otherwise do nothing."""
    status = wanted.root.stat()
    if os.geteuid() == 0 and status.st_uid:
        os.setgroups([])
        os.setgid(status.st_gid)
        os.setuid(status.st_uid)


def make_sockets(wanted: Layout) -> None:
    """Make the folder of the socket: a short one elsewhere, behind a link, where the home's path is too long."""
    sockets = wanted.sockets
    if Path(wanted.host).is_dir() and Path(wanted.host).stat().st_uid == os.geteuid():
        return
    sockets.unlink(missing_ok=True)
    if fits(sockets):
        sockets.mkdir(mode=0o700)
    else:
        sockets.symlink_to(tempfile.mkdtemp(prefix="press-archive-", dir="/tmp"))


def fits(sockets: Path) -> bool:
    """Whether PostgreSQL can take this folder; libpq and the server both read a comma as the start of a second one."""
    return len(os.fsencode(sockets / f".s.PGSQL.{PORT}")) <= LONGEST_ADDRESS and "," not in str(sockets)
