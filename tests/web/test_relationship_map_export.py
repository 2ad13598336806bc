"""The map as a file: the page says where, the server what; nothing untrue, unseen or unsaid gets in."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pptx import Presentation

from renmai.refresh import forget
from renmai.store.models import AuditEntry, ChainMember, Customer, Employee, Influence, KeyPerson, Revision
from renmai.web.pages.export.map_layout import LARGEST
from tests.people import LONG_AGO
from tests.web.html import read
from tests.web.test_papers import characters

SVG: Final = "{http://www.w3.org/2000/svg}"
FORMS: Final = ("svg", "pdf", "pptx")
Layout = dict[str, Any]
Enter = Callable[[str], Client]


def influence_of(code: str, kind: str) -> int:
    return int(Influence.unscoped.get(key_person__code=code, kind=kind).pk)


def harbour(**changes: Any) -> Layout:
    """The reporting tree of harbour with every line that it has."""
    layout = {
        "as_of": "2026-09-30",
        "kind": "tree",
        "opportunity": None,
        "colour": "closeness",
        "party": "rival",
        "width": 700,
        "height": 300,
        "cards": [
            {"person": "harbour-boss", "x": 240, "y": 60},
            {"person": "harbour-buyer", "x": 24, "y": 160},
            {"person": "harbour-engineer", "x": 460.5, "y": 160},
        ],
        "pills": [
            {"kind": "ours", "code": "owner", "contact": "", "x": 24, "y": 10},
            {"kind": "competitor", "code": "rival", "contact": "马骁", "x": 500, "y": 10},
        ],
        "links": [
            {"superior": "harbour-boss", "person": "harbour-buyer", "points": [[318, 110], [318, 135], [100, 160]]},
            {"superior": "harbour-boss", "person": "harbour-engineer", "points": [[318, 110], [538, 160]]},
        ],
        "influences": [
            {"id": influence_of("harbour-boss", "ours"), "path": [[176, 25], [200, 25], [200, 85], [240, 85]]},
            {"id": influence_of("harbour-buyer", "competitor"), "path": [[500, 25], [200, 25], [200, 185]]},
            {"id": influence_of("harbour-engineer", "internal"), "path": [[396, 85], [538, 85], [538, 160]]},
        ],
        "unplaced": None,
        "spine": None,
        "bones": [],
    }
    return layout | changes


def crane(**changes: Any) -> Layout:
    """The decision chain of the crane as a fishbone."""
    cards = [
        {"person": "harbour-engineer", "x": 40, "y": 20},
        {"person": "harbour-buyer", "x": 180, "y": 220},
        {"person": "harbour-boss", "x": 420, "y": 120},
    ]
    layout = harbour(kind="fishbone", opportunity="crane", cards=cards, pills=[], links=[], influences=[])
    bones = [{"person": "harbour-engineer", "points": [[104, 86], [140, 153]]}]
    return layout | {"spine": [[20, 153], [410, 153]], "bones": bones} | changes


def post(client: Client, layout: Layout | str, form: str = "svg", customer: str = "harbour", **more: Any) -> Any:
    picture = layout if isinstance(layout, str) else json.dumps(layout)
    return client.post(f"/customers/{customer}/map/export.{form}", {"picture": picture}, **more)


def told(answer: HttpResponse) -> str:
    """Every text of an SVG in one."""
    assert answer.status_code == 200, read(answer).one("main").text
    drawn = ET.fromstring(answer.content)  # noqa: S314 -- our own drawing
    return "\n".join("".join(text.itertext()) for text in drawn.iter(f"{SVG}text"))


def tips(answer: HttpResponse) -> set[str]:
    drawn = ET.fromstring(answer.content)  # noqa: S314 -- our own drawing
    return {title.text or "" for title in drawn.iter(f"{SVG}title")}


def refused(answer: HttpResponse) -> str:
    """The sentence of a refusal; nothing left, and nothing is in the trail."""
    assert answer.status_code == 422
    assert not AuditEntry.objects.filter(file="export").exists()
    return read(answer).one("main").text


def test_picture_tells_the_facts_of_the_day(signed_in: Enter) -> None:
    answer = post(signed_in("owner"), harbour())
    text = told(answer)
    wanted = ["东港码头 · 关系图谱", "截至 2026-09-30", "色条 关系紧密度", "友商 赤岭机械", "3 位关键人", "内部资料"]
    wanted += ["韩定海", "总经理", "罗采薇", "林知远", "马骁", "赤岭机械", "从左到右", "友商领先"]
    assert [word for word in wanted if word not in text] == []
    assert "罗采薇 汇报给 韩定海" in tips(answer)
    assert "马骁 能影响 罗采薇" in tips(answer)


def test_picture_of_a_past_day_tells_what_held_then(signed_in: Enter) -> None:
    now, then = (
        post(signed_in("owner"), harbour(as_of=day, influences=[], pills=[])) for day in ("2026-09-30", "2026-09-01")
    )
    boss = [next(tip for tip in tips(answer) if tip.startswith("韩定海 总经理")) for answer in (now, then)]
    assert "关系紧密度: 支持" in boss[0]
    assert "关系紧密度: 中立" in boss[1]


def test_compared_day_marks_what_moved_and_who_is_new(signed_in: Enter) -> None:
    KeyPerson.unscoped.filter(code="harbour-engineer").update(joined_on="2026-08-01")
    text = told(post(signed_in("owner"), harbour(compared="2026-06-30")))
    assert "较 2026-06-30" in text
    assert "+3" in text
    assert "新增 1 人" in text
    assert re.search(r"^蒋工新$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("colour", "tones"),
    [("closeness", ("p1", "n1", "p2")), ("price", ("p1", "n1", "un")), ("overall", ("p1", "n1", "p2"))],
)
def test_edge_shows_the_chosen_degree(colour: str, tones: tuple[str, ...], signed_in: Enter) -> None:
    fills = {"p2": "#0b6560", "p1": "#3f9a8f", "n1": "#cf762a", "un": "url(#hatched)"}
    drawn = ET.fromstring(post(signed_in("owner"), harbour(colour=colour)).content)  # noqa: S314 -- our own drawing
    cards = [
        group for group in drawn.iter(f"{SVG}g") if (group.findtext(f"{SVG}title") or "").startswith(("韩", "罗", "蒋"))
    ]
    assert [list(group)[len(group.findall(f"{SVG}title")) :] for group in cards]
    for group, tone in zip(cards, tones, strict=True):
        assert fills[tone] in [part.get("fill") for part in group]


def test_fishbone_tells_the_roles_of_the_chain(signed_in: Enter) -> None:
    answer = post(signed_in("owner"), crane())
    text = told(answer)
    assert "东港码头项目 · 决策链" in text
    assert text.count("决策者") == 3
    assert unquote(answer["Content-Disposition"]).endswith("东港码头项目-决策链-2026-09-30.svg")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("关系图谱", "截至", "一票否决人", "友商影响")),
        ("zh-hant", ("關係圖譜", "截至", "一票否決人", "友商影響")),
        ("en", ("Relationship map", "As of", "Veto holder", "A competitor's influence")),
    ],
)
def test_picture_speaks_the_language_of_the_page(language: str, words: tuple[str, ...], signed_in: Enter) -> None:
    answer = post(signed_in("owner"), harbour(), headers={"accept-language": language})
    text = told(answer)
    assert [word for word in words if word not in text] == []
    assert f'xml:lang="{language[:-4]}{language[-4:].title()}"' in answer.content.decode() or language == "en"


def test_slide_and_paper_tell_the_same(signed_in: Enter) -> None:
    client = signed_in("owner")
    slide = Presentation(BytesIO(post(client, harbour(), "pptx").content)).slides[0]
    assert slide.shapes.title.text_frame.text == "东港码头 · 关系图谱"
    assert {"韩定海", "罗采薇", "蒋工", "林知远", "马骁"} <= {shape.name for shape in slide.shapes}
    paper = post(client, harbour(), "pdf")
    assert paper["Content-Type"] == "application/pdf"
    assert set("东港码头韩定海罗采薇蒋工林知远马骁内部资料") <= characters(paper.content)


@pytest.mark.parametrize("form", FORMS)
def test_export_is_in_the_audit_trail(form: str, signed_in: Enter) -> None:
    answer = post(signed_in("leader"), harbour(), form)
    assert answer.status_code == 200
    entry = AuditEntry.objects.get(file="export")
    name = unquote(answer["Content-Disposition"]).rpartition("''")[2]
    assert (entry.revision.actor, entry.key, name) == ("leader", [name], f"东港码头-关系图谱-2026-09-30.{form}")
    after = entry.after or {}
    assert after["rows"] == "3"
    assert "截至: 2026-09-30" in after["asked"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("leader", 200), ("mate", 404), ("outsider", 404)])
def test_map_exists_for_those_who_see_the_customer(form: str, who: str, status: int, signed_in: Enter) -> None:
    assert post(signed_in(who), harbour(), form).status_code == status


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("cards.0", {"cards": [{"person": "quarry-boss", "x": 0, "y": 0}]}),
        ("cards.0", {"cards": [{"person": "nobody", "x": 0, "y": 0}]}),
        (
            "cards.1",
            {"cards": [{"person": "harbour-boss", "x": 0, "y": 0}, {"person": "harbour-boss", "x": 9, "y": 9}]},
        ),
        ("pills.0", {"pills": [{"kind": "ours", "code": "other", "contact": "", "x": 0, "y": 0}], "influences": []}),
        ("pills.0", {"pills": [{"kind": "competitor", "code": "rival", "contact": "他人", "x": 0, "y": 0}]}),
        ("pills.0", {"pills": [{"kind": "ours", "code": "owner", "contact": "马骁", "x": 0, "y": 0}]}),
        ("links.0", {"links": [{"superior": "harbour-buyer", "person": "harbour-boss", "points": [[0, 0], [1, 1]]}]}),
        ("links.0", {"links": [{"superior": "quarry-boss", "person": "quarry-buyer", "points": [[0, 0], [1, 1]]}]}),
        ("influences.0", {"influences": [{"id": 999_999, "path": [[0, 0], [1, 1]]}]}),
        ("influences.0", {"pills": []}),
        ("spine.0", {"spine": [[0, 0], [1, 1]]}),
        ("bones.0", {"bones": [{"person": "harbour-boss", "points": [[0, 0], [1, 1]]}]}),
        ("opportunity", {"opportunity": "drill"}),
    ],
)
def test_what_does_not_hold_is_refused(part: str, changes: Layout, signed_in: Enter) -> None:
    sentence = refused(post(signed_in("executive"), harbour(**changes)))
    assert f"（{part}）" in sentence
    assert "2026-09-30" in sentence


def test_influence_on_somebody_elsewhere_is_refused(signed_in: Enter) -> None:
    elsewhere = {"id": influence_of("quarry-buyer", "ours"), "path": [[0, 0], [1, 1]]}
    assert "influences.0" in refused(post(signed_in("executive"), harbour(influences=[elsewhere])))


def test_influence_that_is_over_is_refused(signed_in: Enter) -> None:
    Influence.unscoped.filter(key_person__code="harbour-boss").update(valid_to="2026-09-30")
    assert "pills.0" in refused(post(signed_in("owner"), harbour()))
    assert post(signed_in("owner"), harbour(as_of="2026-09-29")).status_code == 200


def test_influence_of_somebody_who_left_is_refused(signed_in: Enter) -> None:
    Employee.objects.filter(code="outsider").update(left_on="2026-09-01")
    pill = {"kind": "ours", "code": "outsider", "contact": "", "x": 0, "y": 0}
    assert "pills.0" in refused(post(signed_in("owner"), harbour(pills=[pill], influences=[])))


def test_person_who_has_left_is_refused(signed_in: Enter) -> None:
    KeyPerson.unscoped.filter(code="harbour-engineer").update(left_on="2026-09-30")
    assert "cards.2" in refused(post(signed_in("owner"), harbour()))


def test_fishbone_shows_members_only(signed_in: Enter) -> None:
    ChainMember.unscoped.filter(key_person__code="harbour-buyer").delete()
    assert "cards.1" in refused(post(signed_in("owner"), crane()))
    assert "opportunity" in refused(post(signed_in("owner"), crane(opportunity=None)))


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("cards.0.x", {"cards": [{"person": "harbour-boss", "x": 20_001, "y": 0}]}),
        ("cards.0.y", {"cards": [{"person": "harbour-boss", "x": 0, "y": "0"}]}),
        ("cards.0.x", {"cards": [{"person": "harbour-boss", "x": True, "y": 0}]}),
        ("cards.0.x", {"cards": [{"person": "harbour-boss", "x": float("nan"), "y": 0}]}),
        ("cards.0.x", {"cards": [{"person": "harbour-boss", "x": float("inf"), "y": 0}]}),
        ("cards.0.name", {"cards": [{"person": "harbour-boss", "x": 0, "y": 0, "name": "<b>"}]}),
        ("cards", {"cards": []}),
        ("cards", {"cards": [{"person": "harbour-boss", "x": 0, "y": 0}] * 2001}),
        ("links.0.points", {"links": [{"superior": "a", "person": "b", "points": [[0, 0]]}]}),
        ("influences.0.path", {"influences": [{"id": 1, "path": [[0, 0]] * 51}]}),
        ("influences.0.id", {"influences": [{"id": "1", "path": [[0, 0], [1, 1]]}]}),
        ("kind", {"kind": "circle"}),
        ("colour", {"colour": "mood"}),
        ("width", {"width": 0}),
        ("title", {"title": "somebody's own words"}),
    ],
)
def test_layout_is_read_strictly(part: str, changes: Layout, signed_in: Enter) -> None:
    assert f"（{part}）" in refused(post(signed_in("owner"), harbour(**changes)))


@pytest.mark.parametrize("text", ["", "null", "[]", "{", "[" * 100_000, '{"as_of": 1e999}', "\ud800"])
def test_what_is_no_layout_is_refused(text: str, signed_in: Enter) -> None:
    sent = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    assert "画不成图" in refused(post(signed_in("owner"), sent))


def test_layout_has_a_limit(signed_in: Enter) -> None:
    assert "2 MB" in refused(post(signed_in("owner"), json.dumps(harbour()) + " " * LARGEST))


@pytest.mark.parametrize(
    ("name", "value"), [("as_of", "2026-13-01"), ("as_of", "20260930ab"), ("compared", "yesterday.")]
)
def test_days_are_days(name: str, value: str, signed_in: Enter) -> None:
    assert value in refused(post(signed_in("owner"), harbour(**{name: value})))


def test_unknown_competitor_is_not_there(signed_in: Enter) -> None:
    assert post(signed_in("owner"), harbour(party="nobody")).status_code == 404


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\"'&]]>\x0b", "名" * 40, "👩‍👩‍👧 محمد", "\u202eevil"])
def test_hostile_names_stay_words(form: str, name: str, signed_in: Enter) -> None:
    client = signed_in("owner")
    KeyPerson.unscoped.filter(customer__code="harbour").update(name=name, title=name)
    Influence.unscoped.filter(kind="internal").update(note=name)
    Employee.objects.filter(code="owner").update(name=name)
    Customer.unscoped.filter(code="harbour").update(name=name)
    answer = post(client, harbour(), form)
    assert answer.status_code == 200
    if form == "svg":
        drawn = ET.fromstring(answer.content)  # noqa: S314 -- our own drawing
        assert not [one for one in drawn.iter() if one.tag.endswith(("script", "foreignObject", "image", "a"))]
    if form == "pptx":
        assert len(Presentation(BytesIO(answer.content)).slides) == 1


def test_role_without_a_name_is_dashed(signed_in: Enter) -> None:
    KeyPerson.unscoped.filter(code="harbour-engineer").update(name="设备部长")
    assert "角色已知，姓名待确认" in told(post(signed_in("owner"), harbour()))


def test_statements_do_not_grow_with_the_people(signed_in: Enter) -> None:
    client = signed_in("owner")
    few = _statements(client, harbour())
    cards = _join(40)
    forget()
    assert _statements(client, harbour(cards=harbour()["cards"] + cards)) == few


def _statements(client: Client, layout: Layout) -> int:
    """Of a picture when the panel is there."""
    post(client, layout)
    with CaptureQueriesContext(connection) as seen:
        assert post(client, layout).status_code == 200
    return len(seen)


def _join(number: int) -> list[Layout]:
    customer, revision = Customer.unscoped.get(code="harbour"), Revision.objects.get(number=1)
    for at in range(number):
        person = KeyPerson.unscoped.create(
            revision=revision, code=f"p{at}", customer=customer, name=f"人{at}", joined_on=LONG_AGO
        )
        Influence.unscoped.create(
            revision=revision,
            key_person=person,
            kind="ours",
            employee=Employee.objects.get(code="owner"),
            valid_from=LONG_AGO,
        )
    return [{"person": f"p{at}", "x": 20 * at, "y": 300} for at in range(number)]
