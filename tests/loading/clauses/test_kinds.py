"""What fits where a scheme names a measure or a formula gives points: it loads."""

from __future__ import annotations

import pytest

from tests.invalid.test_rulesets import FOLDER
from zhibiao.loading.rulesets import Loader

HEAD = (FOLDER / "measures_of_the_wrong_kind.toml").read_text("utf-8").split("[tiers.")[0]
REST = """
[measures.staff]
label = "人数"
unit = "人"

[measures.place]
label = "名次"
type = "count"
range = ">= 1"

[measures.level]
label = "等级"
type = "level"
levels = [{{ label = "甲" }}, {{ label = "乙" }}]

[measures.sort]
label = "情形"
type = "state"

[tiers.output]
label = "产出"
points = 5

[groups.quantity]
tier = "output"
label = "数量"
points = 5

[indicators.one]
group = "quantity"
label = "一"
points = 5
scheme = {{ {scheme} }}
"""


@pytest.mark.parametrize(
    "scheme",
    [
        'kind = "checklist", items = [{ measure = "late", score = 5 }]',
        'kind = "states", measure = "sort", states = [{ label = "a", score = 5 }]',
        'kind = "states", measure = "level", states = [{ label = "a", score = 5 }]',
        'kind = "occurrences", count = "staff", deduct = 1',
        'kind = "occurrences", items = [{ measure = "late" }, { measure = "cases" }], deduct = 1',
        'kind = "rank", measure = "place", deduct = 1',
        'kind = "rank", measure = "level", deduct = 1',
        'kind = "formula", formula = "10 * rate - 2 * cases"',
        'kind = "formula", formula = "5 - money * 0.1"',
        'kind = "formula", formula = "5 - round up((rate - 100%) / 1%, 0)"',
        'kind = "formula", formula = "cases"',
        'kind = "formula", formula = "cases * rate"',
        (
            'kind = "composite", parts = [{ kind = "judged" }, '
            '{ kind = "occurrences", count = "cases", deduct = -1 }], cap = 3'
        ),
    ],
)
def test_what_fits_is_taken(scheme: str, loader: Loader) -> None:
    """Answers, states, counts and places in their places; rates and amounts times points."""
    rules = loader.parse((HEAD + REST.format(scheme=scheme)).encode(), "fits.toml", "fits")
    assert rules.items
