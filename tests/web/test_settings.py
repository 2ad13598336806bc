"""The settings: what administrators decide, what stands in their way, and what is kept of what they typed."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renmai.analytics.reports import report
from renmai.domain.policy import POLICY
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.refresh import current_panel
from renmai.store.cells import cells_of
from renmai.store.models import Competitor, Employee, Opportunity, PolicyOverride, Revision, Stage, Team
from tests.people import AS_OF
from tests.web.html import Page, read

HOSTILE = "<script>alert('名')</script>"
ODD_CODES = ("a/b", "50%", "x y", "..", "名字", 'q"t', "new", "a;b")


@pytest.fixture
def admin(signed_in: Callable[[str], Client]) -> Client:
    client = signed_in("admin")
    client.cookies["django_language"] = "en"
    return client


def show(client: Client, name: str, *args: str, **query: str) -> Page:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == HTTPStatus.OK
    return read(response)


def shown(row: Any) -> dict[str, str]:
    """What a form over the row sends when nothing is touched."""
    cells = cells_of(row)
    return {name: cell for name, cell in cells.items() if name != "code"} | {"seen": json.dumps(cells)}


def told(response: Any) -> list[str]:
    return [element.text for element in read(response).where("p", class_="field-error")]


@pytest.mark.parametrize("code", ODD_CODES)
def test_team_with_an_odd_code_is_added_opened_and_removed(admin: Client, code: str) -> None:
    added = admin.post(reverse("settings-teams-new"), {"code": code, "name": HOSTILE, "parent": "sales", "leader": ""})
    assert added.status_code == HTTPStatus.FOUND
    address = reverse("settings-teams-edit", args=[code])
    listed = admin.get(reverse("settings-teams"))
    assert HOSTILE not in listed.content.decode()
    assert address in [link.attributes["href"] for link in read(listed).where("a")]
    assert HOSTILE in read(admin.get(address)).one("h2", id="form-head").text
    gone = admin.post(reverse("settings-teams-remove", args=[code]))
    assert gone.status_code == HTTPStatus.FOUND
    assert not Team.objects.filter(code=code).exists()


def test_team_form_keeps_what_was_typed_and_says_what_is_wrong_at_the_field(admin: Client) -> None:
    team = Team.objects.get(code="sales")
    response = admin.post(
        reverse("settings-teams-edit", args=["sales"]), {**shown(team), "name": "销售一部", "parent": "north"}
    )
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = read(response)
    assert page.one("input", name="name").attributes["value"] == "销售一部"
    assert page.one("select", name="parent").attributes["aria-invalid"] == "true"
    assert told(response) == ["A team cannot stand below itself: sales → north → sales."]


def test_conflict_keeps_the_typed_value_and_the_next_save_wins(admin: Client) -> None:
    address, mine = reverse("settings-teams-edit", args=["north"]), shown(Team.objects.get(code="north"))
    admin.post(address, {**mine, "name": "华北一组"})
    late = admin.post(address, {**mine, "name": "华北大组"})
    assert late.status_code == HTTPStatus.CONFLICT
    assert "许安之" in told(late)[0]
    assert "“华北一组”" in told(late)[0]
    page = read(late)
    assert page.one("input", id="id_name").attributes["value"] == "华北大组"
    again = {**mine, "name": "华北大组", "seen": page.one("input", id="id_seen").attributes["value"]}
    assert admin.post(address, again).status_code == HTTPStatus.FOUND
    assert Team.objects.get(code="north").name == "华北大组"


def test_saved_form_can_be_taken_back_from_its_notice(admin: Client) -> None:
    address = reverse("settings-teams-edit", args=["north"])
    page = read(admin.post(address, {**shown(Team.objects.get(code="north")), "name": "华北一组"}, follow=True))
    forms = [form for form in page.where("form") if form.attributes.get("action") == address]
    assert len(forms) == 1
    names = ("name", "parent", "leader", "seen")
    fields = {name: page.where("input", type="hidden", name=name)[-1].attributes["value"] for name in names}
    assert admin.post(address, fields).status_code == HTTPStatus.FOUND
    assert Team.objects.get(code="north").name == "华北组"


def test_seen_that_is_no_object_is_as_if_nothing_was_seen(admin: Client) -> None:
    team = Team.objects.get(code="north")
    for seen in ("[1]", "null", "not json", ""):
        response = admin.post(reverse("settings-teams-edit", args=["north"]), {**shown(team), "seen": seen})
        assert response.status_code in (HTTPStatus.FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "linzhiyuan"}, ["林知远"]),
        ({"q": "lzy"}, ["林知远"]),
        ({"q": "知远"}, ["林知远"]),
        ({"q": "OWNER"}, ["林知远"]),
        ({"team": "sales", "role": "executive"}, ["陆怀谷"]),
        ({"state": "left"}, ["邓长风"]),
        ({"team": "north", "state": "all"}, ["何清和", "周明朗", "林知远", "邓长风"]),
        ({"q": "nobody at all"}, []),
        ({"role": "emperor", "state": "dreaming", "page": "x", "q": "清和"}, ["何清和"]),
    ],
)
def test_people_are_found_by_name_pinyin_code_team_role_and_state(
    admin: Client, query: dict[str, str], names: list[str]
) -> None:
    page = show(admin, "settings-employees", **query)
    found = [element.text.split()[0] for element in page.where("th", scope="row")]
    assert sorted(found) == sorted(names)


def test_list_of_people_takes_as_many_statements_for_many(admin: Client) -> None:
    def statements() -> int:
        show(admin, "settings-employees")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            show(admin, "settings-employees")
        return len(queries)

    few = statements()
    Employee.objects.bulk_create(
        Employee(code=f"e{n}", name=f"员工{n}", team=Team.objects.get(code="north"), revision_id=1) for n in range(60)
    )
    assert statements() == few


def test_leaving_shows_what_has_to_be_handed_over(admin: Client) -> None:
    address = reverse("settings-employees-edit", args=["owner"])
    page = read(
        admin.post(address, {**shown(Employee.objects.get(code="owner")), "left_on": "2026-10-15"}, follow=True)
    )
    assert page.one("h2", id="behind-head").text == "Left behind"
    links = [link.attributes.get("href") for link in page.where("a")]
    assert {reverse("customer", args=["harbour"]), reverse("customer", args=["mill"])} <= set(links)
    assert reverse("customer", args=["bridge"]) not in links


def test_last_administrator_is_told_at_the_role(admin: Client) -> None:
    address = reverse("settings-employees-edit", args=["admin"])
    response = admin.post(address, {**shown(Employee.objects.get(code="admin")), "role": "member"})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert read(response).one("select", name="role").attributes["aria-invalid"] == "true"
    assert Employee.objects.get(code="admin").role == "admin"


def test_person_needs_days_that_are_days(admin: Client) -> None:
    address = reverse("settings-employees-edit", args=["owner"])
    mine = shown(Employee.objects.get(code="owner"))
    for left_on in ("2023-01-01", "30.9.2026", "2026-02-30"):
        response = admin.post(address, {**mine, "left_on": left_on})
        assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert read(response).one("input", name="left_on").attributes["value"] == left_on


def test_person_is_added_with_a_team_and_found(admin: Client) -> None:
    cells = {"code": "n/1", "name": HOSTILE, "role": "member", "sales": "yes", "team": "north"}
    response = admin.post(reverse("settings-employees-new"), cells)
    assert response.status_code == HTTPStatus.FOUND
    assert response.headers["Location"] == reverse("settings-employees-edit", args=["n/1"])
    assert HOSTILE not in admin.get(reverse("settings-employees"), {"q": "n/1"}).content.decode()
    taken = admin.post(reverse("settings-employees-new"), cells)
    assert told(taken) == ["The code “n/1” is taken already; choose another one."]


def test_competitor_is_added_and_renamed(admin: Client) -> None:
    admin.post(reverse("settings-competitors"), {"code": "b&b", "name": HOSTILE})
    address = reverse("settings-competitors-edit", args=["b&b"])
    admin.post(address, {**shown(Competitor.objects.get(code="b&b")), "name": "双贝"})
    assert Competitor.objects.get(code="b&b").name == "双贝"
    numbers = [cell.text for cell in show(admin, "settings-competitors").where("td", class_="right")]
    assert numbers == ["0", "2"]
    assert admin.get(reverse("settings-competitors-edit", args=["nobody"])).status_code == HTTPStatus.NOT_FOUND


def test_stage_in_use_but_not_listed_is_added_with_one_click(admin: Client) -> None:
    Opportunity.unscoped.filter(code="crane").update(stage=HOSTILE)
    response = admin.get(reverse("settings-stages"))
    assert HOSTILE not in response.content.decode()
    assert "Used, but not in the list" in read(response).one("h2", id="unlisted-head").text
    admin.post(reverse("settings-stages"), {"name": HOSTILE})
    page = show(admin, "settings-stages")
    assert not page.where("h2", id="unlisted-head")
    assert HOSTILE in [field.attributes["value"] for field in page.where("input", name="name")]


def test_stages_are_reordered_by_buttons_that_need_no_script(admin: Client) -> None:
    for name in ("一", "二", "三"):
        admin.post(reverse("settings-stages"), {"name": name})
    last = Stage.objects.get(name="三")
    for place, order in (("2", ["一", "三", "二"]), ("0", ["三", "一", "二"]), ("nonsense", ["一", "二", "三"])):
        admin.post(reverse("settings-stages-move", args=[last.code]), {"place": place})
        assert list(Stage.objects.order_by("position").values_list("name", flat=True)) == order


def test_stage_that_cannot_be_renamed_keeps_what_was_typed_in_its_row(admin: Client) -> None:
    for name in ("一", "二"):
        admin.post(reverse("settings-stages"), {"name": name})
    second = Stage.objects.get(name="二")
    response = admin.post(reverse("settings-stages-rename", args=[second.code]), {"name": "一", "seen": "二"})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    invalid = [field for field in read(response).where("input", name="name") if "aria-invalid" in field.attributes]
    assert [field.attributes["value"] for field in invalid] == ["一"]


def typed(**changes: str) -> dict[str, str]:
    """The policy's form with some thresholds typed over."""
    return {"reason": "review", **changes}


def strategies_now() -> dict[str, int]:
    rows = report(current_panel(), "strategies", Question(AS_OF), EVERYTHING)["customers"]
    names = [row["recommended"] for row in rows]
    return {name: names.count(name) for name in set(names)}


def effect_of(page: Page, figure: str) -> list[tuple[str, str]]:
    """(now, then) of the lines of one figure on the page of the policy."""
    at = [element.text for element in page.elements if element.tag in ("caption", "td", "th") and element.text.strip()]
    begin = at.index(figure) + HEAD
    end = next((n for n in range(begin, len(at)) if at[n] in CAPTIONS), len(at))
    cells = at[begin:end]
    return [(cells[n + 1], cells[n + 2]) for n in range(0, len(cells) - 3, 4)]


HEAD = 5
"""The caption and four heads of columns."""
CAPTIONS = (
    "Recommended strategies",
    "Readings of decision chains",
    "Contribution",
    "Stale values",
    "Contact",
    "Largest changes",
    "Targets of the company",
)


def test_preview_writes_nothing_and_equals_the_figures_after_saving(admin: Client) -> None:
    changes = typed(map_people="1", acquire_people="0", map_completeness="50", blocked_mean="−1.5")
    before = Revision.objects.count()
    preview = read(admin.post(reverse("settings-policy-effect"), changes))
    assert (Revision.objects.count(), PolicyOverride.objects.count()) == (before, 0)
    assert current_panel().policy == POLICY
    promised = {figure: effect_of(preview, figure) for figure in CAPTIONS[:2]}
    assert any(now != then for now, then in promised["Recommended strategies"])
    assert any(now != then for now, then in promised["Readings of decision chains"])
    assert preview.one("input", name="map_completeness").attributes["value"] == "50"

    assert admin.post(reverse("settings-policy"), changes).status_code == HTTPStatus.FOUND
    assert current_panel().policy.map_completeness == 0.5
    after = show(admin, "settings-policy")
    for figure, lines in promised.items():
        assert effect_of(after, figure) == [(then, then) for _, then in lines]
    counts = [int(then) for _, then in promised["Recommended strategies"]]
    assert sum(counts) == sum(strategies_now().values())
    assert sorted(count for count in counts if count) == sorted(strategies_now().values())


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("map_people", "0"),
        ("map_people", "many"),
        ("map_people", "NaN"),
        ("map_completeness", "101"),
        ("map_completeness", "90.5"),
        ("blocked_mean", "1"),
        ("acquire_people", "3"),
        ("reason", ""),
    ],
)
def test_policy_that_cannot_be_so_keeps_what_was_typed(admin: Client, field: str, text: str) -> None:
    response = admin.post(reverse("settings-policy"), typed(stale_days="30") | {field: text})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = read(response)
    assert page.one("input", name=field, id=field).attributes["value"] == text
    assert page.one("input", name=field, id=field).attributes["aria-invalid"] == "true"
    assert page.one("input", id="stale_days").attributes["value"] == "30"
    assert not PolicyOverride.objects.exists()


def test_policy_changed_meanwhile_keeps_the_typed_value_and_shows_both(admin: Client) -> None:
    admin.post(reverse("settings-policy"), typed(stale_days="30", seen_stale_days="90"))
    late = admin.post(reverse("settings-policy"), typed(stale_days="60", seen_stale_days="90"))
    assert late.status_code == HTTPStatus.CONFLICT
    problem = next(text for text in told(late) if "许安之" in text)
    assert "from 90 days to 30 days" in problem
    page = read(late)
    assert page.one("input", id="stale_days").attributes["value"] == "60"
    seen = page.where("input", name="seen_stale_days")[0].attributes["value"]
    assert admin.post(reverse("settings-policy"), typed(stale_days="60", seen_stale_days=seen)).status_code == 302
    assert current_panel().policy.stale_days == 60


def test_threshold_goes_back_to_its_default_without_being_saved(admin: Client) -> None:
    admin.post(reverse("settings-policy"), typed(stale_days="30", map_people="5"))
    page = read(admin.post(reverse("settings-policy-effect"), typed(stale_days="30") | {"default": "stale_days"}))
    assert page.one("input", id="stale_days").attributes["value"] == "90"
    assert page.one("input", id="map_people").attributes["value"] == "5"
    page = read(admin.post(reverse("settings-policy-effect"), {"default": "all"}))
    assert page.one("input", id="map_people").attributes["value"] == "3"
    assert current_panel().policy.stale_days == 30


def test_history_of_the_policy_says_who_when_from_what_to_what_and_why(admin: Client) -> None:
    admin.post(reverse("settings-policy"), typed(map_completeness="80", reason=HOSTILE))
    response = admin.get(reverse("settings-policy"))
    assert HOSTILE not in response.content.decode()
    cells = [cell.text for cell in read(response).where("td")]
    at = cells.index("许安之")
    assert cells[at + 1 : at + 5] == ["Complete map: known features at least", "default", "80%", HOSTILE]


def test_effect_for_an_island_answers_bad_values_with_what_is_wrong(admin: Client) -> None:
    response = admin.post(reverse("settings-policy-effect"), typed(map_people="0"), headers={"HX-Request": "true"})
    assert response.status_code == HTTPStatus.OK
    assert "Write a number: 1 person … 50 persons." in " ".join(told(response))


def test_overview_counts_and_leads_to_every_part(admin: Client) -> None:
    page = show(admin, "settings")
    assert {reverse(name) for name in ("settings-policy", "settings-teams", "settings-accounts", "audit")} <= set(
        page.links()
    )
    assert "3 teams" in " ".join(note.text for note in page.where("p", class_="note"))
