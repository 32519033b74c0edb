"""The libraries of the extra ``forms``, imported when a document needs them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from zhibiao.messages import readers as texts
from zhibiao.readers.reader import refused


def imported(package: str, name: str) -> Any:
    """A library, for reading a file of that name.

    Raises:
        FormError: it is not installed; with the command that does it.
    """
    try:
        return import_module(package)
    except ImportError:
        raise refused(texts.NEEDS_EXTRA, name, package=package) from None
