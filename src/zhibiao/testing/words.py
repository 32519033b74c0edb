"""What the test tools say."""

from zhibiao.messages import Text

NEEDED = Text(
    zh="需要 Hypothesis 和 pytest：pip install 'zhibiao[testing]'",
    en="Hypothesis and pytest are needed: pip install 'zhibiao[testing]'",
)
BROKEN = Text(
    zh="规律“{law}”不成立：{why}；数据：{figures}",
    en='the law "{law}" does not hold: {why}; figures: {figures}',
)
NOTHING = Text(zh="（无）", en="(none)")
NEGATIVE = Text(zh="{what} 最低 {found}，小于 0", en="the least of {what} is {found}, below 0")
TOO_MUCH = Text(
    zh="{what} 最高 {found}，多于分值 {points}",
    en="the most of {what} is {found}, above its {points} points",
)
LOW_ABOVE_HIGH = Text(
    zh="{what} 最低 {low} 大于最高 {high}",
    en="the least of {what}, {low}, is above its most, {high}",
)
SUM_DIFFERS = Text(
    zh="{what} 为 {found}，各项相加为 {wanted}",
    en="{what} is {found}, and its parts add up to {wanted}",
)
RATINGS = Text(
    zh="总分 {total} 对应的等级有 {count} 个：{found}",
    en="the total {total} has {count} ratings: {found}",
)
WIDER = Text(
    zh="{what} 原为 {old}，多知道一些以后为 {new}",
    en="{what} was {old}, and with more known it is {new}",
)
CHANGES = Text(
    zh="同样的数据再算一次，{what} 不同", en="{what} differs when the same figures are scored again"
)
INI = Text(
    zh="收集 *.cases.toml：每个算例一项，另加评分办法的规律（true 或 false）",
    en="collect *.cases.toml: one test a case, and the laws of the rule set (true or false)",
)
INI_EXAMPLES = Text(zh="每条规律试多少组数据", en="how many examples are tried for each law")
