"""What is said of score curves, and why there is none."""

from zhibiao.messages import Text

SEVERAL = Text(
    zh="得分取决于几个量，画不成一条曲线：{names}",
    en="the score depends on several figures, and is no single curve: {names}",
)
NO_MEASURE = Text(zh="得分不由数值决定", en="no figure decides the score")
BENT = Text(zh="得分不是分段直线", en="the score is not made of straight pieces")
MANY = Text(zh="台阶太多", en="there are too many steps")
TITLE = Text(zh="得分曲线：{label}", en="Score curve: {label}")
DESCRIPTION = Text(
    zh="横轴为{measure}，纵轴为得分（满分{points}）。{corners}",
    en="Across: {measure}; up: the score (of {points}). {corners}",
)
CORNER = Text(zh="{x} 时 {y} 分", en="{y} at {x}")
SCORE = Text(zh="得分", en="score")
