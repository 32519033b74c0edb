"""``unmeasured-actual``: a result that measures nothing."""

from __future__ import annotations

import pytest

from tests.auditing.open_form import found, places, rows

CHECK = "unmeasured-actual"


@pytest.mark.parametrize("target", ["365天", "≥90", "90%以上", "100%", "1年", "大于95%"])
@pytest.mark.parametrize("actual", ["完成", "已完成", "达标", "按时完成"])
def test_words_for_a_number_are_found(target: str, actual: str) -> None:
    """A target that is a number is answered by no word."""
    (finding,) = found(rows({}, {"target": target, "actual": actual}), CHECK)
    assert places([finding]) == [(3, 5)]
    assert (finding.claimed, finding.expected) == (actual, target)


@pytest.mark.parametrize("words", ["有所改善", "省定目标", "预算控制内", "及时"])
def test_a_repeated_target_is_found(words: str) -> None:
    """Words that repeat the target's say nothing of the result."""
    (finding,) = found(rows({}, {"target": words, "actual": f" {words}"}), CHECK)
    assert finding.claimed == words


def test_a_repeated_bound_is_found() -> None:
    """90%以上 for 90%以上 is a bound and no result; 95% is one."""
    assert len(found(rows({"target": "90%以上", "actual": "90%以上"}), CHECK)) == 1
    assert found(rows({"target": "90%以上", "actual": "95%"}), CHECK) == ()


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("100次", "100次"),
        ("≥95%", "95%"),
        ("12月", "12月"),
        ("2023年度", "2023年度"),
        ("Ⅱ类", "Ⅱ类"),
        ("二级", "二级"),
        ("有所改善", "投诉比上年少三成"),
        ("2个", "完成1个"),
        ("2个", "已完成两个"),
        ("", "完成"),
        ("100次", ""),
    ],
)
def test_what_says_something_is_silent(target: str, actual: str) -> None:
    """Numbers, dates, levels and other words are results; an empty cell is another check's."""
    assert found(rows({}, {"target": target, "actual": actual}), CHECK) == ()


def test_long_words_are_cut() -> None:
    """A whole paragraph is not printed again."""
    (finding,) = found(rows({"target": "保" * 90, "actual": "保" * 90}), CHECK)
    assert len(finding.claimed or "") <= 41
