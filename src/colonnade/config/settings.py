"""Django's settings, from the installation's. Nothing secret has a default."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import environ
import structlog
from csp.constants import NONE, SELF

from colonnade.config import env

VALUES = env.read()
DATA = env.data_folder(VALUES)
HERE = Path(__file__).resolve().parent.parent


def _secret_key() -> str:
    path = Path(str(VALUES["COLONNADE_SECRET_KEY_FILE"]) or DATA / "secret.key")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o400)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = VALUES["COLONNADE_DEBUG"]
ALLOWED_HOSTS = VALUES["COLONNADE_HOSTS"]
CSRF_TRUSTED_ORIGINS = VALUES["COLONNADE_ORIGINS"]
COLONNADE_MASTER_KEY_FILE = str(VALUES["COLONNADE_MASTER_KEY_FILE"]) or str(DATA / "master.key")
COLONNADE_BASE_URL = str(VALUES["COLONNADE_BASE_URL"]).rstrip("/")
COLONNADE_WORKERS = VALUES["COLONNADE_WORKERS"]
COLONNADE_TRANSCRIPT_DAYS = VALUES["COLONNADE_TRANSCRIPT_DAYS"]
COLONNADE_DEMO_TOKEN = os.environ.get("COLONNADE_DEMO_TOKEN", "")

INSTALLED_APPS = [
    "colonnade.demo",
    "colonnade.workspace",
    "colonnade.insights",
    "colonnade.listening",
    "colonnade.followups",
    "colonnade.conversations",
    "colonnade.goals",
    "colonnade.feedback",
    "colonnade.evidence",
    "colonnade.careers",
    "colonnade.hints",
    "colonnade.spaces",
    "colonnade.accounts",
    "colonnade.people",
    "colonnade.activity",
    "colonnade.ui",
    "colonnade.cli",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "colonnade.activity.requestlog.request_log",
    "csp.middleware.CSPMiddleware",
    "colonnade.config.headers.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "colonnade.accounts.middleware.CurrentPerson",
    "colonnade.accounts.middleware.own_language_and_zone",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "colonnade.spaces.reading.read_log",
    "colonnade.config.refusals.refusals",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "colonnade.config.urls"
WSGI_APPLICATION = "colonnade.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "colonnade.ui.jinja.environment",
            "context_processors": ["colonnade.workspace.chrome.chrome"],
        },
    },
]

if VALUES["COLONNADE_DATABASE_URL"]:
    DATABASES = {"default": environ.Env.db_url_config(str(VALUES["COLONNADE_DATABASE_URL"]))}
    DATABASES["default"] |= {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            **DATABASES["default"].get("OPTIONS", {}),
            "server_side_binding": True,
            "prepare_threshold": 2,
        },
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "colonnade.kernel.sqlite",
            "NAME": DATA / "colonnade.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                    "PRAGMA busy_timeout=20000;PRAGMA mmap_size=0;PRAGMA cache_size=-4000;PRAGMA secure_delete=ON"
                ),
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Only the sign-in limits are kept here; a table, because several workers must count together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_limits"}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]
SESSION_ENGINE = "colonnade.accounts.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "colonnade.config.refusals.csrf_failure"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "colonnade.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Django's own: allauth's keeps a second table of addresses, and an old address would still open the account.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  a class
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,10/15m/key",
    "reset_password": "20/m/ip,5/m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = VALUES["COLONNADE_TRUSTED_PROXIES"]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = Path(str(VALUES["COLONNADE_STATIC"]) or DATA / "static")
STORAGES = {"staticfiles": {"BACKEND": "colonnade.ui.storage.JoinedManifestStorage"}}
WHITENOISE_MAX_AGE = 3600

EMAIL_BACKEND = "colonnade.activity.outbox.OutboxBackend"
DEFAULT_FROM_EMAIL = VALUES["COLONNADE_MAIL_FROM"]
COLONNADE_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
COLONNADE_DELIVERS_MAIL = bool(VALUES["COLONNADE_SMTP_URL"])
if COLONNADE_DELIVERS_MAIL:
    _smtp = environ.Env.email_url_config(str(VALUES["COLONNADE_SMTP_URL"]))
    EMAIL_HOST, EMAIL_PORT = _smtp["EMAIL_HOST"], _smtp["EMAIL_PORT"] or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _smtp["EMAIL_HOST_USER"] or "", _smtp["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS, EMAIL_USE_SSL = _smtp.get("EMAIL_USE_TLS", False), _smtp.get("EMAIL_USE_SSL", False)
    EMAIL_TIMEOUT = 20

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if VALUES["COLONNADE_TLS"]:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600

# Allow-listed fields only: no bodies, no addresses of pages with ids, no words.
structlog.configure(
    processors=[
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.add_log_level,
        structlog.processors.JSONRenderer(),
    ],
    wrapper_class=structlog.make_filtering_bound_logger(str(VALUES["COLONNADE_LOG_LEVEL"])),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": VALUES["COLONNADE_LOG_LEVEL"]},
    # Django logs the path of what it refused; paths hold ids, the request line already holds the rest.
    # A wrong Host header is anybody's to send; a traceback each would let strangers fill the disk.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "colonnade.kernel.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
