"""Clauses that award a score: for a range of the figure, or for something said in words."""

from __future__ import annotations

import re
from fractions import Fraction

from zhibiao.criteria.parsing.clauses import Award, Entry, Given, Loss, Side, State
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.ranges import Range, test
from zhibiao.criteria.parsing.scores import POINTS, score

_NAME_SIGN = re.compile(r"[\u4e00-\u9fffA-Za-z、()/%./]|PM2\.5|PM10")
_LATIN = re.compile(r"PM2\.5|PM10")
LONGEST_NAME = 40
_LEADING = re.compile(r"(?:当|如果|如|若|凡|对于|对|其中)")
_TRAILING = re.compile(r"(?:的|实际|应|须|需|要求)+$")
_MEANING = re.compile(
    r"[每扣加但若或且]|否则|除|酌|视|(?<![平人户年日月亩])均|分别|各|同时|其中|任一"
    r"|任意|连续|且|以上|以下|以内|之间|每|得(?!分)|不足|超过|超出|低于|高于|达到|不到"
    r"|未达|含\)|为准|倍|折"
)
_NEGATED = re.compile(r"[不未无非]|(?<!罚)没")
_NEGATED_NAME = re.compile(r"(?:率|数|量|次数|件数|比例|占比|度|额|额度|时间|天数)$")
_ADVERB = re.compile(
    r"(?:按时|及时|如期)?(?:完成|办结|到位|报送|公开|整改到位|达标|完工|支付)?(?:的|时|者|之间的)*"
)
_GRADE_WORD = re.compile(
    r"[,:]?(?:为|属于|属|视为|评为|定为|评定为)?(?:优秀|良好|合格|不合格|优|良|中|差"
    r"|较好|一般|较差|达标|不达标)?(?:的|等次|档)?[,:、]?"
)
_ARROW = re.compile(r"[,:、]?")
_CONDITION_END = re.compile(r"的?[,:、]?(?:则|其)?(?=[^,;。:]{0,20}?每|按|在|得分=|计分=)")
_ELLIPTIC = re.compile(
    r"(?:(?P<up>超过|超出|高于|超支|大于)|(?P<down>低于|未达到|未达|达不到|未完成|不足|少于|减少))"
    r"(?:目标值|指标值|目标|标准|标准值|计划|任务|部分|要求)?(?:的|部分|的部分)*,?(?=每)"
)
_OTHERWISE = re.compile(
    r"(?:其他|其它|其余)(?:情况|情形|的|档次|区间|部分)*的?,?|(?:否则|反之"
    r"|不符合以上条件|均不符合|以外)的?,?|(?:未达到|达不到)(?:上述|以上|该|此)?(?:标准"
    r"|要求|比例)?的?,?"
)

_DATE = re.compile(
    r"\d{2,4}年度?|\d{1,2}月(?:\d{1,2}[日号]|底|份|末|初|中旬|上旬|下旬)?"
    r"|\d{1,2}[日号]|[1-4]季度|\(\d{2,4}\)\d{1,4}号|PM2\.5|PM10"
)
_LABEL_FORBIDDEN = re.compile(
    r"[扣每≥≤<>=%±×÷;。]|加分|酌|比例|最多|最高|最低|不足|倒扣|除外|分别|[各均]得|各$"
    r"|均$|分别|合计|累计|任意|任一|之一|以下情|下列|折|倍"
    r"|百分|视.{0,6}(?:情况|程度)|根据.{0,20}(?:程度|情况|评定|打分)|第[一二三1-9]名"
    r"|其中|区间|满分|得分|分值|分数"
)
_LABEL_END = re.compile(r"(?:的|者|时)?[,:、]?$")
_TAKES = re.compile(
    rf"(?:的|者)?,?(?:扣|扣减|扣除|减)(?P<points>\d{{1,4}}(?:\.\d{{1,4}})?){POINTS}"
)
LONGEST_LABEL = 90


def name_clean(name: str) -> str | None:
    """A name as it is kept, or nothing where the words say more than a name."""
    name = _LEADING.sub("", name, count=1) if _LEADING.match(name) else name
    name = _TRAILING.sub("", name).strip("、,:")
    if name.count("(") != name.count(")"):
        return None
    if _MEANING.search(name):
        return None
    if _NEGATED.search(name) and not _NEGATED_NAME.search(name):
        return None
    return name


def award(cursor: Cursor) -> Award | Given | None:
    """``重点支出安排率≥90%，计5分``; without a score a condition, if a step follows."""
    start = cursor.at
    other = cursor.take(_OTHERWISE)
    if other is not None:
        given = score(cursor)
        if given is not None:
            return Award(start, cursor.at, subject="", range=Range(), score=given)
        cursor.at = start
    elliptic = cursor.take(_ELLIPTIC)
    if elliptic is not None:
        side = Side.UP if elliptic["up"] else Side.DOWN
        return Given(start, cursor.at, subject="", range=None, side=side)
    for begin in _starts(cursor.text, start):
        cursor.at = begin
        subject = name_clean(cursor.text[start:begin])
        found = test(cursor) if subject is not None else None
        if found is not None and subject is not None:
            made = _awarded(cursor, start, subject, found)
            if made is not None:
                return made
    cursor.at = start
    return None


def _starts(text: str, start: int) -> list[int]:
    """Where the test may begin: behind every longer name, none at all included."""
    found = [start]
    at = start
    while at < len(text) and at - start < LONGEST_NAME:
        if text[at] == ":" and at > start:  # “完成率：100%得10分”
            found.append(at + 1)
            break
        latin = _LATIN.match(text, at)
        if latin is None and not _NAME_SIGN.match(text, at):
            break
        at = latin.end() if latin else at + 1
        found.append(at)
    return found


def _awarded(cursor: Cursor, start: int, subject: str, found: Range) -> Award | Given | None:
    cursor.take(_ADVERB)
    behind = cursor.at
    cursor.take(_GRADE_WORD)
    given = score(cursor)
    if given is not None:
        return Award(start, cursor.at, subject=subject, range=found, score=given)
    cursor.at = behind
    if cursor.take(_CONDITION_END):
        return Given(start, cursor.at, subject=subject, range=found)
    return None


def state(cursor: Cursor, *, listed: bool) -> State | Loss | None:
    """``有提升记3分``, ``逾期的扣1分``; ``listed`` allows figures in the words of an entry."""
    start = cursor.at
    limit = min(len(cursor.text), start + LONGEST_LABEL)
    for end in range(start + 1, limit):
        sign = cursor.text[end - 1]
        if sign in ";。":
            break
        cursor.at = end
        bare = cursor.text[end - 1] in ",:、的" or listed
        given = score(cursor, bare=bare)
        label = cursor.text[start:end]
        if given is not None:
            cleaned = label_clean(label, listed=listed)
            if cleaned is None:
                break
            return State(start, cursor.at, label=cleaned, score=given)
        taken = cursor.take(_TAKES)
        if taken is not None:
            cleaned = label_clean(label, listed=listed)
            if cleaned is None:
                break
            return Loss(start, cursor.at, label=cleaned, deduct=Fraction(taken["points"]))
    cursor.at = start
    return None


def label_clean(label: str, *, listed: bool) -> str | None:
    """The words of a state, or nothing where they hold more than a description."""
    label = _LABEL_END.sub("", label).strip(",、: ")
    if not label or _LABEL_FORBIDDEN.search(
        label if not listed else re.sub(r"[≥≤<>=%]", "", label)
    ):
        return None
    if label.count("(") != label.count(")"):
        return None
    if not listed and re.search(r"\d", _DATE.sub("", label)):
        return None
    return label


_ENTRY = re.compile(r"(?P<label>[^;。]{2,120})(?:[;。]|$)")
_POINTS_WORD = re.compile(r"分(?![配析类工解管级区划散公批局别布支红包])")


def entry(cursor: Cursor) -> Entry | None:
    """A requirement without a score: ``②资产配置合理；``."""
    start = cursor.at
    found = cursor.take(_ENTRY)
    if found is None:
        return None
    label = found["label"]
    rest = re.sub(r"部分|充分|百分之|百分比|十分|区分|划分|成分", "", label)
    if re.search(r"[扣]|加分|得分|酌|不得分", label) or _POINTS_WORD.search(rest):
        cursor.at = start
        return None
    return Entry(start, found.end("label"), label=label)
