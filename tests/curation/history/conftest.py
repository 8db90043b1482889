"""The administrator at the admin's pages, as in tests of the admin."""

from tests.admin.conftest import administrator, page, plain_static_files, quick_passwords

__all__ = ["administrator", "page", "plain_static_files", "quick_passwords"]
