"""Settings, read from the environment (docs/reference/settings.md lists them)."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from kam.config import environment

ENVIRONMENT = environment.choice(
    "KAM_ENV", ("production", "demo", "test"), "production"
)
PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(environment.text("KAM_VAR", "var")).resolve()

SECRET_KEY = (
    "for-tests-only"
    if ENVIRONMENT == "test"
    else environment.secret("KAM_SECRET_KEY", VAR)
)
DEBUG = False
ALLOWED_HOSTS = environment.words("KAM_HOSTS", "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = environment.words("KAM_ORIGINS")
# Where letters lead to; a page knows its address, a letter is written without one.
SITE = environment.text("KAM_SITE", [*CSRF_TRUSTED_ORIGINS, "http://127.0.0.1:8000"][0])
TRUSTED_PROXIES = environment.networks("KAM_TRUSTED_PROXIES")

DATABASES = {
    "default": environment.database(
        environment.private("DATABASE_URL", f"sqlite:///{VAR / 'kam.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "kam.core",
    "kam.web",
    "kam.audit",
    "kam.people",
    "kam.notices",
    "kam.catalog",
    "kam.packs",
    "kam.documents",
    "kam.accounts",
    "kam.judgements",
    "kam.adoption",
    "kam.needs",
    "kam.relations",
    "kam.change",
    "kam.thinking",
    "kam.questions",
    "kam.probing",
    "kam.visits",
    "kam.handover",
    "kam.plans",
    "kam.pipeline",
    "kam.resources",
    "kam.blueprints",
    "kam.performance",
    "kam.desk",
    "kam.privacy",
    "kam.sync",
    "kam.transfer",
    "kam.demo",
    "template_partials",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "kam.web.middleware.StackMiddleware",
    "kam.web.middleware.MannersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kam.people.middleware.TokenMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kam.web.middleware.PersonalMiddleware",
    "kam.web.middleware.SizeMiddleware",
    "kam.web.middleware.OnceMiddleware",
    "kam.web.middleware.ErrorsMiddleware",
    "kam.people.middleware.GrantsMiddleware",
    "kam.web.middleware.HeadMiddleware",
]

ROOT_URLCONF = "kam.config.urls"
WSGI_APPLICATION = "kam.config.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "kam.config.menu.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

KAM_EVENTS = "kam.config.events"
KAM_MARKS = "kam.config.marks"
KAM_NOTICES = "kam.config.notices"
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["kam.people.backend.PeopleBackend"]
LOGIN_URL = "people:sign-in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if ENVIRONMENT == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
USE_I18N = True
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = VAR / "files"

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kam.web.problems.csrf_refused"

BEHIND_TLS = environment.flag("KAM_TLS", default=False)
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

EMAIL_BACKEND = "kam.notices.post.NotingBackend"
EMAIL_HOST = environment.text("KAM_MAIL_HOST")
EMAIL_PORT = environment.number("KAM_MAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("KAM_MAIL_USER")
EMAIL_HOST_PASSWORD = environment.private("KAM_MAIL_PASSWORD")
EMAIL_USE_TLS = environment.flag("KAM_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
LETTERS_IN_THREADS = ENVIRONMENT != "test"
DIGESTS_BESIDE = environment.flag("KAM_DIGESTS", default=True)
DEFAULT_FROM_EMAIL = environment.text("KAM_MAIL_FROM", "kam@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "kam.config.logs.VeiledFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
NINJA_PAGINATION_PER_PAGE = 50
TEST_RUNNER = "django.test.runner.DiscoverRunner"
