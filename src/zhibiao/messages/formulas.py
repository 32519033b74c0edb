"""What is said of formulas and tests."""

from zhibiao.messages import Text

TOO_LONG = Text(
    zh="公式太长：最多 {most} 个字符，得到 {found} 个",
    en="the formula is too long: at most {most} characters, found {found}",
)
TOO_DEEP = Text(
    zh="公式嵌套太深：最多 {most} 层",
    en="the formula is nested too deeply: at most {most} levels",
)
UNREADABLE = Text(
    zh="从“{found}”起读不懂这个公式",
    en='the formula cannot be read from "{found}" on',
)
ENDS_EARLY = Text(
    zh="公式没有写完",
    en="the formula ends too early",
)
UNKNOWN_NAME = Text(
    zh="没有名为“{name}”的量；已有：{known}",
    en='there is no measure "{name}"; known here: {known}',
)
UNKNOWN_NAME_NEAR = Text(
    zh="没有名为“{name}”的量；是不是“{near}”？",
    en='there is no measure "{name}"; did you mean "{near}"?',
)
UNKNOWN_FUNCTION = Text(
    zh="没有名为“{name}”的函数",
    en='there is no function "{name}"',
)
WRONG_ARGUMENTS = Text(
    zh="函数“{name}”的参数不对：需要 {wanted}",
    en='wrong arguments for "{name}": it takes {wanted}',
)
NEEDS_NUMBER = Text(
    zh="这里需要数字，得到的是{found}",
    en="a number is needed here, not {found}",
)
NEEDS_BOOLEAN = Text(
    zh="这里需要真假判断（如 x >= 1），得到的是{found}",
    en="a test (such as x >= 1) is needed here, not {found}",
)
WHOLE_EXPONENT = Text(
    zh="指数必须是 -{most} 到 {most} 之间的整数",
    en="an exponent must be a whole number from -{most} to {most}",
)
CONSTANT_PLACES = Text(
    zh="小数位数必须是 -{most} 到 {most} 之间的整数常数",
    en="the number of places must be a constant whole number from -{most} to {most}",
)
NO_SUBJECT = Text(
    zh="这里没有可以用“?”或单边比较来指的量；请写出量的名称",
    en='there is no measure at hand for "?" or a one-sided test here; name the measure',
)
NOT_A_LEVEL = Text(
    zh="“{text}”不是这个量的任何一级；可用：{known}",
    en='"{text}" is no level of this measure; known: {known}',
)
BOUND_NEEDED = Text(
    zh="“{text}”给不出可以计步的界限；请写成 <= 100%、>= 90%、= 0 或 [80%..90%]",
    en='"{text}" gives no bound to count steps from; write <= 100%, >= 90%, = 0 or [80%..90%]',
)
KIND_NUMBER = Text(zh="数字", en="a number")
KIND_BOOLEAN = Text(zh="真假判断", en="a truth value")
KIND_TEXT = Text(zh="文字", en="a text")
KIND_INTERVAL = Text(zh="区间", en="an interval")
KIND_LIST = Text(zh="列表", en="a list")
