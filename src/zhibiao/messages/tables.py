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
    "或者明确要求按最短小数读取：--floats-as-text（Python 中写 floats_as_text=True）",
    en='column "{column}" ({name}) holds floats, which may be inexact already; store decimals or '
    "text, or ask for their shortest decimals: --floats-as-text (floats_as_text=True in Python)",
)
BARE_RATE = Text(
    zh="列“{column}”（{name}）是比率，数字是百分数还是小数没有写明；"
    "请在列名后写单位：{column}(%) 或 {column}(1)",
    en='column "{column}" ({name}) is a rate, and does not say whether it holds per cents; write '
    "the unit behind its name: {column}(%) or {column}(1)",
)
UNIT_UNFIT = Text(
    zh="列“{column}”写的单位是{found}，这个量的单位是{wanted}；请改写为能换算的单位，或者去掉括号",
    en='column "{column}" says {found}; the unit of the measure is {wanted}: write one that can be '
    "turned into it, or leave the brackets out",
)
NUMBERS = Text(zh="整数、小数（Decimal）或文字", en="whole numbers, decimals or text")
ANSWERS = Text(zh="是/否、true/false 或 0/1", en="true/false, 是/否 or 0/1")
PLACES_OF_NONE = Text(
    zh="小数位数写给“{name}”，但没有这样一列指标值；表中读作指标值的列：{columns}",
    en='"{name}" is given decimal places, but no column that is a figure has this name; those that '
    "are figures: {columns}",
)
PLACES_UNFIT = Text(
    zh="列“{column}”（{name}）写了小数位数，但它的类型是 {found}：小数位数只用于放大成整数的列；"
    "请去掉这一列的小数位数",
    en='column "{column}" ({name}) is given decimal places, but its type is {found}; they are for '
    "columns of scaled integers: leave them out",
)
MIXED_COLUMN = Text(
    zh="列“{column}”里的值不是同一种（{kinds}）；请整列存为文字、整数或小数（Decimal）",
    en='the values of column "{column}" are of several kinds ({kinds}); store all of them as text, '
    "whole numbers or decimals",
)
NO_SUCH_TYPE = Text(
    zh="列“{column}”的类型 {found} 不能读；请存为 38 位以内的小数（Decimal）或文字，或者去掉这一列",
    en='column "{column}" has the type {found}, which cannot be read; store decimals of at most 38 '
    "digits or text, or leave the column out",
)
NO_CSV = Text(
    zh="列“{column}”的类型是 {found}，写不进 CSV；请去掉这一列，或者把“{output}”改为 .parquet",
    en='column "{column}" has the type {found}, which no CSV holds; leave it out, or give '
    '"{output}" the ending .parquet',
)
OVER_ITSELF = Text(
    zh="运行会写 {written}，那正是输入的表 {path}（或它所在的文件夹），表中的数据会丢失；"
    "请用 -o 另写一个文件名",
    en="the run writes {written}, which is its own table {path} or a folder around it: the figures "
    "would be lost; name another file with -o",
)
RENAMED = Text(
    zh="表中已有列“{name}”，照原样保留；结果中的同名列改称“{new}”",
    en='the table has a column "{name}", which is kept; the result of that name is called "{new}"',
)
LEFT_ASIDE = Text(
    zh="这是上次没有计分的行：行号（row）照原表，原先的理由（reasons）不再保留",
    en="these are rows that an earlier run rejected: each keeps its number (row), and the earlier "
    "reasons are left out",
)
NO_ROW_NUMBER = Text(
    zh="{row} 列中的“{found}”不是行号；表头以 {row}、{reasons} 开头的是没有计分的行，"
    "请照原来的行号填写，或者留空",
    en='"{found}" in the column {row} is no number of a row; a heading that begins with {row} and '
    "{reasons} is one of rejected rows: give each row the number that it had, or leave it empty",
)
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
NO_HEADING = Text(
    zh="表头的这几列没有名称：第 {columns} 列；请写上名称，或者删去多余的列（行末多余的逗号）",
    en="these columns of the heading have no name: {columns}; name them, or delete the commas at "
    "the ends of the lines",
)
NOT_WRITTEN = Text(
    zh="写不进“{path}”：{why}。{then}",
    en='"{path}" cannot be written: {why}. {then}',
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
NO_ENCODING = Text(
    zh="第 {line} 行的字节 {found} 既不是 UTF-8 也不是 GB18030（GBK）文字；"
    "请改正该行，或者另存为“CSV UTF-8”",
    en="the bytes {found} in line {line} are neither UTF-8 nor GB18030 (GBK) text; mend the line, "
    'or save the table anew as "CSV UTF-8"',
)
DAMAGED = Text(
    zh="文件是 UTF-8，但第 {line} 行的字节 {found} 不是完整的字；请改正该行后再运行",
    en="the file is UTF-8, but the bytes {found} in line {line} are no whole character; mend the "
    "line and run again",
)
BROKEN_OFF = Text(
    zh="运行已中断。已算完的部分留着，重新运行同一命令会接着算",
    en="The run was broken off. What is done is kept: the same command goes on from there",
)
BROKEN_OFF_WHOLE = Text(
    zh="运行已中断，没有留下半个结果；重新运行会从头算起",
    en="The run was broken off, and no half result is left: run again, it starts anew",
)
ROWS_WRONG = Text(zh="{count} 行有不能用的数", en="{count} rows hold figures that cannot be used")
