"""Paper is laid out in a time that does not grow with the square of a note."""

import pytest

from renmai.output.pdf import columns_of, write_pdf


@pytest.mark.parametrize("text", ["长" * 300, "word " * 60, "w" * 20_000])
def test_columns_are_not_measured_by_a_long_text(text: str) -> None:
    assert "fixed" in columns_of(f"<table><tr><td>{text}</td></tr></table>")
    assert columns_of(f"<table><tr><td>{text[:100]}</td></tr></table>") == ""


def test_long_note_is_printed() -> None:
    page = f"<html lang=en><title>x</title><table><tr><td>a</td><td>{'word ' * 4000}</td></tr></table>"
    assert write_pdf(page, "").startswith(b"%PDF")
