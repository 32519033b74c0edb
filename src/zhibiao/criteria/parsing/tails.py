"""Rules about the whole score, what it is measured by, and words that say nothing."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from zhibiao.criteria.parsing.amounts import Amount, amount, counted
from zhibiao.criteria.parsing.clauses import Mark, Side, Standard, Tail
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.scores import POINTS
from zhibiao.criteria.phrases import phrase

_N = rf"(?P<points>\d{{1,4}}(?:\.\d{{1,4}})?){POINTS}"
_M = rf"(\d{{1,4}}(?:\.\d{{1,4}})?){POINTS}"
_OWN = r"(?:该项|本项|此项|该指标|本指标)?"
_Kind = Literal[
    "floor", "max-deduction", "least", "most", "bonus-cap", "capped", "reason", "interpolated",
    "and-so-on", "from-mark", "in-all",
]  # fmt: skip

_TAILS: tuple[tuple[_Kind, re.Pattern[str]], ...] = (
    ("floor", phrase(
        rf"(?:(?:以上|上述)?(?:[各两三四五六七八]项|情形|情况)?(?:合计|累计|共计|总计|共))?(?:直至|直到|至|以)?{_OWN}(?:分值|得分)?扣(?:完|光|尽)(?:{_OWN}(?:的?全部|所有)?"
r"(?:分值|分数|得分|权重分|总分|满分|(\d{1,4}(?:\.\d{1,4})?)分|分))?(?:为止|止)?"
        rf"|(?:直至|直到)?减(?:完|光|尽)(?:{_OWN}(?:分值|分数|得分))?为?止"
        rf"|(?:直至|直到|至)?(?:扣减|扣|减)(?:至|到|为)(?:0|零)分?(?:为止|为限|止)?"
        rf"|{_OWN}(?:不计|不得|不出现)负分"
rf"|(?:各项|每项|以上各项|上述各项)(?:指标|得分)?(?:均|分别|各)?扣完(?:各自|各项|该项|本项)?(?:分值|得分)?为止"
r"|不倒扣分?|最低(?:得|为|计)?0分(?!之)"
        rf"|(?:直至|直到){_OWN}不得分(?:为止)?|{_OWN}扣分不超过{_OWN}(?:分值|满分)"
    )),
    ("max-deduction", phrase(
        rf"(?:以上|上述)?(?:[各两三四五六七八]项|情形|情况)?(?:合计|累计|共|总共|{_OWN})?(?:最多|最高|至多)(?:可|只)?扣(?:除|减|分)?(?:不超过)?{_M}"
        rf"|(?:以上|上述)?(?:[各两三四五六七八]项|情形|情况)?(?:合计|累计|{_OWN})?扣分(?:上限为|以|最高不超过|最多不超过|不超过|最高"
rf"|最多){_M}(?:为限)?"
    )),
    ("bonus-cap", phrase(
        rf"(?:合计|累计)?(?:最多|最高|至多)(?:可)?加(?:分)?(?:不超过)?{_M}"
        rf"|(?:合计|累计)?加分(?:上限为|最高不超过|最多不超过|不超过|最高|最多|以){_M}(?:为限)?"
    )),
    ("least", phrase(rf"{_OWN}(?:最低|最少|至少|保底)(?:得分|得|计|记|为|不低于)?{_M}")),
    ("most", phrase(
        rf"{_OWN}(?:得分)?(?:合计|累计)?(?:最高|最多)(?:得分|得|计|记|为)?(?:不超过)?{_M}"
rf"|{_OWN}(?:得分|总分|合计|累计|总计|共计)*(?:不超过|不得超过|不高于){_M}"
        r"|(?:得分|总分|累计)*(?:超过|超出|高于)(?P<past>\d{1,4}(?:\.\d{1,4})?)分的?,?(?:均|一律)?"
        r"(?:按照?|以|计|得)(?P=past)分(?:计算|计分|计|为限|得分)?"
        rf"|以{_M}为限|(?:直至|直到)?加(?:满|至|到){_M}(?:为止)?"
    )),
    ("capped", phrase(
        r"[\u4e00-\u9fff]{0,8}(?:大于|超过)1的?,?按1(?:计算|计分|计)"
        r"|(?:完成率|比例|执行率)?超过100%的?,?(?:均)?(?:按照?|以|视为|视同)100%(?:计算"
rf"|计分|计)?|{_OWN}(?:得分)?(?:最高|最多)(?:不超过|得|为)?{_OWN}(?:满分|分值|权重分)"
        rf"|{_OWN}(?:得分)?不超过(?:满分|分值|该项分值)"
        r"|(?:完成(?:值|率|数|数量|情况)|实际(?:完成)?(?:值|数)?)?(?:超过|超出|高于|多于|超额)(?:完成)?(?:年度|年初|全年|预期|计划|绩效|既定|设定)*"
        r"(?:指标值|目标值|目标数|目标|指标|计划[值数]?|任务数?|100%|满分)?(?:的?部分)?的?,?(?:均|也|仍|一律)?"
        r"(?:不(?:再|另|予|额外|另外)?加分|不(?:再|另|予|额外|另外)?加计|(?:按|得|计|记)满分(?:计算|计分|计)?)"
        r"|(?:超过|超出|超额)(?:目标值?|计划数?)?的?部分(?:均|也)?不(?:再|另|予)?(?:计分|得分)"
        r"|超额完成的?,?(?:不加分|不再加分|不另加分|(?:也|均|仍)?(?:按|记|计|得)满分(?:计算|计分|计)?)"
        rf"|(?:得分)?(?:超过|超出|高于)(?:满分|分值|{_OWN}分值)的?,?(?:均)?(?:按照?|以|计|得)(?:满分|分值)(?:计算|计分|计)?"
        rf"|(?:完成率|比例|执行率)?超过100%的?,?(?:均)?(?:按|得|计|记)满分(?:计算|计分|计)?"
        rf"|{_OWN}得分不超过{_OWN}分值|(?:直至|直到)?(?:加|得|计)?(?:至|到)?满分?为止"
    )),
    ("reason", phrase(
        r"无(?:特殊|客观|正当|合理)(?:理由|原因)的?|(?:确有|如有|有|因)(?:特殊|不可抗力"
r"|客观|合理|正当)?(?:客观)?(?:原因|理由)(?:并说明|并作出说明|且说明)?的?,?(?:可"
r"|予以)?(?:酌情)?(?:少扣|不扣|减扣)分?"
    )),
    ("interpolated", phrase(
        r"(?:介于|处于|在)?(?:其间|中间|其余|之间|期间|区间内|介于两者之间|各点之间|两者之间|二者之间|上述区间|两点之间|相邻档次之间|相邻两档之间)"
        r"(?:的|值|部分)*,?(?:(?:按照?|用|采用|以|依)(?:下式|以下公式|下列公式|公式|如下公式)(?:计算(?:得分)?|计分|确定)?|(?=得分=)"
        r"|(?:按照?|用|采用|以|依)?"
        r"(?:(?:直线|线性)(?:内插|插值)?法?|插值法|内插法|(?:相应)?比例)(?:计算得分|计算|确定得分|确定|计分|得分|赋分|折算)?)"
    )),
    ("in-all", phrase(r"共计?(\d{1,2})[个项处家次场条][\u4e00-\u9fff]{0,5}(?=[,;。]|$)")),
    ("from-mark", phrase(
        rf"在(?:满分|(?:满分|基础分|基准分)?{_M})的?基础上,?(?=每|扣|按)"
        rf"|从{_M}(?:开始|起)扣(?:分|减)?(?=[,;。)]|$)"
    )),
    ("and-so-on", phrase(r"(?:以此|依此|依次|如此|照此)类推")),
)  # fmt: skip

_EACH = phrase(r"每[^\d,;。一二两三四五六七八九十半百]{0,20}")
_LESS = phrase(r"(?:下降|降低|低于|减少|少|超过|超出|上升|增加|提高)?(?:部分)?(?:不足|不满|未满)")
_REST = phrase(r"(?:的|部分)*,?")
_PART = phrase(r"(?:部分|一步)")
_ROUND_DOWN = phrase(r"(?:均)?(?:不予扣分|不扣分|不扣|不计算|不计扣分|不计分|不计|舍去|忽略不计)")
_IN_PROPORTION = phrase(
    r"(?:均)?(?:按照?)?(?:相应|同等)?比例(?:相应)?(?:扣减|扣分|计算|计扣|折算|扣|计)?(?:分|分数)?"
)
_AS_ONE = phrase(r"(?:也|均)?(?:按照?|计为|视同|视为|算作|算|以)")
_COUNT_IT = phrase(r"(?:计算扣分|计算|扣分|扣减|计扣|计|扣|算)?")
_WHOLE_ONLY = phrase(r"(?:只计|仅计|按)(?:整数|整)(?:步|个?百分点)?(?:计算|扣分|计)?")

_STANDARD = phrase(r"以(?:[\u4e00-\u9fff]{2,12}?(?=-?\d))?")
_STANDARD_END = phrase(
    r"(?:为|作为)(?:标准值|标准|基准值|基准|基数|目标值|目标|满分值|满分标准|参照值|参照)(?:值)?"
)
_AIM = phrase(
    r"[\u4e00-\u9fff]{0,16}?(?:目标值|目标|计划值|限额|标准)(?:为|是|=|:)(?:每[\u4e00-\u9fff]{1,3}(?=\d))?"
)
_APART = phrase(r"[;。]|,(?:实际|年末|年度|当年|项目|最终|全年)")
_STANDARD_NAME = phrase(
    r"(?:年度|年初|绩效|全年)?(?:标准值|目标值|基准值|指标值|计划值|基准|标准|目标)(?:(?:为|是|=|:)|(?=\d)|(?=[≥≤]))"
)
_BOUND = phrase(r"(?P<least>≥|>=|不低于|不少于|不小于)|≤|<=|不高于|不超过|不大于")
_STOP = phrase(r"[;。]|$|,(?![得计记不满])")
_MARK = phrase(
    rf"\(?(?:(?:[^\W\d得扣每加减按占达超]{{2,14}}(?=分值|满分|总分))?{_OWN}(?:满分|分值|总分|共计|合计|总计|共|计分)(?:为|:|=)?){_N}\)?"
)
_BASIC = phrase(rf"{_OWN}(?:基本分|基础分|起评分|基准分|底分)(?:为|:|=)?{_N}")
_FILLER = phrase(
    r"\(?(?:具体)?(?:评分|计分|扣分|得分|评价|打分|赋分)(?:标准|规则|办法|方法|细则"
    r"|说明)(?:如下|为)?\)?(?=[:,;。]|$)"
    r"|(?:按照|按|根据|依据|结合|对照|通过|以(?!上级|规定|有关|相关))[\u4e00-\u9fff]{2,16}(?:结果|数据|资料|报告|材料|记录|台账|档案|文件"
    r"|通报|排名|为依据|为准),"
    r"|(?:现场)?(?:抽查|检查|查阅|核查|查看|核实)[\u4e00-\u9fff、]{2,16},"
    r"|(?:现场|实地|随机|抽样|经|通过|按比例|组织|结合)*(?:抽查|抽取|抽样|抽检|检查|查阅|核查|查看|核实|核对|走访|查询|调阅|问卷调查|实地调研|资料核查)"
    r"(?:[^\W\d未不无没者时若如扣每超低逾缺漏发达出],?){0,18},(?=每|发现|[有无未没]|[出发]现|[按由]|综合|[\u4e00-\u9fff]{2,12}率)"
    r"|(?:项目|工程|政策)?(?:实施|建成|运行|投入使用|完工|竣工|投用)后,"
    r"|(?:截至|截止)(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?|年底|年末),"
    r"|(?:否则|反之),(?=每)|对[\u4e00-\u9fff]{2,16}(?:事项|工作|项目|任务|资金),(?=[\u4e00-\u9fff]{2,12}率)|(?:对照|参照|比照|对标)[\u4e00-\u9fff]{2,16},"
    r"|\(?(?:正向|反向|逆向|负向|定量|定性)指标\)?[,:]?|在此基础上,|以此为基础,"
    r"|[\u4e00-\u9fff()]{2,20}(?:率|比例|比重|占比"
    r"|度)=\(?[\u4e00-\u9fff()\[\]/÷+\-、]{3,60}\)?(?:×100%)?(?=[;。,]|$)"
    r"|(?:剔除|扣除|除)(?:因)?[\u4e00-\u9fff、]{2,40}(?:影响|因素|资金|项目|部分|调整|原因)(?:后|外|以外|之外),(?=[\u4e00-\u9fff]{2,12}(?:率|比例|占比)(?:[≥≤<>达控在不]|小于|大于))"
    r"|(?:以下|下列)(?:[二三四五六七八九十]|\d{1,2})(?:[项点条]|个方面)(?:要求|内容|要点|条件)?,(?=每)"
    r"|(?:以上|上述)(?:[一二三四五六七八九十]|\d{1,2})(?:个?(?:要点|要求|条件|方面|指标)|[项点条个])(?:要求|内容|要点|条件|指标)?(?:中)?,(?!每项|各|[得计记])"
    r"|(?:符合|满足|达到)要求的?,?(?:则)?(?:按照?|得|计)(?:各项|各自|相应|对应|其|该项)*(?:所占|对应)?的?权重(?:计分|得分|计算得分|赋分|分值|分)(?=[;。,]|$)"
    r"|(?:评价|考核|评分)要点(?=:)|计算公式(?=:)|其中(?=[,:])|说明(?=:)|注(?=:)"
)


def tail(cursor: Cursor) -> Tail | None:
    """A rule about the whole, perhaps in brackets."""
    start = cursor.at
    opened = cursor.take(phrase(r"\("))
    found = _partial(cursor, start) or _listed(cursor, start)
    if found is not None and opened and not cursor.take(phrase(r"\)")):
        found = None
    if found is None:
        cursor.at = start
    return found


def _listed(cursor: Cursor, start: int) -> Tail | None:
    for kind, words in _TAILS:
        found = cursor.take(words)
        if found is None or found.end() == found.start():
            continue
        value = next((Fraction(written) for written in found.groups() if written), None)
        return Tail(start, cursor.at, kind=kind, value=value)
    return None


def _partial(cursor: Cursor, start: int) -> Tail | None:
    """What a part of a step counts for."""
    if cursor.take(_WHOLE_ONLY):
        return Tail(start, cursor.at, kind="whole")
    behind = cursor.at
    if not cursor.take(_LESS):
        return None
    size = counted(cursor)
    if size is None and not cursor.take(_PART):
        cursor.at = behind
        return None
    cursor.take(_REST)
    if cursor.take(_ROUND_DOWN):
        if size is not None and not _stepped_by(cursor.text[:start], size):
            cursor.at = behind  # “不足75%不计分” is a bound of the figure
            return None
        return Tail(start, cursor.at, kind="whole", size=size)
    if cursor.take(_IN_PROPORTION):
        return Tail(start, cursor.at, kind="prorated", size=size)
    if cursor.take(_AS_ONE):
        one = counted(cursor)
        cursor.take(_COUNT_IT)
        if one is not None and (size is None or _same(one, size)):
            return Tail(start, cursor.at, kind="started", size=one)
    cursor.at = behind
    return None


def _stepped_by(before: str, size: Amount) -> bool:
    """Whether some ``每…`` before has a step of that size, so that a part of it is meant."""
    for each in _EACH.finditer(before):
        step = counted(Cursor(before, each.end()))
        if step is not None and step.value == size.value:
            return True
    return False


def _same(one: Amount, other: Amount) -> bool:
    return (one.value, one.unit) == (other.value, other.unit)


def standard(cursor: Cursor) -> Standard | None:
    """``以100%为标准``, ``目标值为95%``."""
    start = cursor.at
    if cursor.take(_STANDARD):
        at = amount(cursor)
        if at is not None and cursor.take(_STANDARD_END):
            return Standard(start, cursor.at, at=at)
    cursor.at = start
    named = cursor.take(_STANDARD_NAME)
    if named is not None:
        sign = cursor.take(_BOUND)
        at = amount(cursor)
        linked = named[0][-1] in "为是=:"
        side = None if sign is None else Side.DOWN if sign["least"] else Side.UP
        if at is not None and ((linked and not sign) or cursor.sees(_STOP)):
            return Standard(start, cursor.at, at=at, side=side)
    cursor.at = start
    if cursor.take(_AIM):  # “成本控制目标为120万元，实际成本…”
        at = amount(cursor)
        if at is not None and cursor.sees(_APART):
            return Standard(start, cursor.at, at=at)
    cursor.at = start
    return None


def mark(cursor: Cursor) -> Mark | None:
    """``满分5分``, ``基本分8分``."""
    start = cursor.at
    for words, basic in ((_MARK, False), (_BASIC, True)):
        found = cursor.take(words)
        if found is not None:
            return Mark(start, cursor.at, value=Fraction(found["points"]), basic=basic)
    return None


_THING = (
    r"(?:事项|项目|成果|单位|奖项|荣誉|表彰|内容|活动|信息|稿件|文章|篇目|问题|事件|人员|事故"
    r"|情况|典型|经验|做法)"
)
_ONCE = (
    rf"(?:(?:同一|同类|相同|多次|多项|同时)(?:获得|获|被|受)?(?:多个|多级|多次|不同)?{_THING}?(?:的|只|仅|获得多次)?,?)?"
    r"(?:(?:按照?|以|取|就)(?:最高|就高|最高一)(?:级别|等次|等级|奖项|档次|分值|分数|得分|分|一次|一级|项|层次|级)?"
    r"(?:计算得分|计分|计算|计|得分|记分|为准|加分|评分|一次)?|就高不就低|就高(?:计分|计算|得分|计))"
)
_NOT_TWICE = (
    rf"(?:(?:同一|同类|相同){_THING}?)?(?:均)?不(?:重复|累计|叠加|累加|兼得|得重复|再重复)(?:计分"
    rf"|计算|加分|得分|扣分|记分|计)?"
)
_PROOF = (
    r"(?:具体)?(?:均)?以(?!上级|规定|有关|相关)[\u4e00-\u9fff、]{2,20}(?:文件|证书|通知|报告|数据|结果|通报|材料|台账"
    r"|记录|资料|批复|凭证)(?:数据|结果)?为(?:准|依据)"
)
_REMARK = phrase(
    rf"\((?:{_ONCE}|{_NOT_TWICE}|{_PROOF}|下同)(?:[,;、](?:{_ONCE}|{_NOT_TWICE}|{_PROOF}))*。?\)"
    rf"|(?:{_ONCE}|{_NOT_TWICE}|{_PROOF})(?=[,;。)]|$)"
)


_MET = r"(?:符合|达到|满足|做到|具备|达标|完成)"
_CLOSES = phrase(
    rf"(?:(?:以上|上述)?(?:[各每]一?项|各要点|要点|内容|要素|指标)?(?:均|凡)?){_MET}(?:(?:以上|上述|各项|该项|相应)?(?:要求|条件|标准|要点))?的?,?(?:则|可|即)?"
    r"(?:[得计记](?:该项|各项|各自|相应|对应|其|所占)+的?(?:比例|权重)?的?(?:分值|分数|权重分|得分|权重|分)|得分(?=[,;]))"
    rf"(?:[,;](?:否则|反之|(?:不|未|没有){_MET}(?:要求|条件|标准)?的?),?(?:则|即|该项|该要点|相应|均)*(?:不[得计记]分|[得计记]0分))?(?=[;。]|$)"
)
_CLOSING_BEGINS = frozenset("符达满做具完以上各每要内指均凡")
_OTHER_RULE = phrase(r"[扣每]|插值|比例[得计]|酌")


def _closing(cursor: Cursor) -> bool:
    """``符合的得相应分值，不符合不得分`` behind entries with scores of their own.

    Beside steps and shares it would contradict them, and is not passed over.
    """
    start = cursor.at
    if cursor.text[start : start + 1] not in _CLOSING_BEGINS:
        return False
    sees = any(word in cursor.text for word in ("相应", "对应", "该项", "各", "得分,不", "得分,否"))
    found = cursor.take(_CLOSES) if sees else None
    if found is None:
        return False
    text = cursor.text
    if start and not _OTHER_RULE.search(text[:start]) and not _OTHER_RULE.search(text[cursor.at :]):
        return True
    cursor.at = start
    return False


def filler(cursor: Cursor) -> bool:
    """``评分标准：`` and its like, which say nothing; ``（同一事项不重复计分）``."""
    return (cursor.take(_FILLER) or cursor.take(_REMARK)) is not None or _closing(cursor)
