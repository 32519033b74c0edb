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
FORM_DIFFERS = Text(
    zh="填入表中后 {what} 为 {form}，直接给数据为 {figures}；读表时：{remarks}",
    en="{what} is {form} on the form and {figures} on the figures written into it; remarks: "
    "{remarks}",
)
ROW_LOST = Text(
    zh="表中有 {what} 一行，读时却没有找到：{remarks}",
    en="the form has the row of {what}, and it is not found: {remarks}",
)
CLAIM_REFUSED = Text(
    zh="{what} 自评 {claimed} 是按数据填的，却不在可能的 {found} 之内",
    en="the claim of {claimed} for {what} was taken from its figures and is none of {found}",
)
CLAIM_FAULTED = Text(
    zh="自评分按数据填写，{check} 仍报错：{why}",
    en="the claims were taken from the figures, and still {check} says: {why}",
)
CLAIM_MISSED = Text(
    zh="{what} 自评 {claimed} 不在可能的 {found} 之内，审核没有发现",
    en="the claim of {claimed} for {what} is none of {found}, and no check finds it",
)
INI = Text(
    zh="收集 *.cases.toml：每个算例一项，另加评分办法的规律（true 或 false）",
    en="collect *.cases.toml: one test a case, and the laws of the rule set (true or false)",
)
INI_EXAMPLES = Text(zh="每条规律试多少组数据", en="how many examples are tried for each law")
