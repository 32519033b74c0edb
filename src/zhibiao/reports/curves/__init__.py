"""A score curve as an SVG drawing: ``plan`` says what is drawn, ``svg`` draws it.

In ``svg`` alone scores become floats.
"""

from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.reports.curves.plan import plan_of
from zhibiao.reports.curves.svg import Picture

__all__ = ["curve_svg"]


def curve_svg(rules: RuleSet, item: Scored, lang: str) -> str:
    """The curve of an indicator over the figure that moves its score.

    Raises:
        UnsupportedNodeError: it is no curve of one figure; the message says why.
    """
    return Picture(plan_of(rules, item), item, lang).svg()
