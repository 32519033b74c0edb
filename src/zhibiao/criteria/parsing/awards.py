"""Clauses that award a score: for a range of the figure, or for something said in words."""

from __future__ import annotations

import re
from fractions import Fraction

from zhibiao.criteria.parsing.amounts import DISCRETE
from zhibiao.criteria.parsing.bounds import Range, one_sided
from zhibiao.criteria.parsing.clauses import (
    AnyClause,
    Award,
    Excused,
    Gain,
    Given,
    Loss,
    Score,
    Side,
    Slope,
    State,
)
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.formulas.lines import line
from zhibiao.criteria.parsing.lists import MARKS
from zhibiao.criteria.parsing.ranges import QUALIFIED, either
from zhibiao.criteria.parsing.scores import POINTS, loss, score
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ZERO

_NAME_SIGN = phrase(r"[\u4e00-\u9fffA-Za-z、()/%./ⅠⅡⅢⅣⅤ]|PM2\.5|PM10")
_OVER_PLAN = phrase(
    r"^(?:超出|超过)(?=(?:批复|年初|项目)?(?:预算|计划|概算|定额|限额|工期|规定时间|规定时限))"
)
_CLASSES = phrase(r"(?:(?:达到|达)?(?:或|及)?(?:优于|好于)?)[ⅠⅡⅢⅣⅤ]类(?=[\u4e00-\u9fff]{2})")
_APART = phrase(r"(?<=[率度量数例]),(?=[\d≥≤<>])")
_QUALIFIED = phrase(QUALIFIED)
_LATIN = phrase(
    r"PM2\.5|PM10|20\d{2}年度?(?=[\u4e00-\u9fff])"
    r"|\d{1,2}月(?:\d{1,2}日)?(?:底|末|份|前)?(?=[\u4e00-\u9fff]{2})"
)
LONGEST_NAME = 40
# What a test, or a score, can begin with: elsewhere nothing has to be tried.
_BEGINS_TEST = frozenset(
    "0123456789+-±[(≥≤<>=百零一二三四五六七八九十有实增提上正控保维处介位在不应大高达至小低未超多突"
    "少没等为是排名列居前后末最第之区范以获取荣"
)
_BEGINS_SCORE = frozenset(
    "0123456789(可应则即直一均都统得计记赋评给打获为由酌在按以用采不零满全标分扣该本此指"
    "的者,减另再额加奖实予作百权总"
)
_LEADING = phrase(r"(?:当|如果|如|若|凡|对于|对|其中)")
_RANKS = phrase(r"(?:国家|[省市县区厅部局乡校])级?及?以上(?=[\u4e00-\u9fff])")
_AMONG = phrase(
    r"在?全?[国省市县区州]?的?\d{1,3}个[\u4e00-\u9fff]{1,5}?(?:当中|中|里|内)?,?(?=[排名位居列前后第])"
)
_MEETS = phrase(
    r",(?:(?P<either>达标|符合要求)|(?P<up>达到|完成|实现|足额完成|按计划完成|全部完成|按时完成|完成任务|达到目标|完成目标|达到要求)"
    r"|(?P<down>未超出|未超过|未突破|不超过|不超出|不突破|未超|不超|控制在内|控制在目标内|控制在目标值以内|控制在目标以内))"
    r"(?:目标值|目标|标准|要求|计划|指标值|指标)?(?:的|者)?,?"
)
_GIVEN = phrase(r"(?<![合累总统审会设估])[计记]$|(?<![取获所])得$|分值的?$")
_PER_THING = phrase(
    r"^每(?:平方公里|平方米|立方米|公里|千米|米|亩|公顷|人次|人|户|吨|千克|公斤|台|套|辆|课时|学时)(?=[\u4e00-\u9fff]{2})"
)
_MOVED_TO = phrase(r"(?:下?降|上?升|增长?|减少?)[至到]")
_EVERY_YEAR = phrase(r"(?<=[\u4e00-\u9fff]{2})每(?:年度?|半年|季度|月|周)$")
_GRADE = phrase(r"优秀?|良好?|中等?|合格|不合格|差|较差|基本合格|较好|一般|达标")
_ALL_OF = phrase(r"^各(?:项|类|级)(?=[\u4e00-\u9fff]{2})")
_OF_PLAN = phrase(r"达到?(?:设计|核定|规定|计划|额定|标准)[\u4e00-\u9fff]{1,6}$")
_PER_CASE = phrase(r"(?<=平均)每(?:例|件|次|人|户|亩|公里|吨|台|项|起)(?=[\u4e00-\u9fff]{2})")
_AIM = phrase(r"(?:控制)?(?:目标值|目标数|目标|标准|指标值|计划值|计划数|计划)$")
_TRAILING = phrase(r"(?:的|实际|应|须|需|要求)+$")
_MEANING = phrase(
    r"[每扣加但若或且]|否则|除|酌|视|(?<![平人户年日月亩])均|分别|各|同时|其中|任一"
    r"|任意|连续|且|以上|以下|以内|之间|每|得(?!分)|不足|超过|超出|低于|高于|达到|不到"
    r"|未达|含\)|为准|倍|折"
)
_NEGATED = phrase(r"[不未无非]|(?<!罚)没")
_NEGATED_NAME = phrase(
    r"(?:未完成(?:项目|事项|任务)|率|数|量|次数|件数|比例|占比|度|额|额度|时间|天数)$"
)
_ADVERB = phrase(
    r"(?:按时|及时|如期)?(?:完成)?(?:完成|办结|到位|报送|公开|整改到位|达标|完工|支付|响应|到达|受理|处置|处理|答复|回复"
    r"|办理|反馈|解决|修复|恢复|送达|交付|验收|拨付|下达|公布|公示|上报|提交|竣工|开工|发放|兑现)?(?:的|时|者|之间的)*"
)
_GRADE_WORD = phrase(
    r"[,:]?(?:为|属于|属|视为|评为|定为|评定为)?(?:优秀|良好|合格|不合格|优|良|中|差"
    r"|较好|一般|较差|达标|不达标)?(?:的|等次|档)?[,:、]?"
)
_ARROW = phrase(r"[,:、]?")
_CONDITION_END = phrase(r"的?[,:、]?(?:则|其)?(?=[^,;。:]{0,20}?每|按|在|得分=|计分=)")
_ELLIPTIC = phrase(
    r"(?:(?:较|比|与)(?:上年度?|去年|上一年度?|上期|上年同期|同期)(?:相比)?)?(?:(?P<up>超过|超出|高于|超支|大于|突破|上升|增长|增加|上涨|提高|超额|逾期|延迟|延期)"
    r"|(?P<down>低于|未达到|未达|达不到|未完成|不足|少于|减少|下降|降低|下滑)|(?P<late>(?:未|没有?|不能)(?:能)?(?:按时|按期|及时|如期|准时|按(?:规定|计划|要求|合同)?(?:时间|时限|期限|工期)?)[\u4e00-\u9fff]{0,6}?))"
    r"(?:完成)?(?:规定|批复|计划|合同|设定|既定|预算|目标)?(?:成本|支出|费用)?(?:(?:上述|该|此)?(?:范围|区间|幅度)|序时进度|时间进度|序时|基准值?|目标值|指标值|目标|标准|标准值|计划|任务|部分|要求|时限|期限|时间|工期|概算"
    r"|预算|定额|限额)?(?:的|部分|的部分)*,?(?=每|得分=|按)"
)
_OTHERWISE = phrase(
    r"(?:其他|其它|其余)(?:情况|情形|的|档次|区间|部分|名次|位次|等次|排名|情况下)*的?,?|(?:否则|反之"
    r"|不符合以上条件|均不符合|以外)的?,?|(?:未达到|达不到)(?:上述|以上|该|此)?(?:标准"
    r"|要求|比例)?的?,?|(?:不符合|不满足|未满足)(?:要求|条件|规定)?的?,?(?=(?:则|均)?(?:不[得计记给]分|[得计记]?0分))"
)

_DATE = phrase(
    r"\d{1,3}(?:个?工作日|个?自然日|日|天|个月|小时|分钟|周)(?:\(含\))?(?:之内|以内|内)|"
    r"\d{2,4}年度?|\d{1,2}月(?:\d{1,2}[日号]|底|份|末|初|中旬|上旬|下旬)?"
    r"|\d{1,2}[日号]|[1-4]季度|\(\d{2,4}\)\d{1,4}号|PM2\.5|PM10"
)
_LABEL_FORBIDDEN = phrase(
    r"[扣每≥≤<>=%±×÷;。]|加分|酌|比例|最多|最高|最低|不足(?![\u4e00-\u9fff]{2})|不足[的者一半两部]|倒扣|除外|分别|[各均]得|各$"
    r"|均$|分别|合计|累计|任意|任一|之一|以下情|下列|折|倍"
    r"|百分|视.{0,6}(?:情况|程度)|根据.{0,20}(?:程度|情况|评定|打分)|第[一二三1-9]名"
    r"|其中|区间|满分|得分|分值|分数|计分|减半|加倍|折算|另行|为准"
)
_SUMS = phrase(r"(?:^|[,、])[合共总累小]$|^(?:本项|该项|此项|指标)?(?:合|共|总|累|小)$")
_COUNTS = phrase(
    r"(?:^|发现|出现|发生|存在|有|缺少?|少|漏|受到|被[\u4e00-\u9fff]{1,6})[一1两二三\d][\u4e00-\u9fff]{1,2}(?:的|者)?,?$"
    r"|[一1两二三\d](?:次|起|例|件|宗|处|笔|人次)(?:的|者)?,?$"
)
_MARKED = phrase(MARKS)
_PERIODIC = phrase(r"每(?:半年|季度|年|月|季|周|日|天)(?!扣|加|减|[得计记]\d)")
_LABEL_END = phrase(r"(?:的|者|(?<![及按准实定同临])时)?[,:、]?$")
_TAKES = phrase(rf"(?:的|者)?,?(?:扣|扣减|扣除|减)(?P<points>\d{{1,4}}(?:\.\d{{1,4}})?){POINTS}")
_BARE = phrase(
    r"(?:优秀?|良好?|中|差|较?好|一般|较差|基本合格|不?合格|不?达标)"
    r"|[\u4e00-\u9fff、]{2,20}(?:完整|齐全|健全|规范|有效|合理|合规|及时|准确|真实|明确|清晰|到位|充分)"
)
_GIVES = phrase(
    rf"(?:的|者)?,?(?:可|另|再|额外)?(?:加分|加计|奖励|(?<!增)加)(?P<points>\d{{1,4}}(?:\.\d{{1,4}})?){POINTS}"
)
_WHICHEVER = phrase(
    r"(?<=[\u4e00-\u9fff]{4})等?(?:中)?(?:任一|任何一|任意一|之一|其中一)[种项个条]?(?:违规|违纪|违法)?"
    r"(?:情形|情况|问题|行为|现象)?(?=的|者|,|$)"
)
_ANY_ONE = phrase(
    r"(?:有|出现|存在)?(?:任一|任意一|任何一|其中一|任意|任何)[项个条种]?(?=[未不超违缺无])"
)
_UNPRICED = phrase(r"[加扣减得计记为共满高低到至过超各每分值率度数量少多占最仅约第含从,、:的]$")
_PRICED = phrase(rf"\d{{1,3}}(?:\.\d{{1,2}})?{POINTS}(?=[,;。]|$)")
_VETO = phrase(
    r"(?:的|者)?,?(?:实行|予以|按|作)?一票否决(?:,?(?:本项|该项|此项|该指标|本指标)?(?:不得分|得0分|计0分))?"
)
_EXCUSED = phrase(
    r"(?P<label>[^,;。:每]{2,60}?)(?:的|者),?(?:可|均)?(?:(?P<except>除外)|(?:不|不予|免予|免于)扣分)"
    r"(?:\((?:可)?不(?:予)?扣分\))?(?=[,;。]|$)"
)
_CAUSE = phrase(r"^(?:因|由于|遇|受)|批准|同意|不可抗力|政策|客观|自行整改|主动整改")
_CLOSING = phrase(r"的?\)")
_FIGURE_NAME = phrase(r"(?:率|度|比例|占比|比重|数|量|额|时间|天数|成本)$")
_COUNTED_NOUN = phrase(
    r"[^\d\W得计记扣加每以不未超低高达满足评按则均的之及或和与且但若]{1,6}(?=(?:的|者)?,?(?:得|计|记|不|,))"
)
LONGEST_LABEL = 90


def name_clean(name: str) -> str | None:
    """A name as it is kept, or nothing where the words say more than a name."""
    name = _QUALIFIED.sub("", name) if "(" in name else name
    name = _LEADING.sub("", name, count=1) if _LEADING.match(name) else name
    name = _TRAILING.sub("", name).strip("、,:").removeprefix("实际")
    name = _PER_THING.sub("", _EVERY_YEAR.sub("", name))
    name = _OF_PLAN.sub("", name)
    name = _ALL_OF.sub("", name) if name.endswith(("率", "比例", "度")) else name
    name = "" if _GRADE.fullmatch(name) or _MOVED_TO.fullmatch(name) else _PER_CASE.sub("", name)
    if name.count("(") != name.count(")") or _GIVEN.search(name):
        return None
    name = _OVER_PLAN.sub("超", name)
    if _MEANING.search(_CLASSES.sub("", _RANKS.sub("", name))):
        return None
    if _NEGATED.search(name) and not _NEGATED_NAME.search(name):
        return None
    return name


def award(cursor: Cursor) -> list[AnyClause]:
    """``重点支出安排率≥90%，计5分``; without a score a condition, if a step follows."""
    start = cursor.at
    other = cursor.take(_OTHERWISE)
    if other is not None:
        given = score(cursor)
        if given is not None:
            return [Award(start, cursor.at, subject="", range=Range(), score=given)]
        cursor.at = start
    elliptic = cursor.take(_ELLIPTIC)
    if elliptic is not None:
        side = Side.DOWN if elliptic["down"] else Side.UP
        return [Given(start, cursor.at, subject="", range=None, side=side)]
    cursor.take(_AMONG)
    named = cursor.at
    for begin in _starts(cursor.text, named):
        if cursor.text[begin : begin + 1] not in _BEGINS_TEST:
            continue
        cursor.at = begin
        words = cursor.text[named:begin]
        glossed = words[-1:] == "("
        subject = _glossed(words[:-1]) if glossed else name_clean(words)
        found = either(cursor) if subject is not None else ()
        if glossed and not cursor.take(_CLOSING):
            continue
        if found and subject is not None:
            made = _awarded(cursor, start, subject, found)
            if made:
                return made
    cursor.at = start
    return []


def _glossed(words: str) -> str | None:
    """The figure's name before a range in brackets, or none where a grade is explained by it.

    ``优秀（≥90%）得5分``: the range says what the word means.
    """
    name = name_clean(words)
    if name is not None and _FIGURE_NAME.search(name):
        return name
    return None if label_clean(words, listed=False) is None else ""


def _starts(text: str, start: int) -> list[int]:
    """Where the test may begin: behind every longer name, none at all included."""
    found = [start]
    at = start
    while at < len(text) and at - start < LONGEST_NAME:
        if text[at] == ":" and at > start:  # “完成率：100%得10分”
            found.append(at + 1)
            break
        if at > start and _APART.match(text, at):  # “数量完成率，100%得满分”
            found.append(at + 1)
            break
        qualified = _QUALIFIED.match(text, at) if text[at] == "(" else None
        if qualified is not None:
            start += qualified.end() - at  # it does not count for the name's length
            at = qualified.end()
            found.append(at)
            continue
        latin = _LATIN.match(text, at)
        if latin is None and not _NAME_SIGN.match(text, at):
            break
        at = latin.end() if latin else at + 1
        found.append(at)
    return found


def _awarded(cursor: Cursor, start: int, subject: str, found: tuple[Range, ...]) -> list[AnyClause]:
    if any(end.at.unit in DISCRETE for end in found[-1].ends):
        cursor.take(_COUNTED_NOUN)
    told = cursor.at
    cursor.take(_ADVERB)
    asked = cursor.at
    meets = _met(cursor, found)
    given = score(cursor) if meets is not None else None
    if meets is not None and given is not None:
        return _awards(cursor, start, _AIM.sub("", subject) or subject, (meets,), given)
    cursor.at = asked
    behind = cursor.at
    cursor.take(_GRADE_WORD)
    given = score(cursor) or loss(cursor)
    if given is not None:
        return _awards(cursor, start, subject, found, given)
    cursor.at = behind
    if len(found) > 1:
        return _outside(cursor, start, subject, found)
    if not one_sided(found[0]) and not found[0].exact:
        linear = line(cursor, found[0])
        if isinstance(linear, Score):
            return _awards(cursor, start, subject, found, linear)
        if linear:
            share = (
                "值" not in cursor.text[behind : cursor.at]
                and "线" not in cursor.text[behind : cursor.at]
            )
            return [Slope(start, cursor.at, range=found[0], share=share)]
    condition = cursor.take(_CONDITION_END)
    if condition:
        demand = "的" not in cursor.text[told : cursor.at]
        return [Given(start, cursor.at, subject=subject, range=found[0], demand=demand)]
    return []


def _outside(cursor: Cursor, start: int, subject: str, found: tuple[Range, ...]) -> list[AnyClause]:
    """``超出±5%的，每超出…``: the condition that steps count on either side of a band."""
    below, above = found[0].high, found[-1].low
    if len(found) != 2 or below is None or above is None:
        return []
    if found[0].low or found[-1].high or -below.at.value != above.at.value:
        return []
    if not cursor.take(_CONDITION_END):
        return []
    band = Range(below, above, both_signs=True)
    return [Given(start, cursor.at, subject=subject, range=band)]


def _met(cursor: Cursor, found: tuple[Range, ...]) -> Range | None:
    """``不少于4次，达到的…``, ``目标为120万元，未超出的…``: what meets the bound that was named."""
    start = cursor.at
    meets = cursor.take(_MEETS)
    one = found[0]
    if meets is None or len(found) > 1:
        cursor.at = start
        return None
    low, high = one.low, one.high
    if meets["either"]:  # which side is met, the steps say
        return one
    if one.exact:
        low, high = (low, None) if meets["up"] else (None, high)
    if (low is None) == (high is None) or (low is None) != (meets["up"] is None):
        cursor.at = start
        return None
    return Range(low, high)


def _awards(
    cursor: Cursor, start: int, subject: str, found: tuple[Range, ...], given: Score
) -> list[AnyClause]:
    return [Award(start, cursor.at, subject=subject, range=one, score=given) for one in found]


def state(cursor: Cursor, *, listed: bool) -> State | Loss | Gain | None:
    """``有提升记3分``, ``逾期的扣1分``, ``获得表彰的加1分``, ``弄虚作假的一票否决``.

    ``listed`` allows figures in the words of an entry.
    """
    start = cursor.at
    limit = min(len(cursor.text), start + LONGEST_LABEL)
    for end in range(start + 1, limit):
        sign = cursor.text[end - 1]
        if sign in ";。":
            break
        if cursor.text[end : end + 1] not in _BEGINS_SCORE:
            continue
        cursor.at = end
        priced = not _UNPRICED.search(sign) and end - start > 3 and cursor.sees(_PRICED)
        bare = (
            sign in ",:、的"
            or listed
            or priced
            or _BARE.fullmatch(cursor.text[start:end]) is not None
        )
        given = score(cursor, bare=bare)
        if given is None and cursor.take(_VETO):
            given = Score(ZERO)
        label = cursor.text[start:end]
        if given is not None:
            any_one = None if given.value else _ANY_ONE.match(label)
            if not given.value:
                label = _WHICHEVER.sub("", label)
            cleaned = label_clean(label[any_one.end() :] if any_one else label, listed=listed)
            if any_one is not None and cleaned is not None:
                cleaned = any_one[0] + cleaned
            if cleaned is None:
                break
            return State(start, cursor.at, label=cleaned, score=given)
        for words, make in ((_TAKES, Loss), (_GIVES, Gain)):
            taken = cursor.take(words)
            if taken is None:
                continue
            cleaned = None if _COUNTS.search(label) else label_clean(label, listed=listed)
            points = Fraction(taken["points"])
            if cleaned is None:
                cursor.at = start
                return None
            if make is Loss:
                return Loss(start, cursor.at, label=cleaned, deduct=points)
            return Gain(start, cursor.at, label=cleaned, points=points)
    cursor.at = start
    return None


def excused(cursor: Cursor) -> Excused | None:
    """``因政策性因素调整的除外（不扣分）``, ``经批准延期的不扣分``."""
    start = cursor.at
    found = cursor.take(_EXCUSED)
    label = None if found is None else label_clean(found["label"], listed=False)
    if found is None or label is None or not _CAUSE.search(label):
        cursor.at = start
        return None
    return Excused(start, cursor.at, label=label)


def label_clean(label: str, *, listed: bool) -> str | None:
    """The words of a state, or nothing where they hold more than a description."""
    label = _LABEL_END.sub("", label).strip(",、: ")
    if _SUMS.search(label):
        return None  # “合计5分” is no state
    told = _PERIODIC.sub("", label)
    if (
        not label
        or _MARKED.search(label)
        or _LABEL_FORBIDDEN.search(told if not listed else re.sub(r"[≥≤<>=%]", "", told))
    ):
        return None
    if label.count("(") != label.count(")"):
        return None
    if not listed and re.search(r"\d", _DATE.sub("", label)):
        return None
    return label
