"""The pages that are measured exist, for everybody as whom they are asked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from bench.addresses import VIEWS, WHO
from bench.asking import Answer, Company, percentile
from bench.bundles import write_bundle
from bench.dataset import generate
from renmai.intake.importing import import_bundle
from renmai.refresh import forget
from renmai.web.pages.line.lines import LINES

CUSTOMERS = 32


@pytest.fixture
def company(tmp_path: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> Company:
    monkeypatch.setattr(timezone, "localdate", timezone.localdate)
    write_bundle(generate(CUSTOMERS), tmp_path)
    import_bundle(tmp_path, actor="", now=datetime(2026, 9, 30, tzinfo=UTC))
    forget()
    return Company()


def test_every_measured_page_answers(company: Company) -> None:
    asked = {(page.name, page.who) for page in company.pages}
    assert {(f"{line} line", who) for line in LINES for who in VIEWS} <= asked
    assert {who for _, who in asked} == set(WHO)
    for page in company.pages:
        assert company.ask(page, page.addresses[-1]).bytes


def test_cost_of_a_page_tells_every_kind_of_question(company: Company) -> None:
    page = next(page for page in company.pages if page.name == "customer line")
    cost = company.cost(page, asked=2)
    assert (len(cost.new), len(cost.again)) == (len(page.addresses), 2)
    assert cost.first_of_day
    assert cost.after_write
    assert percentile([Answer(milliseconds, 0, 1, 1) for milliseconds in (1, 2, 9)], 50) == 2
