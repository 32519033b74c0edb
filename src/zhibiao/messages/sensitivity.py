"""What is said of what would narrow or move a score."""

from zhibiao.messages import Text

VERB = Text(
    zh="给一张表打分，说明哪个缺的数最能缩小得分范围，已有的数变到多少得分会变。",
    en="Score one form, and say which missing figure would narrow the score most, and to what "
    "next value a known figure would have to change for another score.",
)
TOTAL_NOW = Text(
    zh="总分现在是 {low} 到 {high}，相差 {width}",
    en="the total is {low} to {high} now, {width} apart",
)
MISSING = Text(zh="缺的数据，最有用的在前：", en="Missing, the most useful first:")
NOTHING_MISSING = Text(zh="没有缺的数据。", en="Nothing is missing.")
LEAVES = Text(
    zh="{name}（{indicators}）：知道了，相差就只有 {width}",
    en="{name} ({indicators}): known, it leaves {width}",
)
LEAVES_BETWEEN = Text(
    zh="{name}（{indicators}）：知道了，相差还有 {least} 到 {most}，看是多少",
    en="{name} ({indicators}): known, it leaves {least} to {most}, as it turns out",
)
TRIED = Text(zh="（只试了部分取值）", en=" (some values were tried, not all)")
THRESHOLDS = Text(
    zh="已有的数据，变到多少得分会变：", en="Known, and where the score would change:"
)
NO_THRESHOLDS = Text(
    zh="没有哪个已知的数能单独改变得分。", en="No known figure alone moves a score."
)
MORE_TO = Text(
    zh="{name} 再多 {by}（{now} → {at}）：{indicator} 得 {score}，总分 {total}",
    en="{name}: {by} more ({now} → {at}) would give {score} for {indicator}, {total} in all",
)
LESS_TO = Text(
    zh="{name} 再少 {by}（{now} → {at}）：{indicator} 得 {score}，总分 {total}",
    en="{name}: {by} fewer ({now} → {at}) would give {score} for {indicator}, {total} in all",
)
MORE_BEYOND = Text(
    zh="{name} 多出超过 {by}（{now} → 高于 {at}）：{indicator} 得 {score}，总分 {total}",
    en="{name}: more than {by} more ({now} → above {at}) would give {score} for {indicator}, "
    "{total} in all",
)
LESS_BEYOND = Text(
    zh="{name} 减少超过 {by}（{now} → 低于 {at}）：{indicator} 得 {score}，总分 {total}",
    en="{name}: more than {by} fewer ({now} → below {at}) would give {score} for {indicator}, "
    "{total} in all",
)
STEADILY = Text(zh="（途中逐步变化）", en=" (changing on the way)")
PERCENTAGE_POINTS = Text(zh="{by} 个百分点", en="{by} percentage points")
BY_PROGRAM = Text(
    zh="由 Python 程序计分，变到多少得分会变没有去找：{indicators}",
    en="scored by Python programs, for which no such values are looked for: {indicators}",
)
