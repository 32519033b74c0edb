"""What is said of a rule set that is shown: what stands around its indicators, in words."""

from zhibiao.messages import Text

STAGES = {
    "indicator": Text(
        zh="每项指标取 {places} 位小数（{mode}）", en="each indicator to {places} places ({mode})"
    ),
    "total": Text(
        zh="总分取 {places} 位小数（{mode}）", en="the total to {places} places ({mode})"
    ),
    "never": Text(zh="不舍入", en="none"),
}
MODES = {
    "half-up": Text(zh="四舍五入", en="half up"),
    "half-even": Text(zh="四舍六入五成双", en="half even"),
    "half-down": Text(zh="五舍六入", en="half down"),
    "down": Text(zh="舍去", en="down"),
    "up": Text(zh="进一", en="up"),
    "floor": Text(zh="向下取", en="floor"),
    "ceiling": Text(zh="向上取", en="ceiling"),
}
KINDS = {
    "bonus": Text(zh="加分", en="bonus"),
    "deduction": Text(zh="扣分", en="deduction"),
    "cap": Text(zh="限高", en="cap"),
    "veto": Text(zh="一票否决", en="veto"),
    "multiplier": Text(zh="乘数", en="multiplier"),
}
POLICIES = {
    "full": Text(zh="该行得满分", en="it gets its full points"),
    "rescale-tier": Text(
        zh="分值摊到本一级指标的其余各行", en="its points go to the rest of its tier"
    ),
    "rescale-total": Text(zh="分值摊到其余全部各行", en="its points go to all the rest"),
    "forbidden": Text(zh="不允许不适用，照常计分", en="scored as if it applied"),
}
OPEN = Text(zh="单位自行设置的指标", en="Rows that the form brings")
ADJUSTMENTS = Text(zh="加总之后", en="After the sum")
NOT_APPLICABLE = Text(zh="不适用的指标", en="Rows that do not apply")
RATING = Text(zh="{name}：{test}", en="{name}: {test}")
RATINGS = Text(zh="评价等级", en="Ratings")
ROUNDING = Text(zh="舍入", en="Rounding")

WORTH = Text(zh="{label} ({points})", en="{label} ({points})")
WITHIN = Text(
    zh="“{label}”由单位拆成自己的指标",
    en='the unit splits "{label}" into rows of its own',
)
ASPECTS = Text(zh="二级指标：{aspects}", en="groups: {aspects}")
LOWER = Text(
    zh="没有写 ≥ 或 ≤ 时越低越好的：{aspects}",
    en="less is better, where no ≥ or ≤ says otherwise, in: {aspects}",
)
QUANTITATIVE = Text(zh="定量指标：{words}", en="quantitative rows: {words}")
QUALITATIVE = Text(zh="定性指标：{words}", en="qualitative rows: {words}")
MEMBERS = Text(zh="以下各行合并计一个分：{labels}", en="these rows share one score: {labels}")
OWN_POLICY = Text(zh="不适用时：{policy}", en="where it does not apply: {policy}")
GENERAL_POLICY = Text(zh="表中注明不适用的行：{policy}", en="a row that does not apply: {policy}")
POLICY_WHEN = Text(zh="如果{test}，就不适用：{policy}", en="does not apply where {test}: {policy}")

TOTAL = Text(zh="总分", en="the total")
SCORE_OF = Text(zh="“{label}”的得分", en='the score of "{label}"')
WHEN = Text(zh="如果{test}，{effect}", en="where {test}, {effect}")
EFFECTS = {
    "bonus": Text(zh="{of}加 {points} 分", en="{points} points are added to {of}"),
    "deduction": Text(zh="{of}扣 {points} 分", en="{points} points are taken off {of}"),
    "cap": Text(zh="{of}最高 {points} 分", en="{of} is at most {points} points"),
    "veto": Text(zh="{of}记 {points} 分", en="{of} is set to {points} points"),
    "multiplier": Text(zh="{of}乘以 {points}", en="{of} is multiplied by {points}"),
}
TIMES = {
    "bonus": Text(
        zh="“{count}”每计 1，{of}加 {points} 分",
        en='{points} points are added to {of} for each one of "{count}"',
    ),
    "deduction": Text(
        zh="“{count}”每计 1，{of}扣 {points} 分",
        en='{points} points are taken off {of} for each one of "{count}"',
    ),
}
AT_MOST = Text(zh="{effect}，合计最多 {points} 分", en="{effect}, at most {points} in all")
