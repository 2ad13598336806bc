"""A server that is killed, or loses its database, while people save: what was acknowledged is there."""

import json
import time
from pathlib import Path

from tests.cli.command import Renmai
from tests.faults.killing import Nursery, moments, nursery
from tests.faults.serving import Saver, Server, cluster, serving, until

PEOPLE = ("harbour-boss", "harbour-buyer", "mill-boss")
REPORT = "/api/v1/reports/customer?as_of=2026-09-30&view=company"


def savers(nurse: Nursery, at: Renmai, server: Server) -> list[Saver]:
    session, stars = nurse.call(at, "session", "owner"), nurse.call(at, "stars", list(PEOPLE))
    return [Saver(server, session, person, starred=stars[person]) for person in PEOPLE]


def everybody_saves(some: list[Saver]) -> None:
    """Wait until each has saved once more."""
    before = [one.acknowledged for one in some]
    until(lambda: all(one.acknowledged > was for one, was in zip(some, before, strict=True)), "everybody saves")


def stop(some: list[Saver]) -> None:
    for one in some:
        one.stop()


def require_kept(nurse: Nursery, at: Renmai, some: list[Saver], before: dict[str, int]) -> dict[str, int]:
    """How often each star was changed by now; every acknowledged change is in the trail, and none twice."""
    found: dict[str, int] = nurse.call(at, "starred", list(PEOPLE))
    for one in some:
        kept = found[one.person] - before.get(one.person, 0)
        assert one.acknowledged - one.lost <= kept <= one.acknowledged + one.lost, one.person
    nurse.require_sound(at)
    return found


def test_killed_server_has_kept_what_it_acknowledged(nurse: Nursery, renmai: Renmai) -> None:
    nurse.call(renmai, "world")
    kept: dict[str, int] = {}
    for moment in moments("server", 4.0):
        with serving(renmai) as server:
            some = savers(nurse, renmai, server)
            everybody_saves(some)
            time.sleep(moment)
            server.kill()
            stop(some)
        assert all(one.lost <= 1 for one in some)
        stars = nurse.call(renmai, "stars", list(PEOPLE))
        kept = require_kept(nurse, renmai, some, kept)
        assert all(stars[one.person] == one.starred for one in some if not one.lost)


def test_server_outlives_the_crash_of_its_database(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir()
    with cluster() as database:
        renmai = Renmai(folder, database.url)
        with nursery(renmai) as nurse:
            nurse.call(renmai, "world")
            with serving(renmai) as server:
                some = savers(nurse, renmai, server)
                for moment in moments("crash", 3.0):
                    everybody_saves(some)
                    time.sleep(moment)
                    database.crash()
                    time.sleep(0.5)
                    database.start()
                everybody_saves(some)
                stop(some)
            assert all(one.lost <= len(moments("crash", 3.0)) for one in some)
            require_kept(nurse, renmai, some, {})


def test_restore_reaches_a_server_that_runs_on(nurse: Nursery, renmai: Renmai, tmp_path: Path) -> None:
    backup = tmp_path / "all.renmai"
    nurse.call(renmai, "world")
    nurse.done(renmai, "backup", backup)
    told = nurse.state(renmai)["reports"]
    with serving(renmai) as server:
        session = nurse.call(renmai, "session", "executive")
        before = json.loads(server.ask("GET", REPORT, session)[1])
        nurse.call(renmai, "worsen", list(PEOPLE))
        later = [json.loads(server.ask("GET", REPORT, session)[1]) for _ in range(8)]
        assert before not in later

        some = savers(nurse, renmai, server)
        everybody_saves(some)
        nurse.done(renmai, "restore", backup, "--replace")
        stop(some)
        nurse.require_sound(renmai)
        # A save may have waited for the restore, and come after it: once more, with nobody saving.
        nurse.done(renmai, "restore", backup, "--replace")

        assert server.ask("GET", REPORT, session)[0] == 401
        assert nurse.state(renmai)["reports"] == told
        session = nurse.call(renmai, "session", "executive")
        # Both workers are asked, and one that held an older panel would say so.
        assert [json.loads(server.ask("GET", REPORT, session)[1]) for _ in range(8)] == [before] * 8
        nurse.call(renmai, "worsen", list(PEOPLE))
        assert [json.loads(server.ask("GET", REPORT, session)[1]) for _ in range(8)] == later
    nurse.require_sound(renmai)
