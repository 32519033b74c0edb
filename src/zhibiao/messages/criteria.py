"""What is said of a criterion's wording: why it is refused, and what it leaves open."""

from zhibiao.messages import Text

# Why a wording is refused.
NOT_UNDERSTOOD = Text(zh="这一段没有读懂", en="this part was not understood")
NO_RULE = Text(zh="没有可以计算的评分规则", en="there is no rule to compute with")
EMPTY = Text(zh="没有文字", en="there is no text")
TOO_LONG = Text(zh="文字过长", en="the text is too long")
DOES_NOT_BELONG = Text(
    zh="这一段与其余文字合不成一个规则", en="this part makes no one rule with the rest"
)
SUBJECTS_DIFFER = Text(
    zh="说的是两个不同的量：“{one}”和“{other}”",
    en='two figures are spoken of: "{one}" and "{other}"',
)
UNITS_DIFFER = Text(zh="数的单位合不到一起", en="the units of the numbers do not fit together")
GAP = Text(zh="各档之间有空档：{at} 不在任何一档", en="the bands leave a gap: {at} is in none")
OVERLAP = Text(zh="各档重叠：{at} 在两档之内", en="the bands overlap: {at} is in two")
NO_BASE = Text(zh="没有说从哪个数起算", en="it does not say from which value to count")
BASES_DIFFER = Text(zh="起算的数前后不一", en="the values from which to count differ")
WRONG_SIDE = Text(
    zh="扣分的方向与满分的条件相反", en="points come off on the side that earns full marks"
)
REST_UNSAID = Text(zh="没有说其余情形如何计分", en="it does not say what else scores")
SCORES_DISAGREE = Text(
    zh="各项的分数既不合成分值 {points}，最高分也不等于它",
    en="the scores neither add up to the {points} points nor reach them",
)
FACTOR_DIFFERS = Text(
    zh="乘的是 {factor}，分值却是 {points}",
    en="it multiplies by {factor}, but the points are {points}",
)

# What a wording leaves open.
PARTIAL = Text(zh="不足一步的部分如何扣分没有写明", en="how a part of a step counts is not said")
FLOOR = Text(zh="没有写“扣完为止”", en="it does not say that the deduction ends at nought")
POINTS_OR_PER_CENT = Text(
    zh="百分点，还是目标值的百分之几", en="percentage points or per cent of the target"
)
CLOSED_END = Text(zh="{at} 属于哪一档没有写明", en="which band {at} belongs to is not said")
INCLUSIVE = Text(
    zh="“以上”“以下”“以内”是否包含 {at} 没有写明", en="whether {at} itself is included is not said"
)
OTHER_SIDE = Text(
    zh="{at} 的另一边如何计分没有写明，按满分", en="what lies on the other side of {at} is not said"
)
OUTSIDE = Text(
    zh="{at} 之外如何计分没有写明，按零分",
    en="what lies beyond {at} is not said, and taken as nought",
)
BEYOND_RANGE = Text(
    zh="{at} 之外没有写明，视为不会出现",
    en="what lies beyond {at} is not said, and taken as impossible",
)
OVER_STAFF = Text(zh="超编人数", en="staff above the establishment")
DONE_SHARE = Text(zh="完成率", en="completion rate")
FULL_MARK = Text(
    zh="文字的满分是 {stated}，分值是 {points}",
    en="the wording's full mark is {stated}, the points are {points}",
)
BONUS = Text(
    zh="加分不能使得分超过分值 {points}",
    en="a bonus cannot lift the score above the {points} points",
)
SHORTFALL = Text(zh="次数按未完成的数量计", en="what is counted is the number that is missing")
OVERSPENT = Text(zh="量按超支的金额或比例计", en="the figure is what was overspent")
FEWER = Text(
    zh="更少的项数如何计分没有写明，按零分",
    en="what fewer entries score is not said, and taken as nought",
)
PARTS_OR_STATES = Text(
    zh="各项是逐项累加还是任选其一没有写明，按累加",
    en="whether the entries add up is not said; they do",
)
WITHIN_RANGE = Text(
    zh="分数在区间内如何确定没有写明，视为评定",
    en="how a score within the range is found is not said",
)
REASON = Text(
    zh="有特殊原因时如何计分没有写明", en="what a special reason does to the score is not said"
)
REVERSE_FULL = Text(
    zh="达到标准是否指不低于它没有写明",
    en="whether passing the standard also earns full marks is not said",
)

# Labels of the generic measures.
FIGURE = Text(zh="指标值", en="figure")
TARGET = Text(zh="目标值", en="target")
ACTUAL = Text(zh="完成值", en="actual")
COUNT = Text(zh="次数", en="count")
STATE = Text(zh="情形", en="state")
HELD = Text(zh="符合的项数", en="entries that hold")
LATENESS = Text(zh="逾期时间", en="time late")
TIME_TAKEN = Text(zh="用时", en="time taken")
CHANGE = Text(zh="变动幅度", en="change")
FALLEN = Text(zh="下降位数", en="places fallen")
SPENT = Text(zh="超支金额", en="amount overspent")
SPENT_SHARE = Text(zh="超支比例", en="share overspent")
PATTERNS_DISAGREE = Text(
    zh="几个句式的理解不一致：{patterns}",
    en="several patterns understand it differently: {patterns}",
)
UP_TO_ASSESSOR = Text(
    zh="各档之内的分数由评价人判定", en="the score within each grade is for an assessor to give"
)
