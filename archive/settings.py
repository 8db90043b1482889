"""Django settings. They start nothing; everything that differs between machines comes from the environment."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pghistory
from corsheaders.defaults import default_headers
from django.utils.translation import gettext_lazy as _

from archive.embedded.home import archive_home
from archive.environment import (
    choice,
    database_from_url,
    embedded_database,
    flag,
    listed,
    number,
    refuse_weak_password,
    secret_key,
    strong,
)
from archive.operation.logs import JSON, TEXT, configuration

BASE_DIR = Path(__file__).resolve().parent.parent
ARCHIVE_HOME = archive_home(BASE_DIR, os.environ)
DEBUG = flag("ARCHIVE_DEBUG", default=False)
HTTPS = flag("ARCHIVE_HTTPS", default=False)
# What looks after the archive on its own machine asks by these names, whatever the others call it.
ALLOWED_HOSTS = [*listed("ARCHIVE_HOSTS", []), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = listed("ARCHIVE_ORIGINS", [])
SECRET_KEY = secret_key(ARCHIVE_HOME, os.environ)

INSTALLED_APPS = [
    "archive",
    "etl",
    "archive.site.ArchiveAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "import_export",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "axes",
    "corsheaders",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "archive.operation.requests.RequestIdMiddleware",
    "archive.operation.metrics.MetricsMiddleware",
    "archive.operation.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.operation.headers.SizeMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "archive.reading.admission.ReadersAdmitted",
    "archive.curation.history.context.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Lower case keeps the address, which may hold a password, off the page that shows an error.
database_url = os.environ.get("DATABASE_URL", "")
database = (
    database_from_url(database_url)
    if database_url
    else embedded_database(
        ARCHIVE_HOME, os.environ.get("ARCHIVE_DATABASE_ROLE", ""), fsync=flag("ARCHIVE_FSYNC", default=True)
    )
)
if HTTPS:
    refuse_weak_password(database)
# A connection outlives a request and is looked at before it is used again, or each worker answers a restart of the
# database with one error.
DATABASES = {
    "default": {
        **database,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}

AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
    ),
]
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]

# Whoever fails to log in as somebody waits, whether there is such a person or not. The wait counts from the last
# failure before it, so that trying on does not make it longer; nobody else's address has to wait.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "archive.logins.address_of"
AXES_LOCKOUT_CALLABLE = "archive.logins.told_to_wait"
AXES_VERBOSE = AXES_ENABLE_ADMIN = False

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "archive" / "locale"]
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = ARCHIVE_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# JSON, a line each, in production; readable elsewhere.
LOG_FORMAT = choice("ARCHIVE_LOG", (JSON, TEXT), JSON if HTTPS else TEXT)
LOGGING = configuration(LOG_FORMAT)

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# What looks after the archive asks it without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_REFERRER_POLICY = "same-origin"
# Who logged in is asked again the next day. With the prefix, no other host of the domain can set the cookies.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (f"{'__Host-' if HTTPS else ''}{name}" for name in ("sessionid", "csrftoken"))
# The archive's own scripts, styles and pictures, none within a page; nobody frames it. Pages for readers have less.
ARCHIVE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

# A cell that begins with =, +, - or @ would be a formula in the spreadsheet of whoever opens the export.
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "add"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

# The history only tells what was: its columns point at rows that may be gone, and are not searched by.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)

# The queue stands in the database. Its tasks are known to workers only: they import the parser.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["etl.jobs"]

# The ETL's limits, in bytes; a zip may hold at most ARCHIVE_MAX_ZIP_BYTES unpacked.
ARCHIVE_MAX_DOCUMENT_BYTES = number("ARCHIVE_MAX_DOCUMENT_BYTES", 20_000_000)
ARCHIVE_MAX_ZIP_BYTES = number("ARCHIVE_MAX_ZIP_BYTES", 2_000_000_000)
# A document may be pasted into a form; what else the form sends is small.
DATA_UPLOAD_MAX_MEMORY_SIZE = ARCHIVE_MAX_DOCUMENT_BYTES + 1_000_000
# A request of more bytes than this is not read.
ARCHIVE_MAX_UPLOAD_BYTES = number("ARCHIVE_MAX_UPLOAD_BYTES", 200_000_000)
# Name of the organisation whose releases these are, unless the metadata says otherwise.
ARCHIVE_ISSUER = os.environ.get("ARCHIVE_ISSUER", "INTERPOL")
# Whether the pages for readers ask nobody who they are.
ARCHIVE_PUBLIC_READ = flag("ARCHIVE_PUBLIC_READ", default=True)

# When the archive is not ready: hours without a backup, minutes for which a job has waited; 0 lets that be.
ARCHIVE_BACKUP_HOURS = number("ARCHIVE_BACKUP_HOURS", 0)
ARCHIVE_QUEUE_MINUTES = number("ARCHIVE_QUEUE_MINUTES", 0)
# Who sends it may read the metrics from another machine.
ARCHIVE_METRICS_TOKEN = strong("ARCHIVE_METRICS_TOKEN")

# The API: scripts of these pages may ask it from a browser; how often anybody may.
CORS_ALLOWED_ORIGINS = listed("ARCHIVE_API_ORIGINS", [])
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_HEADERS = [*default_headers, "if-match", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Location", "Retry-After", "X-Request-ID"]
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "archive.api.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["archive.api.access.ReadersAdmitted"],
    "DEFAULT_RENDERER_CLASSES": ["archive.api.negotiation.Json"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "archive.api.negotiation.Negotiation",
    "DEFAULT_SCHEMA_CLASS": "archive.api.schema.ArchiveSchema",
    "DEFAULT_THROTTLE_CLASSES": ["archive.api.throttling.Throttle"],
    "EXCEPTION_HANDLER": "archive.api.handling.handled",
}
KNOX_TOKEN_MODEL = "archive.ApiToken"  # noqa: S105
MIGRATION_MODULES = {"knox": None}  # its own table of tokens is never made: ours is in its place
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_TTL": timedelta(days=90)}
# Requests a minute, of an address and of a token; 0 counts none.
ARCHIVE_API_ANONYMOUS_RATE = number("ARCHIVE_API_ANONYMOUS_RATE", 600)
ARCHIVE_API_TOKEN_RATE = number("ARCHIVE_API_TOKEN_RATE", 6000)
SPECTACULAR_SETTINGS = {
    "TITLE": "Press archive",
    "DESCRIPTION": "Who said what, which numbers were claimed, what took place: each with the words it was read from.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,
    "POSTPROCESSING_HOOKS": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
