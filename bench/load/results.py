"""The tables of a load, as Markdown."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from bench.load.plan import READS, WRITES, Answer
from bench.load.running import FLAT_OUT, SCHEDULED, Outcome
from bench.load.watching import Sample, growth
from bench.results import machine, table

MEGABYTE: Final = 10**6
GROWS: Final = 0.01
"""Of all memory and minute: from here on it is marked as growing."""
ABOUT: Final = """\
Made by `python -m bench.load`: a real server (`renmai serve`), and clients in processes of their own on the same
machine. Of a hundred requests 80 are for dashboards and lists, 15 for pages of single customers, key persons,
opportunities and maps, 5 write through the forms: record a contact, tap one feature, keep a note, move a stage.

Requests are due at fixed times. Their milliseconds count from then, also where nobody was free to send them: a server
that stalls is not spared those that would have come meanwhile (coordinated omission). A write is one request here:
open the form, save, see the page after it and, where a value changed, ask the report; *saving* is the server's answer
to the form alone. *Flat out*: everybody asks again as soon as the answer is there.
"""


def tables(outcomes: Sequence[Outcome]) -> str:
    parts = [line for outcome in outcomes for line in _of(outcome)]
    return "\n".join(["# Many people at once", "", ABOUT, f"Machine: {machine()}.", "", *parts])


def _of(outcome: Outcome) -> Iterator[str]:
    run, people = outcome.run, outcome.people
    yield f"## {run.customers:,} customers on {run.database}"
    yield ""
    who = ", ".join(f"{count} as {role}" for role, count in people.items())
    yield (
        f"{run.seconds / 60:g} minutes, {run.rate:g} requests due per second from {run.clients} clients "
        f"({who}); {run.processes} processes serve."
        f"{f' Written {run.writing:g} times as often.' if run.writing != 1 else ''}"
    )
    yield ""
    scheduled = [one for one in outcome.answers if one.phase == SCHEDULED]
    yield from table(("requests", "", "ms: p50", "p95", "p99", "most", "errors"), list(_rows(scheduled)))
    yield ""
    yield from _facts(outcome, scheduled)
    yield ""


def _rows(answers: Sequence[Answer]) -> Iterator[tuple[str, ...]]:
    for kind in (*READS, *WRITES):
        yield _row(kind, [one for one in answers if one.kind == kind])
    saved = [one for one in answers if one.kind in WRITES]
    yield _row("all", answers)
    yield ("*saving*", f"{len(saved):,}", *_percentiles([one.served for one in saved]), "")


def _row(name: str, answers: Sequence[Answer]) -> tuple[str, ...]:
    errors = sum(bool(one.error) for one in answers)
    return name, f"{len(answers):,}", *_percentiles([one.waited for one in answers]), f"{errors}"


def _percentiles(seconds: Sequence[float]) -> tuple[str, ...]:
    if not seconds:
        return ("", "", "", "")
    return tuple(f"{value * 1000:,.0f}" for value in (*np.percentile(seconds, (50, 95, 99)), max(seconds)))


def _facts(outcome: Outcome, scheduled: Sequence[Answer]) -> Iterator[str]:
    run, written = outcome.run, outcome.written
    flat = [one for one in outcome.answers if one.phase == FLAT_OUT]
    yield f"- Answered per second: {throughput(scheduled):.1f} as due, {throughput(flat):.1f} flat out."
    yield (
        f"- Errors in all phases: **{len(outcome.errors)}** of {len(outcome.answers):,}; asked once more, as browsers "
        f"do where the server just closed a kept connection: {outcome.again}."
    )
    yield (
        f"- Writes acknowledged: {len(written):,}, each shown by the next page, and by the next report where a value "
        f"changed; missing at the end in the database or in `renmai report`: **{len(outcome.lost)}**."
    )
    yield f"- Reports of the serving processes unlike one that loads everything afresh: **{outcome.differing}**."
    yield f"- Memory of all {max(one.processes for one in outcome.samples)} processes: {_memory(outcome.samples)}."
    yield f"- Processor: {_processor(outcome)}."
    if run.database != "sqlite":
        waiting = sum(one.waiting > 0 for one in outcome.samples)
        yield f"- Somebody waited for a lock in {waiting} of {len(outcome.samples)} looks at PostgreSQL."


def throughput(answers: Sequence[Answer]) -> float:
    """Answers per second, from when the first was due until the last was there."""
    if not answers:
        return 0.0
    return len(answers) / (max(one.due + one.waited for one in answers) - min(one.due for one in answers))


def _memory(samples: Sequence[Sample]) -> str:
    held = [one.pss / MEGABYTE for one in samples]
    slope = growth(list(samples)) / MEGABYTE
    mark = "**" if slope > GROWS * held[-1] else ""
    return (
        f"{held[0]:,.0f} MB at first, {held[len(held) // 2]:,.0f} half-way, {held[-1]:,.0f} at the end, at most "
        f"{max(held):,.0f} (PSS; RSS {samples[-1].rss / MEGABYTE:,.0f}); over the second half {mark}{slope:+.1f} MB a "
        f"minute{mark}"
    )


def _processor(outcome: Outcome) -> str:
    watched = outcome.samples[-1].when - outcome.samples[0].when
    spans = {"server": watched, "PostgreSQL": watched, "clients": outcome.elapsed}
    used = {kind: outcome.processor[kind] / seconds for kind, seconds in spans.items()}
    return ", ".join(f"{kind} {cores:.2f} cores" for kind, cores in used.items() if cores)
