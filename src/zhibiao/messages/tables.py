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
PYTHON_PROGRAM = Text(
    zh="{names} 由插件的 Python 程序计分",
    en="{names} is scored by a Python program of a plug-in",
)
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
NO_TABLE = Text(zh="“{path}”不是能读的表：{why}", en='"{path}" is no table that can be read: {why}')
TABLE_KIND = Text(
    zh="“{path}”：只认 .csv 和 .parquet", en='"{path}": only .csv and .parquet are known'
)
EMPTY_TABLE = Text(zh="表是空的，连表头都没有", en="the table is empty, without even a heading")
DOUBLE_HEADING = Text(
    zh="表头有重名的列：{names}", en="columns of the heading share a name: {names}"
)
NOT_WRITTEN = Text(
    zh="写不进“{path}”：{why}。已算完的部分留着，腾出空间后重新运行同一命令会接着算",
    en='"{path}" cannot be written: {why}. What is done is kept: the same command goes on from '
    "there once there is room",
)
COLUMN_READ = Text(zh="列“{column}” → {name}", en='column "{column}" → {name}')
COLUMNS_LACKING = Text(
    zh="表中没有这些量，相应得分是一个区间：{names}",
    en="the table lacks these figures; the scores that need them are ranges: {names}",
)
INTEGERS = Text(zh="{name}：{bits} 位整数", en="{name}: {bits}-bit integers")
IN_PYTHON = Text(zh="{name}：逐行计算，{why}", en="{name}: row by row in Python, {why}")
ALL_BY_ROW = Text(zh="逐行计算：{why}", en="row by row in Python: {why}")
PROGRESS = Text(zh="已算 {rows} 行", en="{rows} rows done")
RESUMED = Text(
    zh="接着上次中断的地方：{rows} 行已经算过", en="going on: {rows} rows were done before"
)
DONE = Text(zh="{scored} 行已计分，写入 {path}", en="{scored} rows scored, written to {path}")
SOME_REJECTED = Text(
    zh="{count} 行没有计分，原样连同理由写入 {path}",
    en="{count} rows could not be scored; they and the reasons are in {path}",
)
SPARK_FAILED = Text(
    zh="Spark 没有算完“{path}”：{why}。没有留下半个结果；排除原因后请重新运行",
    en='Spark did not finish "{path}": {why}. No half result is left; mend the cause and run again',
)
NO_ENCODING = Text(
    zh="既不是 UTF-8 也不是 GB18030（GBK）文字", en="it is neither UTF-8 nor GB18030 (GBK) text"
)
ROWS_WRONG = Text(zh="{count} 行有不能用的数", en="{count} rows hold figures that cannot be used")
