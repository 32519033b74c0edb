"""The few words that a formula in LaTeX needs."""

from zhibiao.messages import Text

WHEN = Text(zh="若", en="if")
OTHERWISE = Text(zh="否则", en="otherwise")
ROUNDED = {
    "half-up": Text(zh="四舍五入", en="round half up"),
    "half-even": Text(zh="四舍六入五成双", en="round half even"),
    "half-down": Text(zh="五舍六入", en="round half down"),
    "down": Text(zh="舍去", en="round down"),
    "up": Text(zh="进一", en="round up"),
    "floor": Text(zh="向下取", en="floor"),
    "ceiling": Text(zh="向上取", en="ceiling"),
}
"""How a number is rounded; the decimal places stand below the word."""
UNSETTLED = Text(zh="未定", en="undetermined")
"""Where a rule gives nothing: no score, or no number to compare with."""
MEASURES = Text(zh="指标数据", en="Measures")
BESIDE = Text(zh="其他", en="Beside the tiers")
