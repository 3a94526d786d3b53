"""Django settings. Everything that differs per place comes from the environment."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from ..opslag import standaard_map

HIER = Path(__file__).parent
DATA = standaard_map()


def _geheim() -> str:
    """The key that signs cookies: made once per data directory, readable to its owner only."""
    if gegeven := os.environ.get("STELSEL_GEHEIM"):
        return gegeven
    bestand = DATA / "app" / "geheim"
    bestand.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(bestand, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as f:
            f.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return bestand.read_text()


SECRET_KEY = _geheim()
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *filter(None, os.environ.get("STELSEL_HOSTS", "").split(","))]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_htmx",
    "stelsel.programma",
    "stelsel.toegang",
    "stelsel.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "stelsel.web.spoor.volg_spoor",
    "csp.middleware.CSPMiddleware",
    "stelsel.web.api.problemen.antwoorden",
    "stelsel.web.taal.alleen_de_schakelaar",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "stelsel.web.bewaren.niet_bewaren",
    "stelsel.web.grenzen.begrens",
    "stelsel.web.sessie.bewaak",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "stelsel.web.fouten.Gebruikersfouten",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "stelsel.web.urls"
WSGI_APPLICATION = "stelsel.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HIER / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "stelsel.web.context.kader",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "stelsel.web.templatetags.stelsel",
                "stelsel.web.templatetags.programma",
            ],
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
        },
    }
]
# The app plane: one file beside the other data, or PostgreSQL (STELSEL_DATABASE=postgres://gebruiker@host/naam).
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "app" / "stelsel.sqlite3",
    "OPTIONS": {
        # A writer waits for its turn from its first statement on, instead of failing halfway.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What is written is on disk: the log of processing must be there before an answer leaves.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
_ADRES = os.environ.get("STELSEL_DATABASE")
DATABASES = {"default": dj_database_url.parse(_ADRES, conn_max_age=600) if _ADRES else SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Signing in: five wrong passwords for a name from an address, and then a quarter of an hour of rest.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# A password alone opens nothing: a code of an app comes with it. STELSEL_TWEEDE_FACTOR=0 is for trying out; the sign-in page says so.
TWEEDE_FACTOR = os.environ.get("STELSEL_TWEEDE_FACTOR") != "0"
OTP_TOTP_ISSUER = "Stelsel"
# Signing in at an OpenID provider: its address, and the name and secret by which it knows this installation.
OIDC = os.environ.get("STELSEL_OIDC", "").rstrip("/")
OIDC_RP_CLIENT_ID = os.environ.get("STELSEL_OIDC_CLIENT", "stelsel")
OIDC_RP_CLIENT_SECRET = os.environ.get("STELSEL_OIDC_GEHEIM", "")
OIDC_RP_SIGN_ALGO = "RS256"
OIDC_RP_SCOPES = "openid"
OIDC_USE_PKCE = True
OIDC_TOKEN_USE_BASIC_AUTH = True
OIDC_TIMEOUT = 10
OIDC_CREATE_USER = False
OIDC_AUTHENTICATION_CALLBACK_URL = "oidc_terug"
if OIDC:
    AUTHENTICATION_BACKENDS.append("stelsel.toegang.oidc.Aanmelding")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}
]
# A topic with many promises has many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Of this name from this address: nobody locks out another, or all who share an address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "stelsel/geblokkeerd.html"
AXES_VERBOSE = False
LOGIN_URL = "aanmelden"
LOGIN_REDIRECT_URL = "blik"
LOGOUT_REDIRECT_URL = "start"
# A session ends after a working day, or after an hour in which nothing was asked.
SESSION_COOKIE_AGE = 10 * 3600
SESSIE_STIL = timedelta(hours=1)
SESSIE_HOOGSTENS = timedelta(hours=10)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Behind a server that speaks HTTPS (STELSEL_HTTPS=1) cookies never travel without it.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = os.environ.get("STELSEL_HTTPS") == "1"
if SESSION_COOKIE_SECURE:
    # Only then: without such a server anybody could send this header.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in os.environ.get("STELSEL_HOSTS", "").split(",") if h]
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [HIER / "locale"]
STATIC_URL = "/static/"
STATICFILES_DIRS = [HIER / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# Own vector data and nothing from outside, unless the operator names a tile service.
TEGELS = os.environ.get("STELSEL_TEGELS", "")
_TEGELBRON = ["/".join(TEGELS.split("/")[:3])] if TEGELS else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *_TEGELBRON],
        "connect-src": [SELF, *_TEGELBRON],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Emergency access is reported to these addresses (a comma between), by the mail server of EMAIL_HOST.
MELDEN_AAN = [a.strip() for a in os.environ.get("STELSEL_MELDEN_AAN", "").split(",") if a.strip()]
EMAIL_HOST = os.environ.get("STELSEL_MAIL", "localhost")
EMAIL_TIMEOUT = 5
# Where clients find this installation, and whom they can ask, in the description of the API.
ADRES = os.environ.get("STELSEL_ADRES", "").rstrip("/")
_CONTACT = [d.strip() for d in os.environ.get("STELSEL_CONTACT", "").split(";")]  # naam; e-mail; adres van een pagina
API_CONTACT = {"contact": dict(zip(("name", "email", "url"), _CONTACT, strict=True))} if len(_CONTACT) == 3 else {}
SECURE_CONTENT_TYPE_NOSNIFF = True
# Who came by HTTPS once comes by nothing else for a year.
SECURE_HSTS_SECONDS = 365 * 86_400 if SESSION_COOKIE_SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "stelsel.web.fouten.formulier_verlopen"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"scherm": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["scherm"], "level": "ERROR", "propagate": False}},
}
