"""Data sets of any size as an export: written part by part, so that neither memory nor disk grows beyond them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.dataset import UNKNOWN, Assessments, Column, Customers, Dataset, Ownerships, People, generate
from renmai.analytics.facts import NEVER
from renmai.analytics.portable.manifest import FILE, Manifest
from renmai.analytics.portable.schema import SCHEMAS
from renmai.domain.policy import POLICY
from renmai.domain.stance import DEGREES, VOTES

PART: Final = 20_000
"""Customers generated at once."""
EPOCH: Final = date(1970, 1, 1).toordinal()


def parts(customers: int) -> Iterator[Dataset]:
    """The customers in data sets of `PART`, the last one smaller."""
    for number, start in enumerate(range(0, customers, PART)):
        yield generate(min(PART, customers - start), part=number)


def write_export(folder: Path, customers: int) -> dict[str, int]:
    """The customers, their key persons, assessments and owners as an export; rows by file, no row in the others."""
    folder.mkdir(mode=0o700)
    writers = {file: pq.ParquetWriter(folder / f"{file}.parquet", schema) for file, schema in SCHEMAS.items()}
    rows = dict.fromkeys(SCHEMAS, 0)
    for number, data in enumerate(parts(customers)):
        for file, table in tables(data, number * PART).items():
            writers[file].write_table(table)
            rows[file] += table.num_rows
    for writer in writers.values():
        writer.close()
    (folder / FILE).write_text(Manifest("bench", 1, "", POLICY.values(), rows).text)
    return rows


def tables(data: Dataset, before: int) -> Mapping[str, Any]:
    """The tables of one part, whose customers are numbered after those `before`."""
    people = before * (len(data.people.start) // data.size)
    customer, person = _codes("C", before, data.size), _codes("K", people, len(data.people.start))
    sellers = _codes("S", before // PART * data.sellers, data.sellers)
    columns = {
        "customers": _customers(data.customers, customer),
        "employees": {"code": sellers, "name": sellers},
        "ownerships": _ownerships(data.ownerships, customer, sellers),
        "key_people": _people(data.people, customer, person),
        "assessments": _assessments(data.assessments, person),
    }
    return {file: _table(file, found) for file, found in columns.items()}


def _table(file: str, columns: Mapping[str, Any]) -> Any:
    """All columns of the schema, blank where nothing is given."""
    rows = len(next(iter(columns.values())))
    found = [columns.get(field.name, pa.nulls(rows, field.type)) for field in SCHEMAS[file]]
    return pa.table(found, schema=SCHEMAS[file])


def _customers(found: Customers, code: Any) -> dict[str, Any]:
    no = pa.array(np.zeros(len(code), bool))
    return {"code": code, "name": code, "focus": no, "created_on": _day(found.start), "closed_on": _day(found.stop)}


def _ownerships(found: Ownerships, customer: Any, seller: Any) -> dict[str, Any]:
    return {
        "customer": customer.take(found.customer - 1),
        "employee": seller.take(found.employee - 1),
        "valid_from": _day(found.start),
        "valid_to": _day(found.stop),
    }


def _people(found: People, customer: Any, code: Any) -> dict[str, Any]:
    no = pa.array(np.zeros(len(code), bool))
    superior = pa.array(found.superior - 1, mask=found.superior == 0)
    return {
        "code": code,
        "customer": customer.take(found.customer - 1),
        "name": code,
        "reports_to": code.take(superior),
        **dict.fromkeys(("top", "nobody_found", "focus"), no),
        "joined_on": _day(found.start),
        "left_on": _day(found.stop),
    }


def _assessments(found: Assessments, person: Any) -> dict[str, Any]:
    competitors = pa.array(["R1", "R2"])
    return {
        "key_person": person.take(found.person - 1),
        "party": competitors.take(pa.array(found.party - 1, mask=found.party == 0)),
        "effective_on": _day(found.day),
        **{degree: _known(getattr(found, degree)) for degree in DEGREES},
        **{vote: _known(getattr(found, vote)).cast(pa.bool_()) for vote in VOTES},
    }


def _codes(letter: str, before: int, count: int) -> Any:
    return pa.array([f"{letter}{number:08d}" for number in range(before + 1, before + count + 1)])


def _day(ordinals: Column) -> Any:
    days = np.where(ordinals == NEVER, 0, ordinals - EPOCH).astype(np.int32)
    return pa.array(days, mask=ordinals == NEVER).cast(pa.date32())


def _known(values: Column) -> Any:
    return pa.array(values.astype(np.int8), mask=values == UNKNOWN)


def whole(customers: int) -> Dataset:
    """The same customers in one data set, without opportunities and influences."""
    found = list(parts(customers))
    each = [len(data.people.start) for data in found]
    people = np.concatenate([[0], np.cumsum(each)])
    shifts = [(number * PART, int(people[number])) for number in range(len(found))]
    shifted = [_shifted(data, *shift) for data, shift in zip(found, shifts, strict=True)]
    first = shifted[0]
    return replace(
        first,
        size=customers,
        sellers=max(data.sellers for data in found),
        **{name: _joined([getattr(data, name) for data in shifted]) for name in WHOLE},
        influences=_none(first.influences),
        opportunities=_none(first.opportunities),
        members=_none(first.members),
    )


WHOLE: Final = ("customers", "ownerships", "people", "assessments")


def _shifted(data: Dataset, customers: int, people: int) -> Dataset:
    superior = np.where(data.people.superior == 0, 0, data.people.superior + people)
    return replace(
        data,
        ownerships=replace(data.ownerships, customer=data.ownerships.customer + customers),
        people=replace(data.people, customer=data.people.customer + customers, superior=superior),
        assessments=replace(data.assessments, person=data.assessments.person + people),
    )


def _joined(tables: list[Any]) -> Any:
    names = type(tables[0]).__slots__
    return type(tables[0])(*(np.concatenate([getattr(table, name) for table in tables]) for name in names))


def _none(table: Any) -> Any:
    return type(table)(*(getattr(table, name)[:0] for name in type(table).__slots__))
