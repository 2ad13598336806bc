"""Django's settings, all from the environment."""

from pathlib import Path

from whitenoise.compress import Compressor

from renmai.config import logs
from renmai.config.env import (
    agent_token,
    base_url,
    data_dir,
    database,
    env,
    env_bool,
    env_count,
    env_list,
    env_one_of,
    mail,
    replica,
    secret_key,
    single_sign_on,
)
from renmai.config.robots import robots

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = data_dir()

DEBUG = env_bool("RENMAI_DEBUG")
SECRET_KEY = secret_key(DATA_DIR)
ALLOWED_HOSTS = env_list("RENMAI_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("RENMAI_TRUSTED_ORIGINS", "")
BIND = env("RENMAI_BIND", "127.0.0.1:8000")
METRICS_TOKEN = env("RENMAI_METRICS_TOKEN")
LOG_FORM = env_one_of("RENMAI_LOG", logs.FORMS)
LOGGING = logs.logging_as(LOG_FORM)
PROCESSES = env_count("RENMAI_PROCESSES")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "renmai.store",
    "renmai.web",
]
MIDDLEWARE = [
    "renmai.web.operations.health.Health",
    "renmai.web.operations.request_log.RequestLog",
    "renmai.web.operations.metrics.Metrics",
    "renmai.web.operations.replicas.Replicas",
    "django.middleware.security.SecurityMiddleware",
    "renmai.web.middleware.SafeHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "renmai.api.problems.ProblemsAsJson",
    "renmai.web.middleware.PageMethods",
    "renmai.web.middleware.Notices",
    "renmai.web.middleware.ErrorPages",
]
ROOT_URLCONF = "renmai.config.urls"
WSGI_APPLICATION = "renmai.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web", PACKAGE / "web" / "pages" / "sign_in" / "by_library"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "renmai.web.layout.context.frame",
            ],
        },
    }
]

DATABASES = {"default": database(env("RENMAI_DATABASE_URL", f"sqlite:///{DATA_DIR / 'renmai.sqlite3'}"))}
REPLICAS = {f"replica-{number}": url for number, url in enumerate(env_list("RENMAI_REPLICA_URLS", ""), start=1)}
"""By alias; each follows the database above."""
DATABASES |= {alias: replica(url) for alias, url in REPLICAS.items()}
DATABASE_ROUTERS = ["renmai.store.replicas.FactsFromReplicas"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
AUTH_USER_MODEL = "store.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

# Sign-in (allauth). Accounts are made by administrators, never by visitors.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "renmai.web.pages.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letters to strangers
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PRESERVE_USERNAME_CASING = True
# A whole office signs in from one address on a Monday morning; guessing at one account stops much earlier.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "30/m/ip,5/300s/key"}
MFA_ADAPTER = "renmai.web.pages.sign_in.adapters.SecondStepAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Renmai"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
SOCIALACCOUNT_ADAPTER = "renmai.web.pages.sign_in.adapters.CompanyAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
COMPANY_SIGN_IN = single_sign_on()
SOCIALACCOUNT_PROVIDERS: dict[str, object] = (
    {"openid_connect": {"APPS": [COMPANY_SIGN_IN.as_app()], "OAUTH_PKCE_ENABLED": True}} if COMPANY_SIGN_IN else {}
)
CACHES = {
    "default": {
        # Counts sign-ins for the rate limit, for all processes of this machine.
        "BACKEND": "renmai.config.cache.FileCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # beyond them a third is dropped, counts of tries too
    }
}

MAIL = mail()
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.host else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = MAIL.host, MAIL.port, 20
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.tls, MAIL.starttls
DEFAULT_FROM_EMAIL = env("RENMAI_MAIL_FROM", "Renmai <renmai@localhost>")
BASE_URL = base_url()
AGENT_TOKEN = agent_token()
ROBOTS = robots(env("RENMAI_WEBHOOKS"))
ROBOTS_MAY_BE_PRIVATE = env_bool("RENMAI_WEBHOOKS_PRIVATE")
CSRF_FAILURE_VIEW = "renmai.web.pages.error.view.csrf_failure"

USE_TZ = True
TIME_ZONE = env("RENMAI_TIME_ZONE", "Asia/Shanghai")
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "wording" / "locale", PACKAGE / "web" / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = ["renmai.wording.formats"]

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns about a folder that is not there
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "renmai.config.static_storage.StaticFiles"},
}

ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env_bool("RENMAI_BEHIND_PROXY") else 0
HTTPS, BEHIND_PROXY = env_bool("RENMAI_HTTPS"), env_bool("RENMAI_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_SSL_REDIRECT = HTTPS and BEHIND_PROXY  # without the proxy's header every request would look like plain HTTP
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if HTTPS else 0
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # HSTS for other hosts of the domain is not ours to ask
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
