"""What is said of score curves, and why there is none."""

from zhibiao.messages import Text

SEVERAL = Text(
    zh="得分取决于几个量，画不成一条曲线：{names}",
    en="the score depends on several figures, and is no single curve: {names}",
)
ANSWERS = Text(
    zh="得分取决于几个问题的回答，画不成一条曲线：{names}",
    en="the answers to several questions decide the score, and no figure: {names}",
)
NO_MEASURE = Text(zh="得分不由数值决定", en="no figure decides the score")
ASSESSED = Text(
    zh="得分由评审人员评定，不由数值决定",
    en="an assessor gives the score, and no figure decides it",
)
PROGRAM = Text(zh="得分由一段程序给出", en="a program gives the score")
BENT = Text(
    zh="得分既不是分段直线，也不是分段反比",
    en="the score is made neither of straight pieces nor of hyperbolas",
)
MANY = Text(zh="台阶太多", en="there are too many steps")
NONE_DRAWN = Text(zh="没有得分曲线：{why}。", en="There is no score curve: {why}.")
TITLE = Text(zh="得分曲线：{label}", en="Score curve: {label}")
DESCRIPTION = Text(
    zh="横轴为{measure}，纵轴为得分（满分{points}）。{corners}",
    en="Across: {measure}; up: the score (of {points}). {corners}",
)
CORNER = Text(zh="{x} 时 {y} 分", en="{y} at {x}")
SCORE = Text(zh="得分", en="score")
RATIO = Text(zh="{actual} ÷ {target}", en="{actual} ÷ {target}")
CASES = Text(zh="次数", en="number of cases")
THE_STATE = Text(zh="情形", en="state")
YES = Text(zh="是", en="yes")
NO = Text(zh="否", en="no")
UNSETTLED = Text(
    zh="没有画出之处，规则没有定出得分：0 至 {points} 分都有可能",
    en="where nothing is drawn the rule settles no score: 0 to {points}",
)
HELD = Text(zh="设{name}为 {value}", en="with {name} at {value}")
NO_REASON = Text(zh="未说明原因时", en="without a reason in the form")
JUDGED = Text(
    zh="阴影或竖线：在此范围内评定", en="shaded, or a bar: an assessor decides within these ends"
)
WHOLE = Text(zh="只取整数", en="only whole numbers occur")
LEFT_OUT = Text(
    zh="画的是未舍入的值（{places} 位小数，{mode}）",
    en="drawn before rounding ({places} places, {mode})",
)
ALONG = Text(zh="{measure}", en="{measure}")
FIGURE = Text(zh="{label}（{name}）", en="{label} ({name})")
FINE_STEPS = Text(
    zh="台阶太密，画成一条线", en="its steps are too fine to be seen, and are drawn as a line"
)
