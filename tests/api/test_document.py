"""The document is true: every example holds to its schema, and every example of a request does what it says."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from renmai.api.nouns import NOUNS
from renmai.api.nouns.base import Noun
from renmai.store.actions.stage import add_stage
from renmai.store.models import Stage
from tests.api.caller import NOW, Program, document, operations, program, told

ERRORS = {"401", "403", "405", "422", "429"}


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": document()["components"]}, format_checker=FormatChecker())


def problems(schema: dict[str, Any], value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(value)]


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema itself, or the component that it refers to."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return document()["components"]["schemas"][name] if name else schema


def examples() -> list[tuple[str, dict[str, Any], Any]]:
    """Every example of the document: where it stands, its schema, and the example."""
    found = []
    for method, path, said in operations():
        where = f"{method} {path}"
        contents = {status: answer.get("content") for status, answer in said["responses"].items()}
        contents["body"] = said.get("requestBody", {}).get("content")
        for name, content in contents.items():
            if content and "example" in content["application/json"]:
                one = content["application/json"]
                found.append((f"{where} {name}", one["schema"], one["example"]))
    return found


def test_every_example_holds_to_its_schema() -> None:
    found = examples()
    assert len(found) > 300
    assert {where: told for where, schema, example in found if (told := problems(schema, example))} == {}


def test_every_schema_is_one() -> None:
    for name, schema in document()["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert name == "Problem" or "properties" in schema or name.startswith("ninja")


def test_every_operation_of_a_noun_is_described() -> None:
    for method, path, said in operations():
        if "/reports/" in path:
            continue
        assert said["summary"], said["description"]
        assert set(said["responses"]) >= ERRORS
        assert {"WithToken": []} in said["security"]
        assert method in {"GET", "DELETE"} or said["requestBody"]["content"]["application/json"]["example"]


def test_bodies_say_nothing_else() -> None:
    for _, _, said in operations():
        body = said.get("requestBody")
        if body:
            assert resolved(body["content"]["application/json"]["schema"])["additionalProperties"] is False


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("noun", [noun for noun in NOUNS if noun.create], ids=lambda noun: noun.path)
def test_example_of_creating_does_what_it_says(noun: Noun) -> None:
    assert noun.create
    answer = program("admin").post(f"/{noun.path}", dict(noun.create.example))
    if noun.path == "reporting":
        assert answer.status_code == 201, answer.content
    assert answer.status_code == 201, answer.content
    made = told(answer)
    for name, value in noun.create.example.items():
        if name in made and noun.path != "reporting":
            assert made[name] == value
    schema = document()["components"]["schemas"]["".join(part.capitalize() for part in noun.path.split("-"))]
    assert problems(schema, made) == []
    assert told(program("admin").ask("GET", answer["Location"])) == made


EXAMPLES: dict[str, Callable[[], str]] = {
    "stages": lambda: Stage.objects.get(name="方案").code,
    "teams": lambda: "south",
    "employees": lambda: "mate",
    "competitors": lambda: "rival",
    "customers": lambda: "harbour",
    "key-people": lambda: "harbour-buyer",
    "opportunities": lambda: "crane",
}


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("noun", [noun for noun in NOUNS if noun.change], ids=lambda noun: noun.path)
def test_example_of_changing_does_what_it_says(noun: Noun) -> None:
    assert noun.change
    add_stage("方案", actor="admin", now=NOW)
    admin = program("admin")
    path = f"/{noun.path}/{key_of(noun, admin)}"
    answer = admin.change(path, dict(noun.change.example))
    assert answer.status_code == 200, answer.content
    changed = told(answer)
    note = noun.path == "influences"
    assert {name: changed[name] for name in noun.change.example if not (note and name == "note")} == {
        name: value for name, value in noun.change.example.items() if not (note and name == "note")
    }
    assert told(admin.ask("GET", path)) == changed


def key_of(noun: Noun, admin: Program) -> object:
    """A row that may be changed: of the world, or made by the example."""
    if noun.path in EXAMPLES:
        return EXAMPLES[noun.path]()
    if noun.path == "chain-members":
        return admin.items("/chain-members?opportunity=crane")[0]["id"]
    if noun.path == "influences":
        return admin.items("/influences?influencer=rival")[0]["id"]
    assert noun.create
    return told(admin.post(f"/{noun.path}", dict(noun.create.example)))[noun.key]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.path)
def test_list_holds_to_its_schema(noun: Noun) -> None:
    admin = program("admin")
    if noun.create:
        admin.post(f"/{noun.path}", dict(noun.create.example))
    page = admin.get(f"/{noun.path}?limit=200")
    schema = document()["paths"][f"/api/v1/{noun.path}"]["get"]["responses"]["200"]
    assert problems(schema["content"]["application/json"]["schema"], page) == []
    assert page["next"] is None
    json.dumps(page)


@pytest.mark.usefixtures("world")
def test_document_is_for_whoever_may_call() -> None:
    assert program("outsider").get("/openapi.json")["openapi"] == "3.1.0"
    assert Program("renmai_guessed").ask("GET", "/openapi.json").status_code == 302
