"""The document of the API: JSON Schema of the columns, parameters, answers, examples."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from renmai.api.etag import ETAGS
from renmai.api.listing import MOST, USUAL
from renmai.api.nouns.base import LONGEST_TEXT, Example, Noun
from renmai.intake.columns import MAX_CODE, Column, File, Kind
from renmai.output.agents.changes import AMOUNT

Schema = dict[str, Any]
DAY: Final[Schema] = {"type": "string", "format": "date"}
WORDS: Final = r"\S"
"""Something besides blanks."""
NUMBER: Final[Schema] = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
ETAG: Final[Schema] = {"type": "string", "pattern": ETAGS}
PROBLEM: Final[Schema] = {
    "type": "object",
    "title": "Problem",
    "description": "The one shape of every error.",
    "required": ["code", "message"],
    "properties": {
        "code": {"type": "string", "description": "for machines"},
        "message": {"type": "string", "description": "for people, in the language of Accept-Language"},
        "problems": {
            "type": "array",
            "description": "of a 422: every value that cannot be kept",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
                "additionalProperties": False,
            },
        },
        "current": {"type": "object", "description": "of a 412: what holds now"},
    },
    "additionalProperties": False,
}
SAID: Final[Mapping[int, tuple[str, str, str]]] = {
    400: ("The body is no JSON", "bad_request", "The body is no JSON."),
    401: ("No token that works, no session", "signed_out", "Please sign in first."),
    403: ("The token is made for less, only administrators may, or CSRF", "token_scope", "This token may not do that."),
    404: ("Does not exist, or may not be seen", "not_found", "There is nothing here."),
    405: ("The address does not know the method", "method_not_allowed", "This address does not know the method PUT."),
    409: ("Two at once, or the idempotency key stands for something else", "key_used", "Take a new key."),
    412: ("Somebody changed it; `current` is what holds now", "changed", "Somebody changed this meanwhile."),
    413: ("The body is too large", "too_large", "The body is too large."),
    415: ("The body is not application/json", "media_type", "Send the body as application/json."),
    422: ("Values that cannot be kept", "bad_value", "Some values cannot be kept."),
    428: ("If-Match is missing", "if_match", "Say in If-Match which state you change."),
    429: ("Too many calls; see Retry-After", "too_many_calls", "Too many calls; wait a little."),
    503: ("Somebody else is writing for long; try again", "database_busy", "Nothing was changed, try again."),
}
"""Of every error: the description, and an example."""


_PLAIN: Final[Mapping[Kind, Schema]] = {
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: DAY,
    Kind.AMOUNT: {"type": "string", "pattern": AMOUNT},
    Kind.INTEGER: {"type": "integer", "format": "int64"},
    Kind.DEGREE: {"type": "integer", "minimum": -2, "maximum": 2},
    Kind.REFERENCES: {"type": "array", "items": {"type": "string", "maxLength": MAX_CODE}, "maxItems": 200},
}
_NEVER_NULL: Final = (Kind.BOOLEAN, Kind.REFERENCES)
_EMPTY: Final = (Kind.TEXT, Kind.EVIDENCE, Kind.CODE)
"""Told as an empty text where nothing is said; sent, null says the same."""


def value_schema(column: Column, *, is_told: bool) -> Schema:
    """JSON Schema of a column: as it is told, or (stricter) as it may be sent."""
    made = _plain(column, is_told=is_told)
    never = column.required or column.kind in _NEVER_NULL or (is_told and column.kind in _EMPTY)
    return {**(made if never else _or_null(made)), "description": column.meaning}


def _plain(column: Column, *, is_told: bool) -> Schema:
    if column.kind in _PLAIN:
        return dict(_PLAIN[column.kind])
    if column.kind is Kind.CHOICE:
        return {"type": "string", "enum": list(column.choices)}
    return {"type": "string"} if is_told else _text(column)


def _text(column: Column) -> Schema:
    limit = {"type": "string", "maxLength": column.longest or LONGEST_TEXT}
    return limit | ({"minLength": 1, "pattern": WORDS} if column.required else {})


def _or_null(schema: Schema) -> Schema:
    made = {**schema, "type": [schema["type"], "null"]}
    return made | ({"enum": [*schema["enum"], None]} if "enum" in schema else {})


def noun_schema(noun: Noun) -> Schema:
    """A row as it is told; every field is there."""
    fields = {} if noun.file.coded else {"id": {**NUMBER, "description": "what identifies the row in addresses"}}
    fields |= {column.name: _told(column) for column in noun.file.columns}
    fields["revision"] = {**NUMBER, "description": "the action that wrote the row as it is now"}
    return _object(fields, list(fields), title=noun.one.capitalize(), example=noun.example)


def _told(column: Column) -> Schema:
    """Whatever may be untold to somebody is null there, even where a bundle requires it."""
    made = value_schema(column, is_told=True)
    if column.kind in (Kind.REFERENCE, Kind.DATE, Kind.CHOICE) and "null" not in made["type"]:
        made = {**_or_null(made)}
    return made


def body_schema(columns: Sequence[Column], needed: Sequence[str], example: Example) -> Schema:
    said = [replace(column, required=True) if column.name in needed else column for column in columns]
    fields = {column.name: value_schema(column, is_told=False) for column in said}
    return _object(fields, list(needed), example=example)


def _object(fields: Schema, required: list[str], example: Example, title: str = "") -> Schema:
    made: Schema = {"type": "object", "properties": fields, "additionalProperties": False, "examples": [dict(example)]}
    return made | ({"required": required} if required else {}) | ({"title": title} if title else {})


def name_of(noun: Noun) -> str:
    """The component of the document."""
    return "".join(part.capitalize() for part in noun.path.split("-"))


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def page_schema(noun: Noun) -> Schema:
    fields: Schema = {
        "items": {"type": "array", "items": ref(name_of(noun)), "maxItems": MOST},
        "next": {"type": ["string", "null"], "description": "the address of the next page, null at the end"},
    }
    return _object(fields, ["items", "next"], {"items": [dict(noun.example)], "next": None})


def list_parameters(noun: Noun) -> list[Schema]:
    """Filters by column, the page, and the day."""
    key: Schema = {"type": "string", "minLength": 1, "maxLength": MAX_CODE} if noun.file.coded else dict(NUMBER)
    asked = [_query(name, *_filter(noun.file, name)) for name in noun.filters]
    asked += [
        _query("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}, "rows of a page"),
        _query("after", key, f"the {noun.key} after which the page begins; `next` has it"),
        _query("changed_since", {**NUMBER, "minimum": 0}, "rows that were written after this revision"),
    ]
    if noun.as_of:
        asked.append(_query("as_of", dict(DAY), "rows that hold on this day; without it, all of all days"))
    return asked


def _filter(file: File, name: str) -> tuple[Schema, str]:
    column = next((one for one in file.columns if one.name == name), None)
    if column is None:
        return {"type": "string", "minLength": 1, "maxLength": MAX_CODE}, f"rows of this {name.replace('_', ' ')}"
    made = _plain(column, is_told=False)
    if made["type"] == "string" and "enum" not in made and "format" not in made:
        made = {"type": "string", "minLength": 1, "maxLength": MAX_CODE}
    return made, f"rows of which this is so: {column.meaning}"


def _query(name: str, schema: Schema, description: str) -> Schema:
    return {"in": "query", "name": name, "required": False, "schema": schema, "description": description}


def header(name: str, description: str, *, required: bool = False, schema: Schema | None = None) -> Schema:
    made = schema or {"type": "string", "minLength": 1, "maxLength": 255}
    return {"in": "header", "name": name, "required": required, "schema": made, "description": description}


def path_parameter(noun: Noun) -> Schema:
    schema: Schema = {"type": "string", "minLength": 1, "maxLength": MAX_CODE} if noun.file.coded else dict(NUMBER)
    example = noun.example[noun.key]
    return {
        "in": "path",
        "name": "key",
        "required": True,
        "schema": schema,
        "description": noun.key,
        "example": example,
    }


def errors(*statuses: int) -> Schema:
    """The error answers of an operation; 401, 403, 405, 414, 422 and 429 may come everywhere."""
    told = {str(status): _error(status) for status in sorted({401, 403, 405, 422, 429, *statuses})}
    return told | {"414": {"description": "The address is longer than 8,190 bytes: the server's own answer"}}


def _error(status: int) -> Schema:
    description, code, message = SAID[status]
    content = {"schema": ref("Problem"), "example": {"code": code, "message": message}}
    return {"description": description, "content": {"application/json": content}}


def answer(description: str, schema: Schema, example: object, headers: Mapping[str, str] | None = None) -> Schema:
    made: Schema = {"description": description, "content": {"application/json": {"schema": schema, "example": example}}}
    if headers:
        told = {name: {"description": says, "schema": {"type": "string"}} for name, says in headers.items()}
        made["headers"] = told
    return made
