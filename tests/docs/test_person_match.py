"""The figures of docs/metrics/person-match.md are what the labelled pairs give."""

from tests.analytics.test_person_match import measured
from tests.docs.pages import METRICS, tables


def test_page_tells_the_measured_figures() -> None:
    [_, [row]] = tables((METRICS / "person-match.md").read_text(encoding="utf-8"))
    got = measured()
    assert row == {
        "pairs": str(got["pairs"]),
        "matched rightly": str(got["matched"]),
        "matched wrongly": str(got["wrongly"]),
        "missed": str(got["missed"]),
        "the very answer": str(got["right"]),
        "precision": f"{got['matched'] / (got['matched'] + got['wrongly']):.1%}".replace("%", " %"),
        "recall": f"{got['matched'] / (got['matched'] + got['missed']):.1%}".replace("%", " %"),
    }
