"""The errors that users meet, one class a situation.

Each carries a message that can be said in Chinese and in English; nothing here formats
numbers, reads files or knows a rule set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction


class Renderable(Protocol):
    """What can be said in a language (``"zh"`` or ``"en"``; ``None`` is the user's own)."""

    def render(self, lang: str | None = None) -> str:
        """The text in that language."""


class Fault(Renderable, Protocol):
    """One fault of an input, with its place; :class:`zhibiao.model.problem.Problem` is one."""


class ZhibiaoError(Exception):
    """The root of all errors that zhibiao raises on purpose."""

    def __init__(self, message: Renderable) -> None:
        super().__init__(message)
        self.message = message

    def render(self, lang: str | None = None) -> str:
        """What went wrong, in one language."""
        return self.message.render(lang)

    def __str__(self) -> str:
        return self.render()


class NumberError(ZhibiaoError):
    """A text or value is no number that zhibiao takes: a float, ``inf``, 5,000 digits."""


class FormulaError(ZhibiaoError):
    """A formula or test cannot be read, or means nothing here.

    ``offset`` counts characters of the formula from 0; ``length`` is how many are at fault.
    """

    def __init__(self, message: Renderable, offset: int = 0, length: int = 1) -> None:
        super().__init__(message)
        self.offset = offset
        self.length = length

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.message, self.offset, self.length)


class InputFaultsError(ZhibiaoError):
    """A rule set, a case file or a form cannot be used; every fault is listed."""

    def __init__(self, message: Renderable, problems: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.problems: tuple[Fault, ...] = tuple(problems)

    def render(self, lang: str | None = None) -> str:
        """The headline, then each fault on lines of its own."""
        return "\n".join([self.message.render(lang), *(p.render(lang) for p in self.problems)])

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.message, self.problems)


class RuleSetError(InputFaultsError):
    """A rule set (or its worked cases) is broken: met in ``load``, ``lint``, ``score``."""


class FormError(InputFaultsError):
    """A form file cannot be read at all: met in ``read``, ``score``, ``audit``."""


class FiguresError(InputFaultsError):
    """Plain figures given to ``score`` do not fit the rule set: unknown names, floats, units."""


class NotFoundError(ZhibiaoError):
    """A rule set, an edition, a file or an indicator that was asked for does not exist."""


class ArgumentError(ZhibiaoError, TypeError):
    """A function of the Python API was called with a value of the wrong kind; what to give it."""


class PluginError(ZhibiaoError):
    """Two plug-ins claim one name, or a plug-in registers what is not a part of that kind."""


class OutsideError(ZhibiaoError):
    """A program outside the tree failed, or gave no number of points; met in remarks.

    ``value`` is what counts in the place of what it gave, ``None`` where nothing does.
    """

    def __init__(self, message: Renderable, value: Fraction | None = None) -> None:
        super().__init__(message)
        self.value = value


class UnsupportedNodeError(ZhibiaoError):
    """A back end cannot do a node of the expression tree, and says which."""
