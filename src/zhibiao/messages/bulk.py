"""What is said of tables: columns that do not fit, rows that cannot be scored, runs."""

from zhibiao.messages import Text

NEEDS_BATCH = Text(
    zh='批量计分需要另装：pip install "zhibiao[batch]"',
    en='scoring tables needs an extra: pip install "zhibiao[batch]"',
)
NEEDS_SPARK = Text(
    zh='用 Spark 计分需要另装：pip install "zhibiao[spark]"',
    en='scoring with Spark needs an extra: pip install "zhibiao[spark]"',
)
COLUMNS_WRONG = Text(zh="表中有{count}列不能用", en="{count} columns of the table cannot be used")
NO_COLUMN = Text(
    zh="表中没有一列是评分办法{id}的指标值；需要的列如：{wanted}；表中的列：{found}",
    en="no column of the table is a figure of {id}; it asks for such as {wanted}; "
    "the table has {found}",
)
TWO_COLUMNS = Text(
    zh="两列都是“{name}”：{first} 和 {second}；请去掉一列",
    en='two columns are "{name}": {first} and {second}; leave one out',
)
WRONG_TYPE = Text(
    zh="列“{column}”（{name}）的类型是 {found}，需要{wanted}",
    en='column "{column}" ({name}) has the type {found}; wanted: {wanted}',
)
FLOAT_COLUMN = Text(
    zh="列“{column}”（{name}）是浮点数，可能已经不准确；请改存为小数（Decimal）或文字，"
    "或者明确要求按最短小数读取：--floats-as-text",
    en='column "{column}" ({name}) holds floats, which may be inexact already; store decimals or '
    "text, or ask for their shortest decimals: --floats-as-text",
)
BARE_RATE = Text(
    zh="列“{column}”（{name}）是比率，数字是百分数还是小数没有写明；"
    "请在列名后写单位：{column}(%) 或 {column}(1)",
    en='column "{column}" ({name}) is a rate, and does not say whether it holds per cents; write '
    "the unit behind its name: {column}(%) or {column}(1)",
)
UNIT_UNFIT = Text(
    zh="列“{column}”写的单位是{found}，这个量的单位是{wanted}",
    en='column "{column}" says {found}; the unit of the measure is {wanted}',
)
NUMBERS = Text(zh="整数、小数（Decimal）或文字", en="whole numbers, decimals or text")
ANSWERS = Text(zh="是/否、true/false 或 0/1", en="true/false, 是/否 or 0/1")
BAD_ANSWER = Text(
    zh="“{value}”不是回答；请填 {wanted}", en='"{value}" is no answer; write {wanted}'
)
NOT_FINITE = Text(zh="“{value}”不是有限的数", en='"{value}" is no finite number')
PYTHON_ROUNDING = Text(
    zh='得分不在各指标处舍入（at = "{at}"），整张表逐行计算',
    en='scores are not rounded row by row (at = "{at}"): the whole table is scored in Python',
)
RAGGED = Text(
    zh="这一行有{found}格，表头有{wanted}格",
    en="this line has {found} cells, the heading {wanted}",
)
NO_DENOMINATOR = Text(
    zh="没有舍入，分母随各行而变",
    en="it is not rounded, and its denominator differs from row to row",
)
