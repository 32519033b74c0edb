"""The language as a JSON Schema, for editors: made from the classes that loading structures.

It says what a file may look like: keys, types, the fields of each scheme kind. It does not
say what must be true between tables (names that exist, formulas that can be read); that is
for ``zhibiao lint``. Whatever loads fits the schema, never the other way round.

Editors read draft-07 and its ``definitions`` best. A kind is told apart by ``if``/``then`` and
not by ``oneOf``, since an editor then names the wrong field and not twelve kinds that do not fit.
"""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, cast, get_args, get_origin

from attrs import NOTHING, Attribute, AttrsInstance, fields, has, resolve_types

from zhibiao.exact import Quantity
from zhibiao.loading.inherit import KEYED, WHOLE
from zhibiao.loading.rulesets import _File
from zhibiao.model import docstrings
from zhibiao.model.clauses import Assumed, Condition, Formula, IndicatorId, MeasureId, UnaryTest
from zhibiao.model.ruleset import LAST_YEAR, MOST_PLACES
from zhibiao.model.scheme import Scheme
from zhibiao.model.table import Table

Json = dict[str, Any]
Schemes = Mapping[str, Callable[[], type[Scheme]]]

DRAFT = "http://json-schema.org/draft-07/schema#"
SCHEME = "scheme"

# A text that is a number holds a digit; what else it must be, only `exact` knows.
_NUMBER: Json = {"type": ["number", "string"], "pattern": "[0-9０-９]"}
_TEXTS: Json = {"type": "array", "items": {"type": "string"}}
_TAKEN_BACK: Json = {
    "type": "object",
    "description": "Takes an assumption of the extended rule set back.",
    "required": ["remove"],
    "properties": {"remove": {"const": True}},
    "additionalProperties": False,
}
_REASON: Json = {"anyOf": [{"type": "string"}, _TAKEN_BACK]}
_PLAIN: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    datetime.date: {"type": "string", "format": "date"},
    Fraction: _NUMBER,
    Quantity: _NUMBER,
    MeasureId: {"type": "string"},
    IndicatorId: {"type": "string"},
    Formula: {"type": "string", "minLength": 1},
    Condition: {"type": "string", "minLength": 1},
    UnaryTest: {"type": "string", "minLength": 1},
    Assumed: {"anyOf": [_TEXTS, {"type": "object", "additionalProperties": _REASON}]},
}
_ID: Json = {"pattern": r"^[^\s\d.\-][^\s.\-]*$"}

# What loading asks of single fields beyond their types.
_NARROWER: dict[str, Json] = {
    "language": {"const": 1},
    "jurisdiction": {"pattern": "^(cn|[0-9]{6})$"},
    "fiscal_year": {"minimum": 1, "maximum": LAST_YEAR},
    "places": {"minimum": 0, "maximum": MOST_PLACES},
    "rate_places": {"minimum": 0, "maximum": MOST_PLACES},
}
_INHERITING: Json = {
    "remove": {"const": True, "description": "Takes this entry of the extended rule set away."},
    "after": {"type": "string", "description": "The id of the entry that this one stands behind."},
}


def schema_of(schemes: Schemes) -> Json:
    """The JSON Schema of a rule-set file.

    Args:
        schemes: the scheme kinds by name, those of plug-ins among them.

    Returns:
        The schema, as plain values that ``json`` can write.
    """
    made = _Maker()
    whole = made.table(_File)
    definitions = {SCHEME: _any_scheme(schemes)}
    for kind, resolve in schemes.items():
        definitions[f"{SCHEME}.{kind}"] = made.scheme(kind, resolve())
    extends = {"properties": {"ruleset": {"required": ["extends"], "additionalProperties": True}}}
    return {
        "$schema": DRAFT,
        "title": "zhibiao",
        **whole,
        "description": "A rule set: one edition of one scoring standard.",
        # A child edition leaves out what it takes over, and only a child removes and moves.
        "if": {**extends, "required": ["ruleset"], "additionalProperties": True},
        "else": _demands(_File),
        "definitions": {**definitions, **made.definitions},
    }


class _Maker:
    """Gathers a definition for each class that is met."""

    def __init__(self) -> None:
        self.definitions: dict[str, Json] = {}

    def table(self, cls: type, *, whole: bool = False) -> Json:
        """The schema of a class's table.

        Args:
            cls: the class.
            whole: whether a child edition writes all of it or nothing; else it may leave out
                what its parent says, and nothing is required here.
        """
        summary, meanings = _docstring(cls)
        fields_ = {a.name: self.field(a, meanings.get(a.name, ""), whole) for a in _fields(cls)}
        required = {"required": _required(cls)} if whole and _required(cls) else {}
        shape: Json = {"type": "object", **summary, "additionalProperties": False}
        return {**shape, "properties": fields_, **required}

    def scheme(self, kind: str, cls: type[Scheme]) -> Json:
        """The schema of one scheme kind, which is always written whole."""
        title = f"{cls.title.render('zh')} · {cls.title.render('en')}"
        table = self.table(cls, whole=True)
        table["properties"] = {"kind": {"const": kind}, **table["properties"]}
        return {"title": title, **table, "required": ["kind", *_required(cls)]}

    def field(self, attribute: Attribute[Any], meaning: str, whole: bool) -> Json:
        """The schema of one field, with what it means and what it is when left out."""
        name, kind = attribute.name, attribute.type
        if name in KEYED and not whole:
            found = self.keyed(kind)
        else:
            found = self.of_type(kind, whole=whole or name in WHOLE)
        if "$ref" in found:  # in draft-07 nothing may stand beside it
            return found
        default = _default(attribute.default)
        said = {"description": meaning} if meaning else {}
        return {**said, **found, **_NARROWER.get(name, {}), **default}

    def keyed(self, kind: Any) -> Json:
        """A table of entries by id, of which a child edition may remove and move some."""
        reference = self.of_type(get_args(kind)[1], whole=False)
        entry = self.definitions[reference["$ref"].rpartition("/")[2]]
        entry["properties"].update(_INHERITING)
        return {"type": "object", "propertyNames": _ID, "additionalProperties": reference}

    def of_type(self, kind: Any, *, whole: bool = True) -> Json:
        """The schema of a type; ``whole`` as for a table. Lists are always whole."""
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        if kind is Scheme:
            return _reference(SCHEME)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"enum": [member.value for member in kind]}
        if has(kind):
            return self.named(kind, whole=whole)
        arguments = get_args(kind)
        match get_origin(kind):
            case origin if origin is Literal:
                return {"enum": list(arguments)}
            case origin if origin is Table:
                return {"type": "object", "additionalProperties": self.of_type(arguments[1])}
            case origin if origin is tuple:
                return self.sequence(arguments)
            case _:
                return self.union(arguments, whole=whole)

    def named(self, cls: type, *, whole: bool) -> Json:
        """A reference to a class's definition, which is made when it is first met."""
        if cls.__name__ not in self.definitions:
            self.definitions[cls.__name__] = {}  # so that one that holds itself comes to an end
            self.definitions[cls.__name__] = self.table(cls, whole=whole)
        return _reference(cls.__name__)

    def sequence(self, arguments: tuple[Any, ...]) -> Json:
        """A list of any length, or one of so many entries."""
        if arguments[-1] is Ellipsis:
            return {"type": "array", "items": self.of_type(arguments[0])}
        entries = [self.of_type(one) for one in arguments]
        count = {"minItems": len(entries), "maxItems": len(entries)}
        return {"type": "array", "items": entries[0] if _same(entries) else entries, **count}

    def union(self, members: tuple[Any, ...], *, whole: bool) -> Json:
        """One of several types; what may be left out is not written as ``null``."""
        found = [self.of_type(one, whole=whole) for one in members if one is not type(None)]
        if {MeasureId, Quantity} <= set(members):  # any text: an id, or a number with its unit
            return {"type": ["string", "number"]}
        return found[0] if len(found) == 1 else {"anyOf": found}


def _any_scheme(schemes: Schemes) -> Json:
    """A scheme of any kind: the word ``kind`` decides which fields it has."""
    chosen = [
        {
            "if": {
                "properties": {"kind": {"const": kind}},
                "required": ["kind"],
                "additionalProperties": True,
            },
            "then": _reference(f"{SCHEME}.{kind}"),
        }
        for kind in schemes
    ]
    kinds = {"description": "How the indicator is scored.", "enum": list(schemes)}
    return {
        "type": "object",
        "description": "How an indicator is scored: its kind, and the fields of that kind.",
        "required": ["kind"],
        "properties": {"kind": kinds},
        "additionalProperties": True,
        "allOf": chosen,
    }


def _demands(cls: type) -> Json:
    """What a rule set that extends none must say, in this table and those inside it."""
    inner: Json = {}
    for attribute in _fields(cls):
        if attribute.name in WHOLE:  # complete in a child too, and so required everywhere
            continue
        if attribute.name in KEYED:
            entry = _demands(get_args(attribute.type)[1])
            entry["properties"].update(dict.fromkeys(_INHERITING, False))
            inner[attribute.name] = {"additionalProperties": entry}
            continue
        is_list = get_origin(attribute.type) is tuple
        for one in () if is_list else (attribute.type, *get_args(attribute.type)):
            if isinstance(one, type) and has(one) and one not in _PLAIN:
                inner[attribute.name] = _demands(one)
    required = {"required": _required(cls)} if _required(cls) else {}
    return {**required, "properties": inner, "additionalProperties": True}


def _fields(cls: type) -> Iterator[Attribute[Any]]:
    resolve_types(cast(type[AttrsInstance], cls))
    return iter(fields(cls))


def _required(cls: type) -> list[str]:
    return [attribute.name for attribute in _fields(cls) if attribute.default is NOTHING]


def _reference(name: str) -> Json:
    return {"$ref": f"#/definitions/{name}"}


def _same(entries: list[Json]) -> bool:
    return all(entry == entries[0] for entry in entries)


def _default(value: object) -> Json:
    """What a field is when it is left out, where that can be said in one word."""
    if value is NOTHING:
        return {}
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, Fraction) and value.denominator == 1:
        value = int(value)
    return {"default": value} if isinstance(value, (bool, int, str)) and value != "" else {}


def _docstring(cls: type) -> tuple[Json, dict[str, str]]:
    """What a class is, and what its section ``Attributes`` says of each field."""
    written = docstrings.split((inspect.getdoc(cls) or "").replace("``", "`"))
    summary = " ".join(written.summary.split())
    return {"description": summary} if summary else {}, written.attributes
