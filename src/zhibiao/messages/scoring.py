"""What is said while a form meets a rule set."""

from zhibiao.messages import Text

ROW_UNMATCHED = Text(
    zh="表中“{label}”一行在评分办法里找不到对应指标",
    en='the row "{label}" matches no indicator of the rule set',
)
ROW_AMBIGUOUS = Text(
    zh="表中“{label}”一行可能是 {known} 中的任何一个，没有采用",
    en='the row "{label}" could be any of {known}; it was not used',
)
OPEN_WITHOUT_POINTS = Text(
    zh="表中自设的“{label}”一行没有分值，没有计分",
    en='the form\'s own row "{label}" has no points and was not scored',
)
ROW_TWICE = Text(
    zh="表中有两行都对应指标“{label}”，后一行没有采用",
    en='two rows match the indicator "{label}"; the later one was not used',
)
LABEL_AMBIGUOUS = Text(
    zh="数据“{label}”可能是 {known} 中的任何一个，没有采用",
    en='the figure "{label}" could be any of {known}; it was not used',
)
FIGURE_UNFIT = Text(
    zh="“{label}”的数据“{raw}”不能用：{why}",
    en='the figure "{raw}" of "{label}" cannot be used: {why}',
)
FIGURE_OUT_OF_RANGE = Text(
    zh="“{label}”的数据“{raw}”超出该量可能的范围，没有采用",
    en='the figure "{raw}" of "{label}" lies outside what the measure can be; it was not used',
)
EITHER_LANGUAGE = Text(zh="{zh}", en="{en}")
"""What is put together before it is known in which language it will be read."""

MEASURE_OUT_OF_RANGE = Text(
    zh="“{label}”= {formula} = {value}，超出该量可能的范围（{range}），按不明计；"
    "请核对所用的数据：{figures}",
    en='"{label}" = {formula} = {value} lies outside what it can be ({range}) and counts as not '
    "known; check the figures: {figures}",
)
ZERO_BELOW = Text(
    zh="{what} 算不出结果：除数 {below} 为 0",
    en="nothing comes of {what}: its denominator {below} is 0",
)
ZERO_POWER = Text(
    zh="{what} 算不出结果：0 没有负数次方",
    en="nothing comes of {what}: 0 has no negative power",
)
NO_EXACT_ROOT = Text(
    zh="{what} 没有准确的结果：{value} 的平方根不是有理数，按不明计",
    en="{what} has no exact result: the square root of {value} is not rational, and counts as not "
    "known",
)
NEGATIVE_ROOT = Text(
    zh="{what} 算不出结果：负数 {value} 没有平方根",
    en="nothing comes of {what}: {value} is negative and has no square root",
)
TOO_LONG_TO_FOLLOW = Text(
    zh="{what} 的结果太大（约五千位以上），不再算下去，按不明计",
    en="the result of {what} is too large (some 5,000 digits or more): it is not followed further "
    "and counts as not known",
)
WHOLE_FROM_ZERO = Text(zh="0 或以上的整数", en="a whole number, 0 or more")
WHOLE_WITHIN = Text(zh="整数，{range}", en="a whole number, {range}")
ONE_OF_LEVELS = Text(zh="{count} 个等次之一", en="one of its {count} levels")
STATE_UNKNOWN = Text(
    zh="“{label}”的情形“{raw}”不在评分标准所列之中：{known}",
    en='the state "{raw}" of "{label}" is none of those in the criterion: {known}',
)
YEAR_SUPPLIED = Text(
    zh="“{label}”的期限或完成时间没有写年份，按表的年度 {year} 年比较",
    en='the deadline of "{label}" or the day it was done has no year; that of the form, {year}, '
    "is taken",
)
ANSWER_UNKNOWN = Text(
    zh="“{label}”的要点“{raw}”不在评分标准所列之中",
    en='the point "{raw}" of "{label}" is none of those in the criterion',
)
NOT_APPLICABLE = Text(
    zh="“{label}”注明不适用，但评分办法没有规定不适用如何处理，仍按原分值计",
    en='"{label}" is marked as not applicable, but the rule set does not say what then; it keeps '
    "its points",
)
NAMED_BY_FORM = Text(
    zh="评分办法 {id}：表中自己写明",
    en="rule set {id}: named by the form itself",
)
NAMED_BY_CALLER = Text(zh="评分办法 {id}：由使用者指定", en="rule set {id}: chosen by you")
FOUND_EXACT = Text(
    zh="评分办法 {id}：按区划 {division}、范围 {scope}、年度 {year} 找到",
    en="rule set {id}: found by division {division}, scope {scope} and year {year}",
)
FOUND_WIDER = Text(
    zh="评分办法 {id}：区划 {division} 没有自己的办法，改用上一级的",
    en="rule set {id}: division {division} has none of its own, so that of the level above is used",
)
FOUND_NATIONAL = Text(
    zh="评分办法 {id}：没有 {place} 及其上级的办法，改用全国框架",
    en="rule set {id}: there is none of {place} or of the levels above it, so the national frame "
    "is used",
)
NO_PLACE = Text(
    zh="评分办法 {id}：表中没有写明认得出的地区，改用全国框架",
    en="rule set {id}: the form names no place that is known, so the national frame is used",
)
PLACES_MISSING = Text(
    zh='只认得省级地名；要认得市县，请安装：pip install "zhibiao[forms]"',
    en='only provinces are known by name; for cities and counties: pip install "zhibiao[forms]"',
)
PLACE_NAMED = Text(
    zh="地区 {name}（{division}）：取自“{words}”",
    en='place {name} ({division}): named in "{words}"',
)
PASSED_OVER = Text(
    zh="没有采用 {id}：表中 {rows} 行它只认得 {known} 行",
    en="{id} was passed over: it knows only {known} of the form's {rows} rows",
)
NONE_FITS = Text(
    zh="{id} 认得的行不到一半，别的办法也一样",
    en="{id} knows less than half of the form's rows, and so do all others",
)
FOUND_EARLIER = Text(
    zh="评分办法 {id}：没有 {year} 年度的办法，改用最近的较早年度",
    en="rule set {id}: there is no edition for {year}, so the nearest earlier one is used",
)
FOUND_BY_ROWS = Text(
    zh="评分办法 {id}：表中没有区划代码，按指标名称相符（{matched}/{rows} 行）选定",
    en="rule set {id}: the form has no division code; chosen since {matched} of {rows} rows match",
)
NOT_FOUND = Text(
    zh="找不到适用的评分办法（区划 {division}、范围 {scope}、年度 {year}）；可用 --ruleset 指定",
    en="no rule set fits (division {division}, scope {scope}, year {year}); name one with "
    "--ruleset",
)
PLACES_WRONG = Text(
    zh="{count} 处小数位数（places）不对", en="{count} of the numbers of places are wrong"
)
NO_PLACES = Text(
    zh="“{name}”的小数位数是 {found}；请写 0 到 {most} 的整数",
    en='"{name}" has {found} for its decimal places; write a whole number from 0 to {most}',
)
PLACES_OF_NO_FIGURE = Text(
    zh="小数位数写给“{name}”，但一行整数里没有这个数；有：{known}",
    en='"{name}" is given decimal places, but is no figure of a row; there are: {known}',
)
NO_FIGURE = Text(
    zh="“{name}”既不是量也不是可评分的指标",
    en='"{name}" is neither a measure nor an indicator that is scored',
)
NOT_JUDGED = Text(
    zh="“{name}”按评分标准计算，不能直接给分；请给出它的数据：{known}",
    en='"{name}" is computed from its criterion; give its figures instead: {known}',
)
NEEDS_TRUTH = Text(
    zh="“{name}”要用 true 或 false 回答",
    en='"{name}" is answered with true or false',
)
NEEDS_NUMBER = Text(zh="“{name}”需要数字", en='"{name}" needs a number')
OUT_OF_RANGE = Text(
    zh="“{name}” = {value} 超出可能的范围（{range}）",
    en='"{name}" = {value} lies outside what it can be ({range})',
)
FIGURE_FAULT = Text(zh="“{name}”：{why}", en='"{name}": {why}')
FIGURES_WRONG = Text(zh="给出的数据有 {count} 处不能用", en="{count} of the figures cannot be used")
CASE_DIFFERS = Text(
    zh="算例“{case}”：{what} 应为 {wanted}，算得 {found}",
    en='case "{case}": {what} should be {wanted}, but is {found}',
)
CASE_UNKNOWN = Text(
    zh="算例“{case}”：没有名为“{what}”的指标、合并项、一级指标、total 或 rating",
    en='case "{case}": there is no indicator, shared score, tier, total or rating "{what}"',
)
CASE_GIVEN = Text(zh="算例“{case}”：{why}", en='case "{case}": {why}')
WHOLE_NUMBERS = Text(
    zh="这些数不是整数：{names}；"
    "一行里的数要先乘以 10 的若干次方（见 scales），不能用小数、浮点数或文字",
    en="these figures are no whole numbers: {names}; a row holds each figure times a power of ten "
    "(see scales), never a decimal, a float or a text",
)
