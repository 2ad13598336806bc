"""A standalone Spark of one's own: one master and two workers on loopback, ended by their process ids."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import monotonic, sleep

WORKERS = 2
PATIENCE = 180
"""Seconds until a process must be ready: each is a Java machine that starts."""
SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.executor.cores": "1",
    # One core of each worker, so that a second driver finds cores too.
    "spark.cores.max": str(WORKERS),
    "spark.default.parallelism": "2",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.catalogImplementation": "in-memory",
}
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"


@dataclass(frozen=True, slots=True)
class Cluster:
    """`master` as in `spark://127.0.0.1:PORT`, and the ids of its processes."""

    master: str
    processes: list[int]


@contextmanager
def cluster(folder: Path, memory: str = "512m", java: str = "") -> Iterator[Cluster]:
    """Everything it writes lies in `folder`; each executor has so much `memory`, such as 512m; `java`: its options.

    Two drivers find room. The driver's own settings are set for the body.
    """
    with ExitStack() as stack, environment(prepared(folder, memory, java)):
        log = folder / "master.log"
        processes = [stack.enter_context(running(log, MASTER, "--host", "127.0.0.1", "--port", "0"))]
        master = wait_for(log, r"Starting Spark master at (spark://127\.0\.0\.1:\d+)")
        logs = [folder / f"worker{number}.log" for number in range(WORKERS)]
        worker = (WORKER, "--cores", "2", "--memory", f"{2 * int(memory[:-1])}{memory[-1]}", master)
        processes += [stack.enter_context(running(log, *worker)) for log in logs]
        for log in logs:
            wait_for(log, r"(Successfully registered with master)")
        yield Cluster(master, [process.pid for process in processes])


def prepared(folder: Path, memory: str, java: str) -> dict[str, str]:
    """Settings in `folder`, and the environment that makes every part of Spark stay there."""
    conf = folder / "conf"
    conf.mkdir()
    settings = SETTINGS | {"spark.executor.memory": memory, "spark.sql.warehouse.dir": str(folder / "warehouse")}
    settings |= {f"spark.{part}.extraJavaOptions": java for part in ("driver", "executor") if java}
    (conf / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    return {
        "SPARK_HOME": home(),
        "SPARK_CONF_DIR": str(conf),
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_WORKER_DIR": str(folder / "work"),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": java,
    }


def home() -> str:
    """Raises `ModuleNotFoundError` where Spark is not installed: `make spark`."""
    return str(Path(str(import_module("pyspark").__file__)).parent)


@contextmanager
def environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def running(log: Path, part: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [f"{home()}/bin/spark-class", part, "--webui-port", "0", *arguments]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_for(log: Path, pattern: str) -> str:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        if found := re.search(pattern, log.read_text(errors="replace")):
            return found[1]
        sleep(0.1)
    raise TimeoutError(log.read_text(errors="replace")[-2000:])
