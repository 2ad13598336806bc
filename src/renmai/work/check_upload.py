"""Rehearsing the import of an upload: what would be stored, what is wrong, who may be there already."""

from dataclasses import asdict
from typing import Any, Final

from renmai.intake.duplicates import FILES, Pair, decided, find_pairs
from renmai.intake.importing import Delivery, no_collection
from renmai.intake.reading import Bundle, read_bundle
from renmai.intake.rehearsing import Rehearsal, rehearse
from renmai.store.models import Upload
from renmai.work.kinds import Errand, Result
from renmai.work.upload import delivery_of, merging, uses_of, write_notes

READING: Final = "reading"
COMPARING: Final = "comparing"
CHECKING: Final = "checking"


def run(errand: Errand) -> Result:
    upload = Upload.objects.get(pk=errand.job.asked["upload"])
    with no_collection(), delivery_of(upload) as found:
        bundle = _read(found, errand)
        errand.report(COMPARING, 0, 0)
        pairs, merges = _compared(upload, bundle)
        delivery = merging(found, merges)
        if any(merges.values()):
            bundle = _read(delivery, errand)
        errand.report(CHECKING, 0, 0)
        rehearsal = rehearse(bundle, delivery, lambda: errand.report(CHECKING, 0, 0))
    write_notes(upload.pk, "pairs", [asdict(pair) | {"key": pair.key} for pair in pairs])
    write_notes(upload.pk, "merges", merges)
    write_notes(upload.pk, "problems", list(map(asdict, rehearsal.problems)))
    write_notes(upload.pk, "consequences", list(map(asdict, rehearsal.consequences)))
    write_notes(upload.pk, "previews", _previews(bundle, rehearsal))
    return Result(_summary(rehearsal, pairs, merges))


def _read(delivery: Delivery, errand: Errand) -> Bundle:
    done: dict[str, int] = {}

    def tell(name: str, rows: int) -> None:
        done[name] = rows
        errand.report(READING, sum(done.values()), 0)

    return read_bundle(delivery.sheets, tell)


def _compared(upload: Upload, bundle: Bundle) -> tuple[list[Pair], dict[str, dict[str, str]]]:
    """Customers first: people belong to those into which theirs are merged."""
    coded = {target for use in uses_of(upload) for target in use.columns.values()}
    merges: dict[str, dict[str, str]] = {}
    pairs: list[Pair] = []
    for file in FILES:
        made = bool(upload.mapping) and f"{file}.code" not in coded
        found = list(find_pairs(bundle, file, made, merges.get("customers", {})))
        merges |= decided(found, upload.choices)
        pairs += found
    return pairs, merges


def _previews(bundle: Bundle, rehearsal: Rehearsal) -> dict[str, Any]:
    return {
        name: {"columns": bundle.tables[name].file.names, "rows": [asdict(row) for row in rows]}
        for name, rows in rehearsal.previews.items()
    }


def _summary(rehearsal: Rehearsal, pairs: list[Pair], merges: dict[str, dict[str, str]]) -> dict[str, Any]:
    return {
        "counts": {name: asdict(counts) for name, counts in rehearsal.counts.items()},
        "private": rehearsal.left_out,
        "errors": rehearsal.errors,
        "notices": len(rehearsal.problems) - rehearsal.errors,
        "consequences": len(rehearsal.consequences),
        "pairs": len(pairs),
        "merged": sum(map(len, merges.values())),
    }
