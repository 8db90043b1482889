"""The archive as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """Registers the archive with Django."""

    name = "archive"
    verbose_name = _("Archive")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import archive.logins  # noqa: F401 the log hears of logins
        from archive.models.changelog import keep_origin
        from archive.operation.database_roles import keep_applications
        from archive.reports.schema import after_migrating, before_migrating
        from archive.roles import keep_roles

        post_migrate.connect(keep_roles, sender=self, dispatch_uid="archive.keep_roles")
        post_migrate.connect(keep_origin, sender=self, dispatch_uid="archive.keep_origin")
        pre_migrate.connect(before_migrating, sender=self, dispatch_uid="archive.reports.before")
        post_migrate.connect(after_migrating, sender=self, dispatch_uid="archive.reports.after")
        post_migrate.connect(keep_applications, sender=self, dispatch_uid="archive.keep_applications")
