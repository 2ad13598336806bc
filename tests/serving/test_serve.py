"""A server that is told to stop finishes what it has begun, and loses nothing."""

import json
import re
import sqlite3
import threading
import time
from contextlib import suppress
from pathlib import Path

import requests
from requests import RequestException, Response

from scripts.visiting import Visitor, form_of
from tests.serving.conftest import Server, serving


def test_answer_in_flight_is_finished_and_kept(folder: Path) -> None:
    with serving(folder) as server:
        visitor, page, _ = _at_a_contact(server)
        writer = sqlite3.connect(folder / "renmai.sqlite3", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")  # the form has to wait for its turn
        send = threading.Thread(target=_send, args=(visitor, page, "said while stopping"))
        send.start()
        send.join(2)
        assert send.is_alive()
        stopping: list[int] = []
        stop = threading.Thread(target=lambda: stopping.append(server.stop()))
        stop.start()
        stop.join(1)
        assert stop.is_alive()  # it waits for the form
        writer.execute("ROLLBACK")
        send.join(60)
        stop.join(60)
    assert stopping == [0]
    with sqlite3.connect(folder / "renmai.sqlite3") as database:
        (kept,) = database.execute(
            "SELECT count(*) FROM store_activity WHERE note LIKE '%said while stopping%'"
        ).fetchone()
    assert kept == 1


def test_log_is_json_and_names_nobody(folder: Path) -> None:
    with serving(folder) as server:
        _at_a_contact(server)
        server.stop()
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    requests = [line for line in lines if line["logger"] == "renmai.requests"]
    assert {"account_login", "contact"} & {line["route"] for line in requests}
    assert all(line["request"] and line["status"] < 500 for line in requests)
    assert not any("salesperson" in json.dumps(line) for line in lines)


def test_write_of_one_process_is_in_the_next_answer_of_every_other(folder: Path) -> None:
    with serving(folder) as server:
        visitor, page, code = _at_a_contact(server)
        for number in range(6):
            note = f"note number {number}"
            page = visitor.get(_contact(code))
            _send(visitor, page, note)
            for _ in range(4):
                fresh = visitor.afresh()  # over its own connection: any process may take it
                assert note in fresh.get(f"/key-people/{code}").text


def test_facts_are_loaded_before_somebody_asks(folder: Path) -> None:
    with serving(folder, RENMAI_METRICS_TOKEN="of-the-test") as server:
        headers = {"Authorization": "Bearer of-the-test"}
        loaded = 0
        until = time.monotonic() + 60
        while loaded < 2 and time.monotonic() < until:
            said = requests.get(f"{server.url}/metrics", headers=headers, timeout=30).text
            loaded = int(float(re.findall(r"^renmai_panel_seconds_count (\S+)", said, re.MULTILINE)[0]))
        assert loaded == 2  # one of each process


def _at_a_contact(server: Server) -> tuple[Visitor, Response, str]:
    """A salesperson at the page where a contact is recorded, and the key person's code."""
    visitor = Visitor(server.url)
    visitor.sign_in("salesperson", "renmai-demo-only")
    listed = visitor.get("/lines/key-person/list").text
    code = re.findall(r'href="/key-people/([^"/?]+)"', listed)[0]
    return visitor, visitor.get(_contact(code)), code


def _send(visitor: Visitor, page: Response, note: str) -> None:
    """Whoever stops the server does not wait for the page that comes after the form."""
    with suppress(RequestException):
        visitor.send(page, form_of(page, "note"), {"note": note})


def _contact(code: str) -> str:
    return f"/contact?person={code}&kind=message"
