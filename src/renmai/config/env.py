"""Reading the environment; a wrong value stops the start with one clear sentence."""

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, default: bool = False) -> bool:
    """`yes` or `no`, as in the bundle; anything else is an error, never a guess."""
    value = env(name, "yes" if default else "no")
    if value not in ("yes", "no"):
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}")
    return value == "yes"


def env_count(name: str) -> int:
    """A whole number of at least one; 0 if it is not set."""
    value = env(name, "0")
    if not value.isdecimal() or (env(name) and int(value) < 1):
        raise ImproperlyConfigured(f"{name} must be a whole number of at least 1, not {value!r}")
    return int(value)


def env_one_of(name: str, words: Sequence[str]) -> str:
    """One of the words; the first if it is not set."""
    value = env(name, words[0])
    if value not in words:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(words)}, not {value!r}")
    return value


def env_list(name: str, default: str) -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def data_dir() -> Path:
    """`RENMAI_DATA_DIR`, default `./var`; made if it is not there."""
    folder = Path(env("RENMAI_DATA_DIR", "var")).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """`RENMAI_SECRET_KEY`, else one made once and kept readable by its owner only."""
    given = env("RENMAI_SECRET_KEY")
    if given:
        return given
    path = folder / "secret_key"
    if not path.exists():
        _make_secret_key(path)
    return path.read_text()


def _make_secret_key(path: Path) -> None:
    """All of it or nothing: of two processes one makes it, and one that is killed leaves no half key."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with open(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()


def database(url: str) -> dict[str, object]:
    """Django's settings of `sqlite:///absolute/path` or `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and not parts.netloc and parts.path.strip("/"):
        return _sqlite("/" + unquote(parts.path).lstrip("/"))
    if parts.scheme in ("postgresql", "postgres") and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"RENMAI_DATABASE_URL must be sqlite:///absolute/path or postgresql://host/name, not {parts.scheme!r}"
    )


def replica(url: str) -> dict[str, object]:
    """Django's settings of a PostgreSQL standby; it is given up quickly, for the primary can answer."""
    found = database(url)
    if "postgresql" not in str(found["ENGINE"]):
        raise ImproperlyConfigured("RENMAI_REPLICA_URLS must be postgresql://host/name, with commas between them")
    return {**found, "OPTIONS": {"connect_timeout": 2}, "TEST": {"MIRROR": "default"}}


def _sqlite(path: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # DEFERRED transactions of two writers fail; IMMEDIATE ones wait (spec 5.4).
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            # FULL: what was saved is on disk before anybody is told so, and outlives a loss of power.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
        },
    }


@dataclass(frozen=True, slots=True)
class Mail:
    """Where mail is handed over; without a host none is sent."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False


def mail() -> Mail:
    """`RENMAI_MAIL_URL`: `smtp://user:password@host:port`, or `smtps://…` for TLS from the first byte.

    `smtp` speaks STARTTLS unless the address ends in `?tls=no`.
    """
    parts = urlsplit(env("RENMAI_MAIL_URL"))
    if not parts.geturl():
        return Mail()
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(f"RENMAI_MAIL_URL must be smtp://host:port or smtps://…, not {parts.scheme!r}")
    asked = parse_qs(parts.query, keep_blank_values=True)
    if asked not in ({}, {"tls": ["no"]}) or (asked and parts.scheme == "smtps"):
        raise ImproperlyConfigured("RENMAI_MAIL_URL may end in ?tls=no after smtp://host:port, and in nothing else")
    if bool(parts.username) != bool(parts.password):
        raise ImproperlyConfigured("RENMAI_MAIL_URL needs both user and password, or neither")
    tls = parts.scheme == "smtps"
    return Mail(
        host=parts.hostname,
        port=_port("RENMAI_MAIL_URL", parts) or (465 if tls else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=tls,
        starttls=not tls and not asked,
    )


def _port(name: str, parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must have a port between 1 and 65535, or none") from error


def base_url() -> str:
    """`RENMAI_BASE_URL`: where people reach Renmai, for links in letters and messages; no slash at the end."""
    given = env("RENMAI_BASE_URL").rstrip("/")
    parts = urlsplit(given)
    if given and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise ImproperlyConfigured(
            f"RENMAI_BASE_URL must be https://host, such as https://renmai.example, not {given!r}"
        )
    return given


def agent_token() -> str:
    """`RENMAI_TOKEN`: what `renmai mcp` shows to the API; it goes into a header, and so is one printable word."""
    token = env("RENMAI_TOKEN")
    if not token.isascii() or not token.isprintable() or " " in token:
        raise ImproperlyConfigured("RENMAI_TOKEN must be the token as it was shown: one word")
    return token


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """The company's OpenID Connect provider. `name` is on the button, `provider_id` in the address."""

    name: str
    server_url: str
    client_id: str
    secret: str
    provider_id: str = "company"

    def as_app(self) -> dict[str, object]:
        """As allauth wants it."""
        app = {name: getattr(self, name) for name in ("provider_id", "name", "client_id", "secret")}
        return {**app, "settings": {"server_url": self.server_url}}


def single_sign_on() -> SingleSignOn | None:
    """None unless it is set up. Half a configuration is an error: sign-in would fail for everybody at once."""
    names = ("RENMAI_OIDC_ISSUER", "RENMAI_OIDC_CLIENT_ID", "RENMAI_OIDC_CLIENT_SECRET")
    values = [env(name) for name in names]
    if not any(values):
        return None
    missing = [name for name, value in zip(names, values, strict=True) if not value]
    if missing:
        raise ImproperlyConfigured(f"single sign-on also needs {', '.join(missing)}")
    return SingleSignOn(env("RENMAI_OIDC_NAME", "SSO"), *values)
