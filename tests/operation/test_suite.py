"""The suite itself: what it leaves behind."""

from __future__ import annotations

from tests.operation.archives import Archive, eventually, new_archive


def test_a_suite_run_by_two_processes_passes_and_leaves_no_server_running() -> None:
    with new_archive() as archive:
        suite = archive.run("-m", "pytest", "--numprocesses", "2", "tests/operation/test_first_administrator.py")
        assert suite.returncode == 0, suite.stdout
        of_tests = Archive(archive.home.with_name("home-tests"))
        assert of_tests.layout.cluster.is_dir()
        assert eventually(of_tests.is_quiet)
        assert not archive.layout.root.exists()
