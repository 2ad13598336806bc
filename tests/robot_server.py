"""A robot's server of the tests' own: what was posted is kept, and answered as asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class RobotServer:
    """`status`, `answer` and `headers` are what it says to whatever is posted."""

    url: str = ""
    status: int = 200
    answer: bytes = b'{"errcode": 0, "errmsg": "ok", "code": 0}'
    headers: dict[str, str] = field(default_factory=dict)
    posted: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def robot_server() -> Iterator[RobotServer]:
    robot = RobotServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            robot.posted.append((self.path, json.loads(raw)))
            robot.raw.append(raw)
            robot.heads.append(dict(self.headers))
            self.send_response(robot.status)
            for name, value in robot.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(robot.answer)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        robot.url = f"http://127.0.0.1:{server.server_port}/robot/send?key=very-secret-key"
        Thread(target=server.serve_forever, daemon=True).start()
        yield robot
        server.shutdown()
