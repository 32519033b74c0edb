"""Lines of a terminal in two scripts."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from zhibiao.reports.wrapping import wrapped

TEXTS = st.text(st.sampled_from("中文指标，。（）“”、… ab1.%→|"), max_size=80)


@given(TEXTS, st.integers(8, 40))
def test_nothing_is_lost_but_spaces(text: str, width: int) -> None:
    """A wrapped text holds the same signs in the same order."""
    assert re.sub(r"\s", "", wrapped(text, width)) == re.sub(r"\s", "", text)


@given(st.text(st.sampled_from("中文指标，。（） "), max_size=80), st.integers(20, 40))
def test_chinese_fits_its_lines(text: str, width: int) -> None:
    """A line is too wide only where marks that must not begin a line follow one another."""
    for line in wrapped(text, width).split("\n"):
        assert cell_len(line) <= width or re.search(r"[，。）（]{3,}", line)


def test_chinese_breaks_anywhere_but_before_a_closing_mark() -> None:
    """Lines are filled, and none begins with a comma."""
    shown = wrapped(
        "“三公经费合计”写 14.1万元，把不属于它的“会议费”算了进去；按定义应为 11.7万元", 30
    )
    lines = shown.split("\n")
    assert all(cell_len(line) <= 30 for line in lines)
    assert all(cell_len(line) >= 24 for line in lines[:-1])
    assert not any(line[0] in "，。；：、”）" for line in lines)
