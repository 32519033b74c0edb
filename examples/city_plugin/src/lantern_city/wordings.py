"""A wording that zhibiao's own grammar refuses, and what the city means by it."""

from __future__ import annotations

import re
from fractions import Fraction

from lantern_city.schemes import Halving
from zhibiao.criteria import Understood, criterion_pattern
from zhibiao.model.clauses import MeasureId
from zhibiao.model.measure import Measure, MeasureType

# Only the whole wording counts: a part that is not understood must stay refused.
HALVED = re.compile(r"每(?:发生|出现)?一(?:起|次|例)，?(?:得分|分值)减半[。；]?")


@criterion_pattern("halved-each-time")
def halved_each_time(text: str, points: Fraction) -> Understood | None:
    """``每发生一起，得分减半。``: each occurrence halves what is left."""
    del points  # the wording means the same for any
    if not HALVED.fullmatch(text.strip()):
        return None
    count = MeasureId("count")
    return Understood(Halving(count=count), {count: Measure("发生次数", type=MeasureType.COUNT)})
