"""Strict structure: plain TOML values to attrs classes, nothing coerced. The home of cattrs.

cattrs on its own turns 3.7 into 3 and 5 into "5"; every hook here refuses instead, with the
words for it. What cattrs collects comes out of :func:`faults` as paths with messages.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

import cattrs
from attrs import fields, frozen, has
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)  # fmt: skip
from cattrs.gen import make_dict_structure_fn

from zhibiao.errors import FormulaError, NumberError, PluginError, ZhibiaoError
from zhibiao.exact import Quantity, fold, interval_ends, number, quantity
from zhibiao.expr.feel.parsing import parse
from zhibiao.messages import Message, Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import Condition, Formula, MeasureId, UnaryTest
from zhibiao.model.place import Path
from zhibiao.model.scheme import Scheme
from zhibiao.model.table import Table

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]
"""What cattrs calls for a value and the type that it is to become."""


class FaultError(ZhibiaoError):
    """One value does not fit; ``code`` is the problem's name."""

    def __init__(
        self, code: str, message: Message, hint: Message | None = None, at: Path = ()
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message: Message = message
        self.hint = hint
        self.at = at


@frozen
class Fault:
    """One fault with its path; of a formula also the text and the place in it.

    ``absent`` is the path of what is named and does not exist, for it may have been taken away.
    """

    path: Path
    code: str
    message: Message
    hint: Message | None = None
    text: str = ""
    offset: int = 0
    length: int = 0
    absent: Path = ()

    @property
    def kernel(self) -> tuple[object, ...]:
        """What tells it from another fault, whatever else is known at the time."""
        return self.path, self.code, self.message.text, self.absent


def kind_of(value: Any) -> Text:
    """What a TOML value is, in words."""
    match value:
        case bool():
            return texts.TRUTH
        case str():
            return texts.TEXT
        case int() | Decimal():
            return texts.NUMBER
        case list():
            return texts.LIST
        case Mapping():
            return texts.TABLE
    is_date = isinstance(value, (datetime.date, datetime.time))
    return texts.DATE if is_date else texts.OTHER


def wrong_type(wanted: Text, found: object) -> FaultError:
    """The fault that a value is of another type than needed."""
    message = say(texts.WRONG_TYPE, wanted=wanted, found=kind_of(found))
    hint = None
    if wanted is texts.TEXT and isinstance(found, list) and len(found) == 2:
        hint = interval_hint(f"[{found[0]}, {found[1]}]")
    return FaultError("wrong-type", message, hint)


@lru_cache(maxsize=4096)  # asked of every test
def interval_hint(written: str) -> Message | None:
    """How to write what looks like an interval with a comma."""
    ends = interval_ends(written) if "," in fold(written) else None
    if ends is None:
        return None
    opening, closing = written.strip()[0], written.strip()[-1]
    return say(texts.INTERVAL, shown=f'"{opening}{ends[0]}..{ends[1]}{closing}"')


def make_converter(schemes: Mapping[str, Callable[[], type[Scheme]]]) -> cattrs.Converter:
    """A strict converter that knows these scheme kinds (each resolved on first use)."""
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    _register_plain(converter)
    _register_shapes(converter)
    _register_clauses(converter)

    def structure_scheme(value: object, _: object) -> Scheme:
        table = _table(value)
        kind = table.get("kind")
        if kind is None:
            raise FaultError("missing-key", say(texts.MISSING_KEY, key="kind"))
        if not isinstance(kind, str) or kind not in schemes:
            known = tuple(sorted(schemes))
            near = get_close_matches(str(kind), known, n=1)
            hint = say(texts.HINT_NEAR, near=near[0]) if near else None
            message = say(texts.UNKNOWN_SCHEME, kind=str(kind), known=known)
            raise FaultError("unknown-scheme", message, hint, ("kind",))
        rest = {key: entry for key, entry in table.items() if key != "kind"}
        return converter.structure(rest, schemes[kind]())

    converter.register_structure_hook_func(lambda cls: cls is Scheme, structure_scheme)
    return converter


def structure(converter: cattrs.Converter, value: object, cls: type[T]) -> T | list[Fault]:
    """The value as that class, or every fault in it."""
    try:
        return converter.structure(value, cls)
    except (BaseValidationError, ZhibiaoError, KeyError, ValueError, TypeError) as error:
        return list(faults(error))


def faults(error: BaseException) -> Iterator[Fault]:
    """All faults inside an error of cattrs, each with the path to its value."""
    yield from _faults(error, ())


def _faults(error: BaseException, path: Path) -> Iterator[Fault]:
    match error:
        case BaseValidationError():
            for inner in error.exceptions:
                yield from _faults(inner, path + _step(inner))
        case ForbiddenExtraKeysError():
            known = tuple(a.name for a in fields(error.cl)) if has(error.cl) else ()
            for key in sorted(map(str, error.extra_fields)):
                near = get_close_matches(key, known, n=1)
                hint = (
                    say(texts.HINT_NEAR, near=near[0])
                    if near
                    else say(texts.HINT_KNOWN, known=known)
                )
                yield Fault((*path, key), "unknown-key", say(texts.UNKNOWN_KEY, key=key), hint)
        case KeyError():
            key = str(error.args[0]) if error.args else ""
            above = path[:-1] if path and path[-1] == key else path
            yield Fault(above, "missing-key", say(texts.MISSING_KEY, key=key))
        case FaultError():
            yield Fault((*path, *error.at), error.code, error.message, error.hint)
        case FormulaError():
            message = cast(Message, error.message)
            written = str(getattr(error, "written", ""))
            advice = interval_hint(written)
            yield Fault(path, "bad-formula", message, advice, written, error.offset, error.length)
        case NumberError():
            yield Fault(path, "bad-number", cast(Message, error.message))
        case PluginError():
            yield Fault(path, "plugin-failed", cast(Message, error.message))
        case _:
            yield Fault(
                path, "wrong-type", say(texts.WRONG_TYPE, wanted=texts.TABLE, found=texts.OTHER)
            )


def _origin(cls: object) -> object:
    return get_origin(cls)


def _members(cls: object) -> tuple[Any, ...]:
    """The members of a union, ``None`` aside."""
    if _origin(cls) not in (Union, UnionType):
        return ()
    return tuple(member for member in get_args(cls) if member is not type(None))


def _step(error: BaseException) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def _table(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise wrong_type(texts.TABLE, value)
    return value


def _text(value: object, _: object = None) -> str:
    if not isinstance(value, str):
        raise wrong_type(texts.TEXT, value)
    return value


def _whole(value: object, _: object = None) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_type(texts.WHOLE, value)
    return int(number(value))


def _truth(value: object, _: object = None) -> bool:
    if not isinstance(value, bool):
        raise wrong_type(texts.TRUTH, value)
    return value


def _date(value: object, _: object = None) -> datetime.date:
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise wrong_type(texts.DATE, value)
    return value


def _figure(value: object) -> int | Decimal | str:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)):
        raise wrong_type(texts.NUMBER, value)
    return value


def _register_plain(converter: cattrs.Converter) -> None:
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _whole)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(datetime.date, _date)
    converter.register_structure_hook(Fraction, lambda value, _: number(_figure(value)))
    converter.register_structure_hook(Quantity, lambda value, _: quantity(_figure(value)))
    converter.register_structure_hook_func(lambda cls: cls is MeasureId, _text)
    converter.register_structure_hook_func(
        lambda cls: isinstance(cls, type) and issubclass(cls, Enum),
        lambda value, cls: _one_of(cls, value, tuple(m.value for m in cls)),
    )
    converter.register_structure_hook_func(
        lambda cls: _origin(cls) is Literal,
        lambda value, cls: _one_of(lambda found: found, value, get_args(cls)),
    )


def _one_of(make: Callable[[Any], Any], value: object, known: tuple[Any, ...]) -> Any:
    if not isinstance(value, str):
        raise wrong_type(texts.TEXT, value)
    if value not in known:
        near = get_close_matches(value, known, n=1)
        hint = say(texts.HINT_NEAR, near=near[0]) if near else None
        raise FaultError("wrong-value", say(texts.NOT_ALLOWED, found=value, known=known), hint)
    return make(value)


def _register_shapes(converter: cattrs.Converter) -> None:
    """The shapes around plain values; what a shape asks of its type is asked once a type."""

    def structure_table(cls: Any) -> Hook:
        if cls == Table[str, str]:
            return lambda value, _: _assumed(value)
        _, inner = get_args(cls)
        entry = converter.get_structure_hook(inner)
        return lambda value, _: Table(_each(_table(value).items(), inner, entry, cls))

    def structure_list(cls: Any) -> Hook:
        inner = get_args(cls)[0]
        entry = converter.get_structure_hook(inner)

        def make(value: object, _: object) -> tuple[Any, ...]:
            if not isinstance(value, list):
                raise wrong_type(texts.LIST, value)
            return tuple(made for _, made in _each(enumerate(value), inner, entry, cls))

        return make

    def structure_class(cls: type) -> Hook:
        make: Hook = make_dict_structure_fn(
            cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
        )
        return lambda value, _: make(_table(value), cls)

    def structure_pair(cls: Any) -> Hook:
        kinds = get_args(cls)

        def make(value: object, _: object) -> tuple[Any, ...]:
            if not isinstance(value, list) or len(value) != len(kinds):
                raise FaultError("wrong-value", say(texts.PAIR, count=len(kinds)))
            return tuple(
                converter.structure(entry, kind) for entry, kind in zip(value, kinds, strict=True)
            )

        return make

    def structure_union(cls: Any) -> Hook:
        members = _members(cls)
        return lambda value, _: _structure_union(value, members, converter)

    def structure_optional(cls: Any) -> Hook:
        (inner,) = _members(cls)
        make = converter.get_structure_hook(inner)
        return lambda value, _: None if value is None else make(value, inner)

    register = converter.register_structure_hook_factory
    register(has, structure_class)
    register(
        lambda cls: _origin(cls) is tuple and get_args(cls)[-1] is not Ellipsis, structure_pair
    )
    register(lambda cls: _origin(cls) is Table, structure_table)
    register(lambda cls: _origin(cls) is tuple and get_args(cls)[-1] is Ellipsis, structure_list)
    register(lambda cls: len(_members(cls)) > 1, structure_union)
    register(lambda cls: len(_members(cls)) == 1, structure_optional)


def _each(entries: Any, inner: Any, make: Hook, cls: Any) -> list[tuple[Any, Any]]:
    """Every entry structured; all faults are collected, with their key or index."""
    done, errors = [], []
    for key, entry in entries:
        try:
            done.append((key, make(entry, inner)))
        except Exception as error:  # noqa: BLE001  # cattrs too collects whatever a hook raises
            note = IterableValidationNote(f"at {key!r}", key, inner)
            error.__notes__ = [*getattr(error, "__notes__", []), note]  # type: ignore[attr-defined]  # 3.10 has no add_note
            errors.append(error)
    if errors:
        raise IterableValidationError("", errors, cls)
    return done


def _assumed(value: object) -> Table[str, str]:
    """Names of fields, or a table of fields with the reasons."""
    if isinstance(value, list):
        return Table({_text(name): "" for name in value})
    return Table({key: _text(reason) for key, reason in _table(value).items()})


def _structure_union(value: object, members: tuple[Any, ...], converter: cattrs.Converter) -> Any:
    """The unions of the language, told apart by the look of the value."""
    for member in members:
        if get_origin(member) is Literal and value in get_args(member):
            return value
        if member is MeasureId and isinstance(value, str) and value.isidentifier():
            return value
        if get_origin(member) is tuple and isinstance(value, list):
            if len(value) != len(get_args(member)):
                raise FaultError("wrong-value", say(texts.SCORE_PAIR))
            return tuple(number(_figure(entry)) for entry in value)
        if has(member) and isinstance(value, Mapping):
            return converter.structure(value, member)
    for member in members:
        if member in (Fraction, Quantity):
            return converter.structure(value, member)
    literals = [m for m in members if get_origin(m) is Literal]
    if literals:
        return converter.structure(value, literals[0])
    return converter.structure(value, members[0])


def _register_clauses(converter: cattrs.Converter) -> None:
    converter.register_structure_hook(Formula, _clause)
    converter.register_structure_hook(Condition, _clause)
    converter.register_structure_hook(UnaryTest, _clause)


def _clause(value: object, cls: type[T]) -> T:
    written = _text(value)
    try:
        parse(written, "tests_text" if cls is UnaryTest else "expression_text")
    except FormulaError as error:
        error.written = written  # type: ignore[attr-defined]  # for the caret under the place
        raise
    hint = interval_hint(written) if cls is UnaryTest else None
    if hint is not None:  # FEEL would take it for either of two values
        inside = ", ".join(interval_ends(written) or ())
        message = say(texts.LIST_OR_INTERVAL, found=written.strip(), values=inside)
        raise FaultError("bad-formula", message, hint)
    return cls(written)  # type: ignore[call-arg]  # each of the three holds one text
