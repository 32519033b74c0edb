"""What is said of a value of the wrong kind that Python code hands in."""

from zhibiao.messages import Text

WRONG_KIND = Text(
    zh="{name} 应当是{wanted}，得到的却是 {found}；{hint}",
    en="{name} must be {wanted}, and not {found}; {hint}",
)
A_NAME = Text(zh="评分办法的编号或文件路径", en="the id of a rule set or the path of its file")
A_PATH = Text(zh="文件路径", en="the path of a file")
A_TEXT = Text(zh="TOML 文字", en="TOML text")
RULES = Text(zh="评分办法", en="a rule set")
A_FORM = Text(zh="自评表", en="a form")
FIGURES = Text(zh="自评表，或按量的编号写的数", en="a form, or figures by measure id")
PLAIN_FIGURES = Text(zh="按量的编号写的数", en="figures by measure id")
A_FRAME = Text(
    zh="Polars、pandas 或 Arrow 的表",
    en="a frame of Polars, pandas or Arrow",
)
PLACES = Text(zh="按列名写的小数位数", en="numbers of decimal places by column")
UNITS = Text(zh="若干单位的数，每个单位一份", en="the figures of several units, one mapping each")
A_CARD = Text(zh="评分卡", en="a scorecard")
AN_ID = Text(zh="指标的编号", en="the id of an indicator")

GIVE_NAME = Text(
    zh='例如 zhibiao.load("cn/project/2020")', en='such as zhibiao.load("cn/project/2020")'
)
GIVE_PATH = Text(zh='例如 "自评表.docx"', en='such as "form.docx"')
GIVE_TEXT = Text(
    zh="文件请用 zhibiao.load(路径)；字节请先 .decode()",
    en="for a file use zhibiao.load(path); decode bytes first",
)
LOAD_FIRST = Text(
    zh="先用 zhibiao.load(编号或路径) 读入", en="read it first with zhibiao.load(id or path)"
)
READ_FIRST = Text(zh="先用 zhibiao.read(路径) 读入", en="read it first with zhibiao.read(path)")
GIVE_FIGURES = Text(
    zh='例如 {{"staff": 125, "posts": 109}}', en='such as {{"staff": 125, "posts": 109}}'
)
GIVE_FRAME = Text(
    zh='例如 polars.DataFrame({{"staff": [125], "posts": [109]}})',
    en='such as polars.DataFrame({{"staff": [125], "posts": [109]}})',
)
GIVE_PLACES = Text(zh='例如 {{"staff": 2}}', en='such as {{"staff": 2}}')
GIVE_UNITS = Text(
    zh='例如 [{{"staff": 12}}, {{"staff": 9}}]', en='such as [{{"staff": 12}}, {{"staff": 9}}]'
)
SCORE_FIRST = Text(
    zh="先用 zhibiao.score(评分办法, 数) 算出",
    en="make one first with zhibiao.score(rules, figures)",
)
GIVE_ID = Text(
    zh="评分卡的 scores 列出全部编号；略去则全部解释",
    en="scorecard.scores has them all; leave it out to explain every one",
)
GIVE_PATHS = Text(
    zh="几个路径请分开写：zhibiao.lint(甲, 乙)",
    en="several go one by one: zhibiao.lint(one, other)",
)
