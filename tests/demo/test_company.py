"""The demo company: repeatable, within the rules, and worth looking at."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from renmai.demo import bundle
from renmai.demo.company import generate
from renmai.demo.key_person import MANY_PEOPLE, USUAL_PEOPLE
from renmai.demo.story import Climate, Story, effect
from renmai.domain.guided_questions import BY_FEATURE
from renmai.domain.guided_questions.evidence import read
from renmai.domain.tactics import BY_CODE, STANDARDS
from renmai.intake.bundle import FILES
from tests.bundles import Bundle, Row, read_bundle

UNTIL = date(2026, 9, 30)
SIZE = 48


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = tmp_path_factory.mktemp("demo")
    generate(SIZE, UNTIL, folder)
    return read_bundle(folder)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def by_code(rows: list[Row]) -> dict[object, Row]:
    return {row["code"]: row for row in rows}


def test_same_size_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        generate(8, UNTIL, tmp_path / name)
    assert bytes_of(tmp_path / "first") == bytes_of(tmp_path / "second")


def test_other_day_gives_other_history(tmp_path: Path) -> None:
    generate(8, UNTIL, tmp_path / "september")
    generate(8, date(2026, 10, 31), tmp_path / "october")
    assert bytes_of(tmp_path / "september")["assessments.csv"] != bytes_of(tmp_path / "october")["assessments.csv"]


def test_headers_are_the_declared_columns() -> None:
    declared = {file.csv_name: file.names for file in FILES}
    assert {name: kind._fields for kind, name in bundle.FILES.items()} == declared


def test_answers_behind_values_lead_to_them(company: Bundle) -> None:
    given = [row for row in company["assessments"] if row["evidence"]]
    assert 0.02 < len(given) / len(company["assessments"]) < 0.3
    for row in given:
        for feature, answered in read(str(row["evidence"])).items():
            run = BY_FEATURE[feature].run(dict(answered.answers))
            assert run.verdict is not None
            assert run.verdict.value == answered.proposed == str(row[feature])
    assert {str(row["evidence"]).partition(":")[0] for row in company["influences"]} == {"", "influence=yes"}


def test_usual_company_has_3500_key_persons_and_a_large_one_ten_per_customer() -> None:
    assert sum(USUAL_PEOPLE) * 400 // len(USUAL_PEOPLE) == 3500
    assert sum(MANY_PEOPLE) == 10 * len(MANY_PEOPLE)


def test_usual_company_has_25_salespeople_and_120_colleagues(tmp_path: Path) -> None:
    generate(400, UNTIL, tmp_path)
    employees = read_bundle(tmp_path)["employees"]
    here = [row for row in employees if row["left_on"] is None]
    assert sum(row["sales"] is True for row in here) == 25
    assert sum(str(row["code"]).startswith("E") for row in employees) == 120
    assert sorted(str(row["role"]) for row in employees if row["role"] != "member") == ["admin", "executive"]


def test_sales_teams_have_three_levels_each_with_a_leader_of_its_own(company: Bundle) -> None:
    teams, employees = by_code(company["teams"]), by_code(company["employees"])
    levels = set()
    for team in teams.values():
        leader = employees[team["leader"]]
        assert leader["team"] == team["code"]
        depth, above = 1, team
        while above["parent"] is not None:
            depth, above = depth + 1, teams[above["parent"]]
        levels.add((above["code"], depth))
    assert {("SALES", 1), ("SALES", 2), ("SALES", 3)} <= levels


def test_facts_end_with_the_given_day(company: Bundle) -> None:
    for file, column in (
        ("assessments", "effective_on"),
        ("activities", "occurred_on"),
        ("opportunities", "opened_on"),
    ):
        days = [row[column] for row in company[file]]
        assert max(days) <= UNTIL  # type: ignore[type-var, operator]
        assert min(days) <= date(2024, 9, 30)  # type: ignore[type-var, operator]


def test_owners_follow_each_other_and_are_employed_when_they_begin(company: Bundle) -> None:
    employees = by_code(company["employees"])
    owners = defaultdict(list)
    for row in company["ownerships"]:
        owners[row["customer"]].append(row)
        joined = employees[row["employee"]]["joined_on"]
        assert joined <= row["valid_from"]  # type: ignore[operator]
    assert any(len(rows) > 1 for rows in owners.values())
    for rows in owners.values():
        for before, after in pairwise(rows):
            assert before["valid_to"] <= after["valid_from"]  # type: ignore[operator]


def test_unknowns_get_known(company: Bundle) -> None:
    ours: dict[object, list[Row]] = defaultdict(list)
    for row in company["assessments"]:
        if row["party"] is None:
            ours[row["key_person"]].append(row)
    unknown_at_first = sum(rows[0]["closeness"] is None for rows in ours.values())
    unknown_at_last = sum(rows[-1]["closeness"] is None for rows in ours.values())
    assert 0 < unknown_at_last < unknown_at_first


def test_some_superiors_are_unknown_and_some_customers_have_two_tops(company: Bundle) -> None:
    tops: dict[object, int] = defaultdict(int)
    for row in company["key_people"]:
        tops[row["customer"]] += row["top"] is True
    assert any(count > 1 for count in tops.values())
    assert any(row["reports_to"] is None and not row["top"] for row in company["key_people"])


def test_some_superiors_changed_over_the_years(company: Bundle) -> None:
    people = by_code(company["key_people"])
    of_customer = defaultdict(set)
    for row in company["reporting"]:
        person = people[row["key_person"]]
        of_customer[person["customer"]].add(row["key_person"])
        assert person["joined_on"] <= row["valid_from"] < row["valid_to"] <= UNTIL  # type: ignore[operator]
        assert row["reports_to"] != row["key_person"]
        assert row["reports_to"] is None or people[row["reports_to"]]["customer"] == person["customer"]
    assert SIZE / 5 < len(of_customer) < SIZE / 1.5
    assert any(row["reports_to"] is None for row in company["reporting"])


def test_people_reported_to_the_predecessor_before_the_successor_came(company: Bundle) -> None:
    people = by_code(company["key_people"])
    successions = 0
    for row in company["reporting"]:
        before, now = people.get(row["reports_to"]), people.get(people[row["key_person"]]["reports_to"])
        if before and now and before["title"] == now["title"] and now["joined_on"] == row["valid_to"]:
            successions += 1
            assert before["left_on"] <= row["valid_to"]  # type: ignore[operator]
    assert successions


def test_pipeline_has_open_won_and_lost_deals_with_chains_and_used_influence(company: Bundle) -> None:
    assert {row["status"] for row in company["opportunities"]} == {"open", "won", "lost"}
    assert {row["role"] for row in company["chain_members"]} >= {"decider", "approver", "evaluator", "user"}
    assert {row["kind"] for row in company["influences"]} == {"internal", "ours", "competitor"}
    assert company["influence_uses"]


def test_open_deals_are_expected_to_close_around_now_or_later(company: Bundle) -> None:
    deals = [row for row in company["opportunities"] if row["status"] == "open"]
    expected = [row["expected_on"] for row in deals if isinstance(row["expected_on"], date)]
    assert len(expected) > len(deals) / 2
    assert sum(day >= UNTIL for day in expected) > len(expected) / 2
    assert min(expected) > UNTIL - timedelta(days=90)


def test_steps_are_planned_with_members_of_open_chains_by_people_who_are_here(company: Bundle) -> None:
    deals, employees = by_code(company["opportunities"]), by_code(company["employees"])
    members = {(row["opportunity"], row["key_person"]) for row in company["chain_members"]}
    steps = [row for row in company["plan_steps"] if row["opportunity"]]
    assert {row["status"] for row in steps} == {"open", "done"}
    for row in steps:
        assert deals[row["opportunity"]]["status"] == "open"
        assert not row["key_person"] or (row["opportunity"], row["key_person"]) in members
        assert employees[row["owner"]]["left_on"] is None


def test_rounds_bring_people_who_are_here_to_people_of_their_customer(company: Bundle) -> None:
    rounds, people, employees = (by_code(company[name]) for name in ("coverage_rounds", "key_people", "employees"))
    assert {row["closed"] for row in rounds.values()} == {True, False}
    for row in company["planned_contacts"]:
        assert people[row["key_person"]]["customer"] == rounds[row["round"]]["customer"]
        assert employees[row["employee"]]["left_on"] is None
    assert {row["round"] for row in company["planned_contacts"]} == set(rounds)


def test_steps_follow_tactics_and_some_were_settled_long_ago(company: Bundle) -> None:
    steps = company["plan_steps"]
    assert len({row["tactic"] for row in steps}) > len(STANDARDS) * 2 / 3
    assert {row["status"] for row in steps} == {"open", "done", "dropped"}
    for row in steps:
        degrees = BY_CODE[str(row["tactic"])].degrees
        assert row["feature"] in degrees if degrees else not row["feature"]
        assert not row["goal"] or row["goal"] != row["from_value"]
        assert isinstance(row["planned_on"], date)
        assert row["planned_on"] <= (row["settled_on"] or UNTIL)  # type: ignore[operator]
        assert (row["settled_on"] is None) == (row["status"] == "open")
    over = UNTIL - timedelta(days=90)
    assert sum(row["status"] == "done" and row["settled_on"] <= over for row in steps) > SIZE  # type: ignore[operator]


def test_nobody_can_be_reached_by_the_addresses(company: Bundle) -> None:
    for row in [*company["key_people"], *company["employees"]]:
        assert not row["email"] or str(row["email"]).endswith(".example")
    assert all(not row["phone"] or str(row["phone"]).startswith("000-") for row in company["key_people"])


def test_lost_customers_turn_away_from_us_and_towards_the_competitor() -> None:
    climate = Climate(Story.LOST, "华东", [])
    assert climate.towards_us("closeness", 0) < climate.towards_us("closeness", 24) - 1
    assert climate.towards_competitor("closeness", 0) > climate.towards_competitor("closeness", 24)


def test_handover_costs_closeness_for_a_while() -> None:
    before, after = (Climate(Story.STEADY, "华东", handovers) for handovers in ([], [3.0]))
    assert after.towards_us("closeness", 3.0) < before.towards_us("closeness", 3.0)
    assert after.towards_us("closeness", 4.0) == before.towards_us("closeness", 4.0)
    assert after.towards_us("price", 3.0) == before.towards_us("price", 3.0)


@pytest.mark.parametrize(("months_ago", "value"), [(30, 1.0), (24, 1.0), (18, 0.5), (12, 0.0), (6, -1.0), (0, -2.0)])
def test_curve_is_straight_between_its_points_and_level_outside(months_ago: float, value: float) -> None:
    assert effect([(24, 1), (12, 0), (0, -2)], months_ago) == value


def test_rows_quote_what_needs_it(tmp_path: Path) -> None:
    with bundle.Bundle(tmp_path) as out:
        out.write(bundle.Competitor("R1", 'a "b", c'))
    with (tmp_path / "competitors.csv").open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines)) == [["code", "name"], ["R1", 'a "b", c']]
