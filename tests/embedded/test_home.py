from __future__ import annotations

import os
from pathlib import Path

from archive.embedded.home import archive_home, make_home


def test_it_is_where_the_variable_says(tmp_path: Path) -> None:
    assert archive_home(Path("/clone"), {"ARCHIVE_HOME": str(tmp_path / "here")}) == tmp_path.resolve() / "here"


def test_it_is_under_the_data_folder_and_carries_the_clone_s_name() -> None:
    home = archive_home(Path("/srv/My archive"), {"HOME": "/home/ada", "XDG_DATA_HOME": "/data"})
    assert home.parent == Path("/var/lib/press-archive" if os.geteuid() == 0 else "/data/press-archive")
    name, digits = home.name.rsplit("-", 1)
    assert name == "My-archive"
    assert int(digits, 16) >= 0
    assert len(digits) == 8


def test_two_clones_of_one_name_have_two_homes() -> None:
    assert archive_home(Path("/a/archive"), {"HOME": "/h"}) != archive_home(Path("/b/archive"), {"HOME": "/h"})


def test_naming_it_makes_nothing(tmp_path: Path) -> None:
    archive_home(tmp_path / "clone", {"ARCHIVE_HOME": str(tmp_path / "home"), "HOME": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_made_with_its_parents_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        make_home(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == (0o711 if os.geteuid() == 0 else 0o700)
