"""Paths of influence: by hand on small customers, and brute force on random ones."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise, permutations
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renmai.analytics import facts as f
from renmai.analytics import states
from renmai.analytics.moment import slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.paths import LENGTHS, MOST_HOPS, MOST_PATHS, WEAKNESS, Path, Paths, Step, paths_to
from tests.analytics.deal import LONG_AGO, assessed, changed, deal, only
from tests.bundles import Bundle, Row, row_of
from tests.random_bundles import case_of

AS_OF = date(2026, 9, 30)
KNOWN = (0, None, None, None, None)


def swayed(*lines: str, **cells: object) -> Bundle:
    """`E1>a` an employee, `a>b` a colleague, `R:Wu>b` somebody of a competitor; everybody named is in the chain."""
    codes = sorted({end.split(":")[0] for line in lines for end in line.split(">")} - {"E1", "E2", "R", "S"})
    rows = [row_of("influences", influence(line) | {"valid_from": LONG_AGO} | cells) for line in lines]  # type: ignore[arg-type]
    return deal(**dict.fromkeys(codes, KNOWN)) | {"influences": rows}


def influence(line: str) -> Row:
    begins, person = line.split(">")
    code, _, contact = begins.partition(":")
    kind = "ours" if code.startswith("E") else "competitor" if code in ("R", "S") else "internal"
    return {"key_person": person, "kind": kind, "influencer": code, "contact_name": contact}


def told(paths: Iterable[Path]) -> list[str]:
    """`E1 a b` and, of a competitor's person, `R:Wu b`."""
    return [" ".join(named(step) for step in path.steps) for path in paths]


def named(step: Step) -> str:
    return f"{step.code}:{step.name}" if step.kind == "competitor" else step.code


def ours(bundle: Bundle, person: str = "t", day: date = AS_OF) -> list[str]:
    return told(paths_to(only(bundle), day, person).ours)


def theirs(bundle: Bundle, person: str = "t") -> list[str]:
    return told(paths_to(only(bundle), AS_OF, person).competitors)


def test_direct_path_comes_first_and_the_next_length_behind() -> None:
    assert ours(swayed("E2>a", "a>t", "E1>t")) == ["E1 t", "E2 a t"]


def test_only_two_lengths_are_told_however_many_there_are() -> None:
    assert ours(swayed("E1>t", "E1>a", "a>t", "E1>b", "b>c", "c>t")) == ["E1 t", "E1 a t"]
    assert ours(swayed("E1>b", "b>c", "c>t", "E2>d", "d>b")) == ["E1 b c t", "E2 d b c t"]


def test_path_is_no_longer_than_three_hops_inside() -> None:
    assert ours(swayed("E1>a", "a>b", "b>c", "c>t")) == ["E1 a b c t"]
    assert ours(swayed("E1>a", "a>b", "b>c", "c>d", "d>t")) == []


def test_circles_are_gone_round_once_at_most() -> None:
    assert ours(swayed("E1>a", "a>b", "b>a", "b>t", "t>a")) == ["E1 a b t"]
    assert ours(swayed("E1>t", "t>a", "a>t")) == ["E1 t"]


def test_paths_of_one_length_go_through_the_closest_people_first() -> None:
    lines = [f"E1>{code}" for code in "abcdef"] + [f"{code}>t" for code in "abcdef"]
    bundle = swayed(*lines)
    closeness = dict(zip("abcdef", (-2, None, 0, 2, -1, 1), strict=True))
    rows = [assessed(code, LONG_AGO, (value, 2, 2, None, None)) for code, value in closeness.items()]
    assert ours(bundle | {"assessments": rows}) == ["E1 d t", "E1 f t", "E1 c t", "E1 b t", "E1 e t", "E1 a t"]


def test_chain_is_as_strong_as_its_weakest_person() -> None:
    bundle = swayed("E1>a", "a>b", "b>t", "E1>c", "c>d", "d>t")
    values = {"a": 2, "b": -1, "c": 0, "d": 0, "t": -2}
    rows = [assessed(code, LONG_AGO, (value, None, None, None, None)) for code, value in values.items()]
    [first, second] = paths_to(only(bundle | {"assessments": rows}), AS_OF, "t").ours
    assert (told([first, second]), first.closeness, second.closeness) == (["E1 c d t", "E1 a b t"], (0, 0), (2, -1))


def test_equal_paths_are_in_order_of_their_codes() -> None:
    assert ours(swayed("E2>b", "E1>b", "E2>a", "a>t", "b>t")) == ["E1 b t", "E2 a t", "E2 b t"]


def test_competitors_have_paths_of_their_own_each_with_its_two_lengths() -> None:
    bundle = swayed("R:Wu>t", "R:Li>a", "a>t", "S:>b", "b>c", "c>t", "E1>a")
    assert theirs(bundle) == ["R:Wu t", "R:Li a t", "S:S b c t"]
    assert ours(bundle) == ["E1 a t"]


def test_competitors_paths_go_by_the_closeness_towards_them() -> None:
    bundle = swayed("R:Wu>a", "R:Wu>b", "a>t", "b>t")
    rows = [
        assessed("a", LONG_AGO, (2, None, None, None, None)),
        assessed("a", LONG_AGO, (-1, None, None, None, None), "R"),
        assessed("b", LONG_AGO, (1, None, None, None, None), "R"),
    ]
    assert theirs(bundle | {"assessments": rows}) == ["R:Wu b t", "R:Wu a t"]


def test_influence_that_does_not_count_carries_no_path() -> None:
    bundle = swayed("E1>a", "a>t")
    assert ours(changed(bundle, "employees", left_on=AS_OF)) == []
    assert ours(changed(bundle, "influences", valid_to=AS_OF)) == []
    assert ours(changed(bundle, "influences", valid_from=date(2026, 10, 1))) == []
    gone = [row | ({"left_on": AS_OF} if row["code"] == "a" else {}) for row in bundle["key_people"]]
    assert ours(bundle | {"key_people": gone}) == []
    assert ours(changed(bundle, "employees", left_on=AS_OF), day=date(2026, 9, 29)) == ["E1 a t"]


def test_influence_told_twice_is_one_path() -> None:
    bundle = swayed("E1>t")
    again = [*bundle["influences"], bundle["influences"][0] | {"valid_from": date(2025, 1, 1)}]
    assert ours(bundle | {"influences": again}) == ["E1 t"]


def test_person_nobody_can_sway_or_who_does_not_exist_has_no_paths() -> None:
    bundle = swayed("E1>a", "t>a")
    assert ours(bundle) == []
    assert paths_to(only(bundle), AS_OF, "nobody") == Paths([], [])


def test_customer_where_everybody_sways_everybody_is_answered_with_the_best() -> None:
    people = [f"p{number:02}" for number in range(40)]
    lines = [f"{a}>{b}" for a in people for b in people if a != b]
    found = ours(swayed("E1>p00", *lines), "p01")
    assert len(found) == 1 + 38
    assert found[:2] == ["E1 p00 p01", "E1 p00 p02 p01"]
    many = ours(swayed(*(f"E1>{code}" for code in people[:20]), *(f"E2>{code}" for code in people[:20]), *lines), "p39")
    assert len(many) == MOST_PATHS


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 400))
def test_paths_are_those_of_brute_force_in_random_companies(seed: int) -> None:
    bundle, question = case_of(seed)
    for customer in [str(row["code"]) for row in bundle["customers"]]:
        agree(only(bundle, customer), question.as_of)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**16))
def test_paths_are_those_of_brute_force_where_many_sway_each_other(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 no secret
    people, density = "abcdef", chance.choice([0.15, 0.3, 0.6])
    begins = (*people, "E1", "E2", "R:Wu", "R:Li", "S:")
    pairs = [f"{one}>{other}" for one in begins for other in people if one != other]
    bundle = swayed(*(pair for pair in pairs if chance.random() < density), *("E1>a", "E2>b", "R:Wu>c"))
    rows = [
        assessed(code, LONG_AGO, (chance.choice(WEAKNESS), None, None, None, None), party)
        for code in bundle_people(bundle)
        for party in (None, "R")
        if chance.random() < 0.8
    ]
    agree(only(bundle | {"assessments": rows}), AS_OF)


def bundle_people(bundle: Bundle) -> list[str]:
    return [str(row["code"]) for row in bundle["key_people"]]


def agree(panel: Panel, day: date) -> None:
    parties = [one.id for one in panel.roster.competitors]
    for person in panel.slabs[0].people.code.tolist():
        found = paths_to(panel, day, person)
        assert [path.rank for path in found.ours] == expected(panel, day, person, 0)
        theirs = sorted(rank for party in parties for rank in expected(panel, day, person, party))
        assert [path.rank for path in found.competitors] == theirs


Rank = tuple[int, int, tuple[tuple[str, str], ...]]


def expected(panel: Panel, day: date, person: str, party: int) -> list[Rank]:
    """Every order of up to three people inside is tried."""
    every = sorted(set(brute(panel, day, person, party)))
    lengths = sorted({rank[0] for rank in every})[:LENGTHS]
    return [rank for rank in every if rank[0] in lengths][:MOST_PATHS]


def brute(panel: Panel, day: date, person: str, party: int) -> Iterator[Rank]:
    slab, at = panel.slabs[0], day.toordinal()
    codes = slab.people.code.tolist()
    names = dict(zip(codes, slab.people.name.tolist(), strict=True))
    degrees = states.DEGREE_CODE[0, slab_moments(slab, [at], party)[0].states].tolist()
    closeness = dict(zip(codes, map(value_of, degrees), strict=True))
    edges, begins = influences_of(panel, at, party)
    for hops in range(MOST_HOPS + 1):
        for walk in permutations([code for code in codes if code != person], hops):
            whole = (*walk, person)
            if edges.issuperset(pairwise(whole)):
                weakest = max((WEAKNESS.index(closeness[one]) for one in walk), default=0)
                for begin in (begin for begin, first in begins if first == whole[0]):
                    yield len(whole) + 1, weakest, (begin, *((code, str(names[code])) for code in whole))


Begins = set[tuple[tuple[str, str], str]]
"""Who begins, by code and name, and whom they sway themselves."""


def influences_of(panel: Panel, day: int, party: int) -> tuple[set[tuple[str, str]], Begins]:
    """Inside the customer, and from one party."""
    slab = panel.slabs[0]
    edges: set[tuple[str, str]] = set()
    begins: Begins = set()
    table, codes = slab.influences, slab.people.code.tolist()
    for row in range(len(table)):
        if table.start[row] <= day < table.stop[row]:
            person, kind = codes[table.person[row]], table.kind[row]
            if kind == f.INTERNAL:
                edges.add((codes[table.inner[row]], person))
            elif (kind == f.OURS and not party) or (kind == f.COMPETITOR and table.outer[row] == party):
                begins.add((source(panel, row), person))
    return edges, begins


def value_of(code: int) -> int | None:
    return None if code == states.UNKNOWN_DEGREE else code - 2


def source(panel: Panel, row: int) -> tuple[str, str]:
    table, roster = panel.slabs[0].influences, panel.roster
    outer = int(table.outer[row])
    if table.kind[row] == f.OURS:
        return roster.employee_of_id[outer].code, roster.employee_of_id[outer].name
    competitor = roster.competitor_of_id[outer]
    return competitor.code, str(table.contact[row]) or competitor.name
