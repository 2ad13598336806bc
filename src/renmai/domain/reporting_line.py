"""Who reports to whom inside a customer: a forest, never a circle (spec 1.1)."""

from collections.abc import Iterator, Mapping

Above = Mapping[str, str | None]
"""From what is below to what is above it; nothing above: None or blank."""


def cycles(above: Above) -> Iterator[list[str]]:
    """Every circle of a mapping from what is below to what is above it, once."""
    done: set[str] = set()
    for start in above:
        path: dict[str, None] = {}
        node: str | None = start
        while node and node in above and node not in done and node not in path:
            path[node] = None
            node = above[node]
        if node in path:
            walked = list(path)
            yield walked[walked.index(node) :]
        done.update(path)


def circle_through(above: Above, person: str) -> list[str]:
    """The circle that the person would be part of, from the person upwards; empty if there is none."""
    path: list[str] = []
    node: str | None = person
    while node and node not in path:
        path.append(node)
        node = above.get(node)
    return path if node == person else []
