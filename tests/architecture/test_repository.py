"""The repository speaks of the project alone, and its locks lock what is asked for."""

import re
import tomllib

import pytest

from tests.architecture.source import ROOT, tracked_files

# Put together here so that this file does not hold what it looks for.
MACHINE_PATHS = ["/" + "/".join(parts) for parts in (["root", ""], ["home", "[a-z]"], ["Users", ""], ["work", "[a-z]"])]
REGISTRY_HOSTS = [r"\.".join(parts) for parts in (["pypi", "org"], ["pythonhosted", "org"], ["npmjs", "(?:org|com)"])]
FORBIDDEN = re.compile(rf"(?<![\w.])(?:{'|'.join(MACHINE_PATHS)})|{'|'.join(REGISTRY_HOSTS)}")

LOCKS: dict[str, tuple[str, ...]] = {
    "requirements/base.txt": (),
    "requirements/scale.txt": ("scale",),
    "requirements/spark.txt": ("scale", "spark"),
    "requirements/dev.txt": ("scale", "bench", "mcp", "dev"),
}


def forbidden(text: str) -> list[str]:
    return [match.group() for match in FORBIDDEN.finditer(text)]


def test_files_name_no_machine_and_no_registry() -> None:
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in tracked_files()}
    assert {str(path): found for path, text in texts.items() if (found := forbidden(text))} == {}


def test_repository_rule_catches_foreign_words() -> None:
    assert forbidden("cd /" + "root/project") == ["/" + "root/"]
    assert forbidden("see https://files.pythonhosted" + ".org/x") == ["pythonhosted" + ".org"]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_package_lock_names_no_host() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_every_dependency(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for extra in LOCKS[lock] for line in project["optional-dependencies"][extra]]
    asked = {re.split(r"[\[<>=~! ;]", line)[0] for line in project["dependencies"] + extras}
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
    assert asked - locked == set()
