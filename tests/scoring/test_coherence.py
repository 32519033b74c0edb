"""Figures that disagree: which of them are read together, and what each reading gives."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.auditing.small import BENCH, RULES, form
from zhibiao.model.scorecard import Score

Figure = tuple[str, str, str]


def control(*figures: Figure) -> Score:
    """The score of the control rate of a form that states these head counts at these places."""
    text = "".join(
        f'[[facts]]\nlabel = "{label}"\nvalue = "{value}"\nat = {{ {at} }}\n'
        for label, value, at in figures
    )
    return BENCH.score(RULES, form(f"form = 1\n{text}"))["control"]


def chains(score: Score) -> list[tuple[object, object, object]]:
    """Staff, posts and score of each chain."""
    return [
        (chain.readings["staff"].value, chain.readings["posts"].value, chain.value)
        for chain in score.chains
    ]


TABLE = ("在职人数", "125", "table = 1, row = 3, cell = 4"), ("编制数", "109", "table = 1, row = 3")
PROSE = ("在职人数", "108", "sentence = 4"), ("编制数", "125", "sentence = 4")


def test_figures_of_one_place_are_read_together() -> None:
    """Two counts in a table and two in a sentence are two chains, not four."""
    score = control(*TABLE, *PROSE)
    assert chains(score) == [(125, 109, 0), (108, 125, 4)]
    assert tuple(map(str, score.possible or ())) == ("0", "4")


def test_the_order_of_the_figures_does_not_matter() -> None:
    """The chains are the same whichever figure stands first."""
    score = control(PROSE[1], TABLE[0], PROSE[0], TABLE[1])
    assert set(chains(score)) == set(chains(control(*TABLE, *PROSE)))


def test_a_figure_that_agrees_everywhere_belongs_to_each_reading() -> None:
    """One number of posts and two head counts are two chains."""
    posts = ("编制数", "100", "table = 1"), ("编制数", "100", "sentence = 4")
    staff = ("在职人数", "101", "table = 1"), ("在职人数", "104", "sentence = 4")
    assert chains(control(*posts, *staff)) == [(101, 100, Fraction(7, 2)), (104, 100, 2)]


def test_places_that_do_not_pair_up_are_combined() -> None:
    """Two head counts and two numbers of posts in four sentences may go together in any way."""
    score = control(
        ("在职人数", "100", "sentence = 1"), ("在职人数", "104", "sentence = 2"),
        ("编制数", "100", "sentence = 3"), ("编制数", "104", "sentence = 4"),
    )  # fmt: skip
    assert set(chains(score)) == {(100, 100, 4), (100, 104, 4), (104, 100, 2), (104, 104, 4)}


def test_a_place_without_its_pair_makes_every_combination() -> None:
    """A third head count that stands alone cannot be paired."""
    score = control(*TABLE, *PROSE, ("在职人数", "109", "sentence = 9"))
    assert len(score.chains) == 6


def test_figures_without_a_place_are_combined() -> None:
    """Where nothing says what belongs together, every combination counts."""
    score = control(
        ("在职人数", "125", ""), ("在职人数", "108", ""),
        ("编制数", "109", ""), ("编制数", "125", ""),
    )  # fmt: skip
    assert len(score.chains) == 4


def test_a_place_that_contradicts_itself_pairs_nothing() -> None:
    """Two head counts in one sentence leave open which of them the sentence means."""
    score = control(
        ("在职人数", "125", "sentence = 1"), ("在职人数", "108", "sentence = 1"),
        ("编制数", "109", "sentence = 1"), ("编制数", "125", "sentence = 1"),
    )  # fmt: skip
    assert len(score.chains) == 4


def test_two_places_that_agree_are_one_reading() -> None:
    """A pair of figures that is said twice is one chain with all its places."""
    again = ("在职人数", "125", "sentence = 7"), ("编制数", "109", "sentence = 7")
    score = control(*TABLE, *PROSE, *again)
    assert chains(score) == [(125, 109, 0), (108, 125, 4)]
    assert len(score.chains[0].readings["staff"].places) == 2


@pytest.mark.parametrize("each", [8, 9])
def test_too_many_combinations_become_one_hull(each: int) -> None:
    """Up to 64 combinations are followed one by one; of more, the least and the most remain."""
    figures = [("在职人数", str(100 + n), f"sentence = {n + 1}") for n in range(each)]
    figures += [("编制数", str(100 + n), f"sentence = {n + 50}") for n in range(each)]
    score = control(*figures)
    assert len(score.chains) == (64 if each == 8 else 1)
    assert (str(score.low), str(score.high)) == ("0.5" if each == 8 else "0", "4")


def test_a_stated_rate_counts_only_where_its_figures_are_missing() -> None:
    """With both head counts the rate is computed; with one, the stated rate is taken."""
    rate = ("控制率", "102%", "sentence = 9")
    assert [c.value for c in control(*TABLE, rate).chains] == [0]
    assert [c.value for c in control(TABLE[0], rate).chains] == [3]
