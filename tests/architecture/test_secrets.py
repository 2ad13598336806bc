"""Secrets come from the environment: no file of the repository holds one, and every dependency is what was locked."""

import json
import re

import pytest

from renmai.demo.sign_ins import PASSWORD as FOR_LOOKING_AROUND
from tests.architecture.source import ROOT, tracked_files

# Put together here so that this file does not hold what it looks for.
KEY = "-----BEGIN " + r"(?:[A-Z]+ )?PRIVATE KEY-----"
TOKENS = (r"\bAKIA[0-9A-Z]{16}\b", r"\bgh[pousr]_[A-Za-z0-9]{36}\b", r"\bxox[abp]-[\w-]{20,}", r"\bsk-[A-Za-z0-9]{32,}")
JWT = r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\."
WORDS = "secret_key|api_?key|access_?token|client_secret|passwd|password"
NAMED = rf"""(?i:\b\w*(?:{WORDS})\w*["']?\s*[:=]\s*["'][^"'\s{{}}$<%]{{8,}}["'])"""
IN_ADDRESS = r"://[^/\s:@\"'<>{}]+:[^/\s:@\"'<>{}]+@"
FORBIDDEN = re.compile("|".join((KEY, *TOKENS, JWT, NAMED, IN_ADDRESS)))
KNOWN = (
    "weak_password",
    FOR_LOOKING_AROUND,
    "a quiet harbour in September",
    "user:password@",
)
"""A code of an error; the demo's password, which is printed; that of the tests' cast; examples of settings."""
TESTED = ("tests/", "docs/", "bench/")
"""May hold made-up passwords, never a key or a token."""
LOCKS = ("requirements/base.txt", "requirements/scale.txt", "requirements/dev.txt")


def secrets_in(path: str, text: str) -> list[str]:
    """What looks like a secret."""
    found = [match.group() for match in FORBIDDEN.finditer(text)]
    made_up = re.compile(f"{NAMED}|{IN_ADDRESS}")
    return [
        one
        for one in found
        if not any(known in one for known in KNOWN) and not (path.startswith(TESTED) and made_up.match(one))
    ]


def test_repository_holds_no_secret() -> None:
    texts = {
        str(path.relative_to(ROOT)): path.read_bytes().decode("utf-8", "replace")
        for path in tracked_files()
        if path.name != "test_secrets.py"
    }
    assert {path: found for path, text in texts.items() if (found := secrets_in(path, text))} == {}


def test_rule_catches_a_secret() -> None:
    for text in ("-----BEGIN " + "RSA PRIVATE KEY-----", "AKIA" + "A" * 16, 'SECRET_KEY = "abcdefgh12"', "://b:c@"):
        assert secrets_in("src/x.py", text) == [text]
    assert secrets_in("tests/x.py", 'password="made up in a test"') == []
    assert secrets_in("tests/x.py", "ghp_" + "a" * 36) != []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-zA-Z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) > 40
    bare = [entry.split()[0] for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)]
    assert bare == []
    assert [entry.split()[0] for entry in entries if "==" not in entry.split()[0]] == []


def test_every_package_of_the_browser_has_its_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    bare = [name for name, one in packages.items() if name and not str(one.get("integrity", "")).startswith("sha512-")]
    assert bare == []
