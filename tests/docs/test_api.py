"""Every call of docs/api.md is made, as it stands there; the table of nouns is what there is."""

import json
import re
import shlex
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from renmai.api.nouns import NOUNS
from renmai.api.problems import as_json
from renmai.api.rate import CALLS
from tests.api.caller import V1, document, program
from tests.architecture.source import ROOT
from tests.docs.pages import fenced, tables
from tests.people import AS_OF

TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
CALLS_OF_THE_PAGE = [line for _, body in fenced(TEXT) for line in body.splitlines() if line.startswith("curl ")]


def made(line: str, token: str, etag: str) -> HttpResponse:
    """What curl would do."""
    words = iter(
        shlex.split(line.replace("$RENMAI", V1).replace("$TOKEN", token).replace("$ETAG", etag.replace('"', '\\"')))
    )
    method, body, address, headers = "GET", "", "", {}
    for word in words:
        if word == "-X":
            method = next(words)
        elif word == "-d":
            body = next(words)
        elif word == "-H":
            name, _, text = next(words).partition(": ")
            headers[name] = text
        elif word.startswith("/"):
            address = word
    kind = headers.pop("Content-Type", "")
    return Client().generic(method, address, body, kind, headers=headers)  # type: ignore[return-value]


@pytest.mark.usefixtures("world")
def test_every_call_of_the_page_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: AS_OF)
    token, etag, answers = program("owner").secret, "", []
    for line in CALLS_OF_THE_PAGE:
        answer = made(line, token, etag)
        etag = str(answer.get("ETag", etag))
        answers.append(answer)
    assert [answer.status_code for answer in answers] == [200, 200, 200, 201, 200, 200, 201]
    page = json.loads(answers[0].content)
    assert [one["code"] for one in page["items"]] == ["harbour-boss", "harbour-buyer"]
    assert page["next"] in TEXT
    assert json.loads(answers[5].content)["title"] == "董事长"


def test_table_of_nouns_is_what_there_is() -> None:
    [rows] = [table for table in tables(TEXT) if "noun" in table[0]]
    told = {row["noun"].strip("`"): tuple(bool(row[name]) for name in ("create", "change", "remove")) for row in rows}
    there = {noun.path: (bool(noun.create), bool(noun.change), bool(noun.remove)) for noun in NOUNS}
    there["planned-contacts"] = (True, False, True)  # created with the round
    assert told == there


def test_table_of_errors_is_what_the_document_says() -> None:
    [rows] = [table for table in tables(TEXT) if "status" in table[0]]
    told = {status for row in rows for status in row["status"].split(", ")}
    said: set[str] = set()
    operations: list[dict[str, Any]] = [one for path in document()["paths"].values() for one in path.values()]
    for operation in operations:
        said |= set(operation["responses"])
    assert told == {status for status in said if status >= "400"}
    assert f"more than {CALLS} calls" in TEXT


def test_example_of_an_error_is_one() -> None:
    example = next(body for _, body in fenced(TEXT) if "bad_value" in body)
    assert as_json(json.loads(example), 422).status_code == 422
    assert re.search(r"amount -1 is negative", example)
