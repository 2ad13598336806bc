"""What is sent to a webhook: the body, and a signature over its moment and its bytes (docs/webhooks.md)."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.crypto import salted_hmac

from renmai.store.models import Webhook

PREFIX: Final = "whsec_"
SIGNATURE: Final = "Renmai-Signature"
EVENT: Final = "Renmai-Event-Id"
SALT: Final = "renmai.webhooks"


def secret_of(webhook: Webhook) -> str:
    """Made of the webhook's nonce and the server's key: neither a database nor a backup holds it."""
    return PREFIX + salted_hmac(SALT, webhook.nonce, algorithm="sha256").hexdigest()


def event_id(webhook: Webhook, number: int) -> str:
    """The same each time that a revision is told, so that a receiver does nothing twice."""
    return hashlib.sha256(f"{webhook.nonce}:{number}".encode()).hexdigest()[:32]


def body_of(identity: str, number: int | None, at: datetime, events: Sequence[Mapping[str, Any]]) -> bytes:
    """Codes and days; no name, no value. `revision` grows: what has a lower one is older."""
    told = {"id": identity, "revision": number, "recorded_at": at.isoformat(), "events": list(events)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def headers_of(secret: str, identity: str, body: bytes, at: float) -> dict[str, str]:
    moment = str(int(at))
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return {SIGNATURE: f"t={moment},v1={signed}", EVENT: identity}
