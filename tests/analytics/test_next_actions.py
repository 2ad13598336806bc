"""The actions of real bundles: who is named, why, and that it ends when the cause does (spec 1.8)."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from renmai.analytics import next_actions
from renmai.analytics.panel import Panel
from renmai.analytics.reports import report
from renmai.analytics.visible import scope_of
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import OURS, Question, View
from renmai.domain.scope import EVERYTHING
from tests.bundles import Bundle, Cell, bundle_of, read_bundle, shared_bundle
from tests.docs.pages import METRICS, tables
from tests.docs.pages import bundle as example_company
from tests.panels import panel_of
from tests.random_bundles import Case, cases

AS_OF = date(2026, 9, 30)
NOW = Question(AS_OF)
Key = tuple[str, str, str]


@pytest.fixture(scope="module")
def tiny() -> Panel:
    return panel_of(shared_bundle("tiny"))


def actions(panel: Panel, question: Question = NOW) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = report(panel, "actions", question, EVERYTHING)["actions"]
    return found


def key(action: dict[str, Any]) -> Key:
    return action["line"], action["principle"], action["subject"]["code"]


def keys(panel: Panel, question: Question = NOW) -> set[Key]:
    return {key(action) for action in actions(panel, question)}


def test_tiny_by_hand(tiny: Panel) -> None:
    """C1 and C3 are focus customers, O1 is a focus opportunity, K01 and K08 are focus persons."""
    every_person = {"K02", "K03", "K04", "K08"}  # K01, K09 and K10 were met within 90 days; K02 120 days ago
    mend = {"K02", "K08", "K09", "K10", "K12", "K14"}
    fell = {"C1", "C2", "C6"}
    worse = {"C1", "C2", "C3", "C4", "C6"}
    assert keys(tiny) == {
        *(("customer", "every_person", code) for code in every_person),
        *(("customer", "mend", code) for code in mend),
        ("customer", "breakthrough", "K02"),  # vetoes, and is against the price
        ("customer", "breakthrough", "K08"),  # approves and vetoes, and is far from us
        *(("customer", "always_up", code) for code in fell),
        *(("customer", "steer", code) for code in worse),
        *(("customer", "all_guns", code) for code in ("C1", "C3")),  # nobody for solution and delivery, no plan
        ("influence", "everyone_helps", "K14"),  # price unknown; E1 can sway
        ("influence", "breakthrough", "K01"),  # neutral on price in O1; E2 can sway
        ("influence", "steer", "company"),
        ("influence", "always_up", "company"),
    }


def test_rows_have_the_keys_of_the_contract(tiny: Panel) -> None:
    found = actions(tiny)
    for action in found:
        assert list(action) == ["principle", "line", "subject", "customer", "evidence", "priority"]
        assert list(action["subject"]) == ["type", "code", "name"]
    assert json.loads(json.dumps(found)) == found


def test_priorities_fall_along_the_list(tiny: Panel) -> None:
    priorities = [action["priority"] for action in actions(tiny)]
    assert priorities == sorted(priorities, reverse=True)
    assert key(actions(tiny)[0]) == ("customer", "mend", "K02")  # a veto, in focus, 100,000 open


def test_actions_take_no_competitor(tiny: Panel) -> None:
    with pytest.raises(RenmaiError) as refused:
        report(tiny, "actions", Question(AS_OF, party="R1"), EVERYTHING)
    assert refused.value.code is ErrorCode.COMPETITOR_NOT_ALLOWED


def test_empty_company_asks_for_nothing() -> None:
    assert actions(panel_of(bundle_of())) == []


def change(file: str, code: str, **cells: Cell) -> Callable[[Bundle], None]:
    def apply(bundle: Bundle) -> None:
        [row] = [row for row in bundle[file] if row["code"] == code]
        row.update(cells)

    return apply


Degrees = tuple[int, int, int]


def assess(person: str, degrees: Degrees, *, veto: bool = False, approver: bool = False) -> Callable[[Bundle], None]:
    cells: dict[str, Cell] = {"veto": veto, "approver": approver}
    cells.update(zip(("closeness", "solution", "price"), degrees, strict=True))

    def apply(bundle: Bundle) -> None:
        ours = next(row for row in bundle["assessments"] if row["party"] is None)
        bundle["assessments"].append(ours | {"key_person": person, "effective_on": AS_OF} | cells)

    return apply


def meet(person: str, customer: str) -> Callable[[Bundle], None]:
    cells = {"code": "A9", "customer": customer, "opportunity": None, "occurred_on": AS_OF, "key_people": person}

    def apply(bundle: Bundle) -> None:
        bundle["activities"].append(bundle["activities"][0] | cells)

    return apply


def no_influence(person: str) -> Callable[[Bundle], None]:
    def apply(bundle: Bundle) -> None:
        bundle["influences"] = [row for row in bundle["influences"] if row["key_person"] != person]

    return apply


def influence(person: str, employee: str) -> Callable[[Bundle], None]:
    def apply(bundle: Bundle) -> None:
        bundle["influences"].append(bundle["influences"][0] | {"key_person": person, "influencer": employee})

    return apply


def won_over_by(person: str, employee: str, opportunity: str) -> Callable[[Bundle], None]:
    def apply(bundle: Bundle) -> None:
        influence(person, employee)(bundle)
        change("opportunities", opportunity, focus=True)(bundle)

    return apply


@pytest.mark.parametrize(
    ("action", "cure"),
    [
        (("customer", "every_person", "K08"), meet("K08", "C3")),
        (("customer", "every_person", "K08"), change("customers", "C3", focus=False)),
        (("customer", "every_person", "K04"), meet("K04", "C1")),
        (("customer", "mend", "K02"), assess("K02", (1, 0, 0), veto=True)),
        (("customer", "mend", "K02"), change("key_people", "K02", left_on=AS_OF)),
        (("customer", "mend", "K12"), change("customers", "C4", closed_on=AS_OF)),
        (("customer", "breakthrough", "K02"), assess("K02", (1, 0, 0), veto=True)),
        (("customer", "breakthrough", "K02"), assess("K02", (1, 0, -1))),
        (("customer", "always_up", "C1"), assess("K02", (2, 1, 2), veto=True)),
        (("influence", "everyone_helps", "K14"), assess("K14", (-1, -1, 1))),
        (("influence", "everyone_helps", "K14"), no_influence("K14")),
        (("influence", "everyone_helps", "K14"), change("employees", "E1", left_on=AS_OF)),
        (("influence", "breakthrough", "K01"), assess("K01", (1, 1, 1), approver=True)),
        (("influence", "breakthrough", "K01"), change("opportunities", "O1", focus=False)),
        (
            ("influence", "breakthrough", "K01"),
            change("opportunities", "O1", status="lost", closed_on=AS_OF),
        ),
        (("influence", "breakthrough", "K01"), no_influence("K01")),
    ],
)
def test_action_goes_with_its_cause(action: Key, cure: Callable[[Bundle], None]) -> None:
    bundle = deepcopy(shared_bundle("tiny"))
    assert action in keys(panel_of(bundle))
    cure(bundle)
    assert action not in keys(panel_of(bundle))


@pytest.mark.parametrize(
    ("action", "harm"),
    [
        (("customer", "all_guns", "C5"), change("customers", "C5", focus=True)),
        (("customer", "all_guns", "C6"), change("customers", "C6", focus=True)),
        (("customer", "ahead", "O3"), change("opportunities", "O3", focus=True)),
        (("customer", "ahead", "O5"), change("opportunities", "O5", focus=True)),
        (("customer", "breakthrough", "K13"), change("key_people", "K13", focus=True)),
        (("influence", "ask_everyone", "E3"), lambda bundle: bundle["influences"].clear()),
        (("influence", "everyone_helps", "K13"), influence("K13", "E2")),
        (("influence", "breakthrough", "K06"), won_over_by("K06", "E2", "O2")),
    ],
)
def test_action_comes_with_its_cause(action: Key, harm: Callable[[Bundle], None]) -> None:
    bundle = deepcopy(shared_bundle("tiny"))
    assert action not in keys(panel_of(bundle))
    harm(bundle)
    assert action in keys(panel_of(bundle))


def test_opportunity_in_which_we_lead_is_left_alone() -> None:
    bundle = deepcopy(shared_bundle("tiny"))
    change("opportunities", "O2", focus=True)(bundle)  # R2 is at -1 in closeness of K05, we at 2
    assert ("customer", "ahead", "O2") not in keys(panel_of(bundle))


def evidence(panel: Panel, wanted: Key, question: Question = NOW) -> Any:
    return next(action["evidence"] for action in actions(panel, question) if key(action) == wanted)


def test_evidence_of_tiny_is_right(tiny: Panel) -> None:
    assert evidence(tiny, ("customer", "every_person", "K02")) == {
        "days_since_contact": 120,
        "at_most": 90,
        "missing": [],
    }
    assert evidence(tiny, ("customer", "every_person", "K03"))["missing"] == ["influence"]
    assert evidence(tiny, ("customer", "breakthrough", "K08"))["because"] == ["focus", "veto", "approver"]
    assert evidence(tiny, ("influence", "breakthrough", "K01")) == {
        "opportunities": ["O1"],
        "degrees": {"price": 0},
        "employees": ["E2"],
    }
    assert evidence(tiny, ("influence", "steer", "company"))["worse"][0] == {
        "indicator": "potential",
        "now": 5 / 15,
        "previous": 6 / 15,
    }
    assert evidence(tiny, ("customer", "steer", "C3"))["worse"] == [
        {"indicator": "activities_per_chain", "now": 0, "previous": 1},
        {"indicator": "untouched_members", "now": 3, "previous": 1},
    ]


def test_lead_is_the_one_of_the_decision_chain_line() -> None:
    bundle = deepcopy(shared_bundle("tiny"))
    change("opportunities", "O3", focus=True)(bundle)
    panel = panel_of(bundle)
    chains = report(panel, "decision-chain", NOW, EVERYTHING)["chains"]
    [lead] = [row["lead"] for row in chains if row["opportunity"] == "O3"]
    assert evidence(panel, ("customer", "ahead", "O3")) == {"members": 3, "lead": lead}


def test_everybody_employed_is_asked_who_named_nobody() -> None:
    bundle = deepcopy(shared_bundle("tiny"))
    bundle["influences"] = [row for row in bundle["influences"] if row["influencer"] == "E2"]
    silent = {code for line, principle, code in keys(panel_of(bundle)) if principle == "ask_everyone"}
    assert silent == {"E1", "E3", "E4"}  # E5 left on the 15th
    in_team = keys(panel_of(bundle), Question(AS_OF, view=View.parse("team:S2")))
    assert {code for _, principle, code in in_team if principle == "ask_everyone"} == {"E3", "E4"}


def test_influence_that_is_over_is_an_answer() -> None:
    bundle = deepcopy(shared_bundle("tiny"))
    for row in bundle["influences"]:
        row["valid_to"] = row["valid_to"] or AS_OF
    assert ("influence", "ask_everyone", "E2") not in keys(panel_of(bundle))


def test_influence_that_begins_tomorrow_is_no_answer() -> None:
    bundle = deepcopy(shared_bundle("tiny"))
    assert ("influence", "ask_everyone", "E1") in keys(panel_of(bundle), Question(date(2026, 9, 29)))
    assert ("influence", "ask_everyone", "E1") not in keys(panel_of(bundle), NOW)


@pytest.mark.parametrize("view", ["team:S1", "team:S2", "personal:E2", "personal:E3", "personal:E5"])
def test_view_tells_of_its_customers_only(tiny: Panel, view: str) -> None:
    question = Question(AS_OF, view=View.parse(view))
    mine = {row["code"] for row in report(tiny, "customer", question, EVERYTHING)["customers"]}
    assert {action["customer"] for action in actions(tiny, question)} - {None} <= mine


def test_salesperson_reads_no_name_that_is_masked(tiny: Panel) -> None:
    """E2 knows K09, whose customer belongs to E4: the influence line masks that name, as must the actions."""
    own = scope_of(tiny, "E2", AS_OF)
    told = json.dumps(report(tiny, "actions", Question(AS_OF, view=View.parse("personal:E2")), own), ensure_ascii=False)
    assert "K02" in told
    assert "K09" not in told
    assert "邱书瑶" not in told


def test_worked_example_of_the_page_is_computed(tmp_path: Path) -> None:
    for name, text in example_company(METRICS / "README.md").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    [expected] = [rows for rows in tables((METRICS / "actions.md").read_text("utf-8")) if "priority" in rows[0]]
    assert [(*key(action), action["priority"]) for action in actions(panel_of(read_bundle(tmp_path)))] == [
        (row["line"], row["principle"], row["subject"], int(row["priority"])) for row in expected
    ]


def test_list_renders_any_part_of_itself(tiny: Panel) -> None:
    listing = next_actions.listing(tiny, NOW, EVERYTHING)
    assert len(listing) == len(actions(tiny))
    assert listing[3:5] == actions(tiny)[3:5]


def about_us(case: Case) -> Case:
    """These lines take no competitor."""
    bundle, question = case
    return bundle, replace(question, party=OURS)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_random_companies_get_actions_that_can_be_told(case: Case) -> None:
    bundle, question = about_us(case)
    panel = panel_of(bundle)
    found = actions(panel, question)
    customers = {row["code"] for row in report(panel, "customer", question, EVERYTHING)["customers"]}
    assert {action["customer"] for action in found} - {None} <= customers
    assert len({(key(action), action["subject"]["type"]) for action in found}) == len(found)
    assert all(action["evidence"] for action in found)
    assert found == actions(panel_of(bundle), question)
    json.dumps(found)
