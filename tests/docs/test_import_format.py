"""The page about the import format says what the declared columns say."""

from renmai.output.import_format import document
from scripts.import_format import DOCUMENT


def test_import_format_is_up_to_date() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "run `python -m scripts.import_format`"
