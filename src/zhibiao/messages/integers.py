"""Why a node of the expression tree has no form in whole numbers, or a back end none of its own."""

from zhibiao.messages import Text

NO_ROOT = Text(
    zh="平方根：整数算式无法判断一个有理数有没有精确的平方根",
    en="a square root: whole-number arithmetic cannot tell which rationals have an exact one",
)
LONG_MEDIAN = Text(
    zh="{count}个数的中位数：整数算式最多支持{most}个",
    en="a median of {count} values: whole-number arithmetic takes at most {most}",
)
LARGE_POWER = Text(
    zh="{found}次幂：整数算式的指数最多{most}",
    en="a power of {found}: whole-number arithmetic takes exponents up to {most}",
)
TOO_LARGE = Text(
    zh="算式展开后超过{most}个节点，不编译",
    en="written out the formula has more than {most} nodes; it is not compiled",
)
TOO_WIDE = Text(
    zh="中间结果可能有{bits}位二进制数字，超过128位",
    en="a number on the way can have {bits} bits, more than 128",
)
