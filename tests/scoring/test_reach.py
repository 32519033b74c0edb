"""Figures from which a measure comes out outside its range: not known, and said, everywhere."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.written import INVENTED
from zhibiao.api import Workbench
from zhibiao.messages import LANGUAGES
from zhibiao.model.scorecard import Scorecard, Status
from zhibiao.scoring.compiled.scorer import Scorer
from zhibiao.scoring.explaining import explain_score

BENCH = Workbench(plugins=False)
RULES = BENCH.loads(INVENTED["ranges"])
OUT = {"used": 125, "whole": 100, "planned": 3, "kept": 5}


def card(**figures: object) -> Scorecard:
    """The scorecard of figures."""
    return BENCH.score(RULES, figures)  # type: ignore[arg-type]  # figures


def said(of: Scorecard, lang: str) -> list[str]:
    """What is said of a scorecard."""
    return [remark.render(lang) for remark in of.remarks]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_remark_says_value_range_formula_and_figures(lang: str) -> None:
    """A reader finds what is wrong without the rule set."""
    (first, *_) = said(card(used=125, whole=100), lang)
    for part in ("利用率", "在用数 / 总数", "125%", "[0%..100%]", "在用数 125元", "总数 100元"):
        assert part in first


def test_a_score_of_it_spans_what_the_range_allows() -> None:
    """It is not known, whatever the value would have given; the explanation says why."""
    found = card(**OUT)
    score = found["share_score"]
    assert score.low == 0
    assert score.high == 5
    assert score.status is Status.UNKNOWN
    lines = "\n".join(explain_score(found, score, "en"))
    assert "125 / 100 = 125%, outside what it can be: not known" in lines
    assert "missing or not exact: 利用率" in lines


def test_what_is_made_of_it_is_not_known_either_and_said_once() -> None:
    """The measure behind it has no value that could lie outside."""
    found = card(used=125, whole=100)
    assert found["unused_score"].status is Status.UNKNOWN
    assert not [text for text in said(found, "en") if "闲置率" in text]


def test_a_count_is_whole_and_never_negative() -> None:
    """What a type allows is part of the range."""
    texts = said(card(planned=3, kept=5), "en")
    assert any("= -2 lies outside" in text and "whole number" in text for text in texts)
    assert any("= 1.5 lies outside" in text for text in texts)
    assert card(planned=4, kept=2)["missed_score"].low == 3


def test_figures_within_the_range_are_scored_and_nothing_is_said() -> None:
    """The ends belong to it."""
    for used, score in ((0, 0), (100, 5)):
        found = card(used=used, whole=100)
        assert found["share_score"].low == found["share_score"].high == score
        assert not [text for text in said(found, "en") if "利用率" in text.partition("=")[0]]


def test_an_open_end_does_not_belong_to_the_range() -> None:
    """A share of all leaves nothing unused, and the range of that begins above zero."""
    assert card(used=100, whole=100)["unused_score"].status is Status.UNKNOWN
    assert any("闲置率" in text for text in said(card(used=100, whole=100), "en"))


def test_a_stated_measure_does_not_hide_what_its_figures_give() -> None:
    """Where a form gives the figures too, they count; without them the stated one does."""
    assert card(used=125, whole=100, share="90%")["share_score"].status is Status.UNKNOWN
    assert card(share="90%")["share_score"].low == Fraction(9, 2)


def test_the_compiled_function_leaves_such_a_row_to_evaluate() -> None:
    """It gives no score that the scorecard does not give."""
    scorer = Scorer(RULES)
    assert scorer(OUT)["share_score"] == (Decimal(0), Decimal(5))
    assert scorer({**OUT, "used": 90, "kept": 3})["share_score"] == (Decimal("4.5"), Decimal("4.5"))
    row = {"used": 12500, "whole": 10000, "planned": 4, "kept": 2}
    assert scorer.scaled(row) is None
    assert scorer.scaled({**row, "used": 9000}) is not None
