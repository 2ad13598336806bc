"""What the second steps of sign-in are encrypted with: a key made of the server's own that opens nothing else."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def key_of_second_step() -> str:
    digest = hashlib.sha256(b"renmai second step" + settings.SECRET_KEY.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()


def cipher(key: str = "") -> Fernet:
    """Of another server's key, or of this one's own."""
    return Fernet(key or key_of_second_step())
