"""The worked examples of docs/metrics/paths.md are what Renmai computes."""

import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from renmai.analytics.customer import alone
from renmai.analytics.panel import Panel
from renmai.analytics.paths import MOST_HOPS, MOST_PATHS, WEAKNESS, paths_to
from renmai.analytics.paths import Path as Found
from tests.analytics.deal import LONG_AGO, assessed, deal, only
from tests.bundles import Bundle, read_bundle, row_of
from tests.docs.pages import METRICS, bundle, tables
from tests.panels import panel_of

AS_OF: Final = date(2026, 9, 30)
TEXT: Final = (METRICS / "paths.md").read_text(encoding="utf-8")
[COMPANY, INVENTED] = tables(TEXT)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder: Path = tmp_path_factory.mktemp("company")
    for name, text in bundle(METRICS / "README.md").items():
        (folder / name).write_text(text, encoding="utf-8")
    return panel_of(read_bundle(folder))


def told(paths: list[Found], between: str, *, by_name: bool = False) -> str:
    """Competitors' people are known by name, everybody else by code."""
    return "; ".join(
        between.join(step.name if by_name and step.kind == "competitor" else step.code for step in path.steps)
        for path in paths
    )


@pytest.mark.parametrize("row", COMPANY, ids=lambda row: f"{row['to']} {row['side']}")
def test_paths_of_the_example_company(row: dict[str, str], company: Panel) -> None:
    [customer] = [
        str(slab.customers.code[slab.people.customer[at]])
        for slab in company.slabs
        for at, code in enumerate(slab.people.code.tolist())
        if code == row["to"]
    ]
    one = alone(company, customer)
    assert one is not None
    found = paths_to(one.panel, AS_OF, row["to"])
    assert told(getattr(found, row["side"]), " → ", by_name=True) == row["paths"]


@pytest.mark.parametrize("row", INVENTED, ids=lambda row: row["influences"])
def test_paths_of_the_invented_customer(row: dict[str, str]) -> None:
    found = paths_to(only(invented(row["influences"])), AS_OF, row["to"])
    assert told(found.ours, " ") == row["paths"]


def invented(written: str) -> Bundle:
    lines = re.findall(r"(\w+)>(\w)(?:\((.+?)\))?", written)
    people = {end for begin, person, _ in lines for end in (begin, person) if not end.startswith("E")}
    closeness = {person: None if told == "?" else int(told) for _, person, told in lines if told}
    influences = [
        row_of(
            "influences",
            {
                "key_person": person,
                "kind": "ours" if begin.startswith("E") else "internal",
                "influencer": begin,
                "valid_from": LONG_AGO,
            },
        )
        for begin, person, _ in lines
    ]
    rows = [assessed(code, LONG_AGO, (value, None, None, None, None)) for code, value in closeness.items()]
    made = deal(**dict.fromkeys(sorted(people), (None, None, None, None, None)))
    return made | {"influences": influences, "assessments": rows}


def test_page_says_how_far_how_many_and_in_which_order() -> None:
    assert f"at most {['', 'once', 'twice', 'three times'][MOST_HOPS]}" in TEXT
    assert re.search(rf"at most\s+{MOST_PATHS} of a side", TEXT)
    order = ", ".join(
        "unknown" if value is None else f"{value:+d}".replace("+0", "0").replace("-", "−") for value in WEAKNESS
    )
    assert order in TEXT
