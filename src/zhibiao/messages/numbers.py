"""What is said of numbers and units."""

from zhibiao.messages import Text

NOT_A_NUMBER = Text(
    zh='“{text}”不是数字；请写成 12、0.5、"12.5%"、"20万元" 或 "2/37"',
    en='"{text}" is not a number; write 12, 0.5, "12.5%", "20万元" or "2/37"',
)
INTERVAL = Text(
    zh="“{text}”是一个区间，这里要一个数；只知道至少或至多时写 {low} 或 {high}",
    en='"{text}" is an interval, and one number is needed here; what is only known to be at least '
    "or at most is written {low} or {high}",
)
FLOAT = Text(
    zh='浮点数 {text} 不精确，不能参与计分；请写成整数、Decimal、Fraction 或文本 "{text}"',
    en="the float {text} is not exact and cannot be scored; pass an int, a Decimal, a Fraction "
    'or the text "{text}"',
)
WRONG_TYPE = Text(
    zh="这里需要数字，得到的是{kind}",
    en="a number is needed here, not {kind}",
)
NOT_FINITE = Text(
    zh="“{text}”不是有限的数",
    en='"{text}" is not a finite number',
)
TOO_LONG = Text(
    zh="数字过长或过大：最多 {digits} 位、指数不超过 ±{exponent}（得到 {text}）",
    en="the number is too long or too large: at most {digits} digits and an exponent within "
    "±{exponent} (found {text})",
)
ZERO_DENOMINATOR = Text(
    zh="“{text}”的分母是 0",
    en='"{text}" has a zero denominator',
)
NO_UNIT_ALLOWED = Text(
    zh="“{text}”带有单位“{unit}”，这里只能是不带单位的数",
    en='"{text}" has the unit "{unit}"; a plain number is needed here',
)
UNIT_DIFFERS = Text(
    zh="“{text}”的单位是“{unit}”，而这里需要“{wanted}”",
    en='"{text}" is in "{unit}", but "{wanted}" is needed here',
)
PERCENT_NEEDED = Text(
    zh='{text} 没有百分号，而这里是比率：请写成 "{text}%"（百分之{text}）或分数 "{text}/100"',
    en='{text} has no percent sign, but this is a ratio: write "{text}%" (or the fraction '
    '"{text}/100")',
)
PERCENT_OF_SHARE = Text(
    zh='{text} 没有百分号，而这里是比率：请写成 "{share}"；如果是不到百分之一，请写成 "{text}%"',
    en='{text} has no percent sign, but this is a ratio: write "{share}", or "{text}%" where it is '
    "meant as less than one per cent",
)
