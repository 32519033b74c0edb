"""A scheme's wording in either language."""

from __future__ import annotations

from collections.abc import Mapping

from zhibiao.criteria.writing.chinese import Chinese
from zhibiao.criteria.writing.english import English
from zhibiao.exact import Figure, number
from zhibiao.messages import LANGUAGES, default_language
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme


def write(
    scheme: Scheme,
    measures: Mapping[str, Measure],
    points: Figure,
    lang: str | None = None,
) -> str:
    """The wording of a scheme.

    Args:
        scheme: the scheme.
        measures: the measures that it names, for their labels and units.
        points: the points of its row.
        lang: ``"zh"`` or ``"en"``; left out, the user's own.

    Returns:
        Its wording. In Chinese, what was read from a wording reads back as the same scheme.

    Raises:
        NumberError: points that are no exact number.
    """
    chosen = lang if lang in LANGUAGES else default_language()
    worth = number(points)
    if chosen == "zh":
        return Chinese(measures, worth).write(scheme)
    return English(measures, worth).write(scheme)
