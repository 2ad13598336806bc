"""What the tests of faults begin with: installations, and a bundle to bring in."""

from pathlib import Path

import pytest

from tests.faults.installations import bare, imported, other, renmai

__all__ = ["bare", "imported", "other", "renmai"]


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few thousand rows about people of a customer of their own."""
    folder = tmp_path_factory.mktemp("bundle")
    (folder / "customers.csv").write_text("code,name,created_on\nLARGE,C1,2024-01-01\n")
    people = "".join(f"L{number},LARGE,L{number},2024-01-01\n" for number in range(2000))
    (folder / "key_people.csv").write_text(f"code,customer,name,joined_on\n{people}")
    lines = "".join(f"L{number},2025-01-0{day},1\n" for number in range(2000) for day in (1, 2))
    (folder / "assessments.csv").write_text(f"key_person,effective_on,closeness\n{lines}")
    return folder
