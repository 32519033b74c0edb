"""Lists: requirements without a score of their own, and scores for how many of them hold."""

from __future__ import annotations

import re
from fractions import Fraction

from zhibiao.criteria.parsing.amounts import amount, numeral
from zhibiao.criteria.parsing.clauses import AnyClause, Case, Entry, Goal, Held, Score, State
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.scores import score
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ZERO

MARKS = r"[①-⑳⑴-⒇⒈-⒛㈠-㈩]|\(\d{1,2}\)|\([一二三四五六七八九十]{1,2}\)"
_ENTRY = phrase(rf"(?P<label>[^;。]{{2,120}}?)(?:[;。]|$|(?=[,、:](?:{MARKS})))")
_WEIGHTED = phrase(r"(?P<name>.{2,110}?)\((?:权重|占比)?(?P<weight>\d{1,2}(?:\.\d)?)%\)")
_ASKED = phrase(
    r"(?P<name>.{2,90}?)(?P<open>\()?(?:[是有]|符合|达到|满足)的?[,:]?[得计记]?(?P<points>\d{1,3}(?:\.\d{1,2})?)分[,;、/]"
    r"(?:[否无]|没有|不是|不符合|未达到|不满足|反之|否则)的?[,:]?(?:[得计记]?0分|不[得计记]分)(?(open)\))"
)
_POINTS_WORD = phrase(r"分(?![配析类工解管级区划散公批局别布支红包])")


def entry(cursor: Cursor) -> Entry | State | None:
    """A requirement without a score: ``②资产配置合理；``; with its weight, ``（40%）``, a state."""
    start = cursor.at
    found = cursor.take(_ENTRY)
    if found is None:
        return None
    label = found["label"]
    asked = _ASKED.fullmatch(label)
    if asked is not None and not re.search(r"[扣每\d%]", asked["name"]):
        score = Score(Fraction(asked["points"]))
        name = asked["name"].rstrip(",:")
        return State(start, found.end("label"), label=name, score=score)
    weighted = _WEIGHTED.fullmatch(label)
    if weighted is not None and not re.search(r"[\d扣%]", weighted["name"]):
        score = Score(Fraction(weighted["weight"]) / 100, share=True)
        return State(start, found.end("label"), label=weighted["name"], score=score)
    rest = re.sub(r"部分|充分|百分之|百分比|十分|区分|划分|成分", "", label)
    letters = re.findall(r"[\u4e00-\u9fffA-Za-z]", label)
    if (
        len(letters) < 2
        or re.search(r"[扣]|加分|得分|酌|不得分|减半|加倍", label)
        or _POINTS_WORD.search(rest)
    ):
        cursor.at = start
        return None
    return Entry(start, found.end("label"), label=label)


_COUNT = r"(?P<n>[一二两三四五六七八九十]|\d{1,2})"
_KIND = r"(?:项|个|条|点|方面)(?:评价)?(?:要求|条件|内容|要素|要点|指标|标准|制度|情形)?"
_DONE = r"(?:做到|符合|满足|具备|达到|完成|达标|落实|合格)"
_SCOPE = r"(?:以下|下列|下述|以上|上述)"
_ALL = phrase(
    rf"(?:{_SCOPE}?(?:{_COUNT}{_KIND}|各项|所有{_KIND}?|全部{_KIND}?)(?:均|全部|都|同时|全)?{_DONE}"
    r"|(?:同时|全部|均|都|全)(?:做到|符合|满足|具备))(?:的?要求|到位|了)?"
    rf"(?:{_SCOPE}(?:(?P<m>[二两三四五六七八九十]|\d{{1,2}})|全部|所有|各)?(?:项|个|条)?(?:条件|要求|要点|内容|情形|标准))?(?:的|者)?,?"
)
_SOME = phrase(
    rf"(?:仅|只)?(?P<how>{_DONE}|有|缺少|缺|少)(?:其中|上述|以上)?的?(?:任意|任何)?{_COUNT}{_KIND}"
    rf"(?:{_DONE})?(?P<more>(?:及|或)?以上)?(?:要求)?(?:的|者)?,?"
)
_ANY = phrase(
    rf"{_DONE}{_SCOPE}(?:条件|要求|情形|情况|内容|要点|标准)?(?:之一|(?:任意?|其中)一[项个条])(?:的|者)?,?"
)
_AMISS = phrase(
    rf"(?:若|如|凡)?(?:出现|存在|发生|具有|有){_SCOPE}(?:违规|违纪|违法|禁止|负面)?(?:情形|情况|问题|行为|现象)(?:之一|(?:中)?(?:的)?(?:任意?|任何|其中)一[项个条种])(?:的|者)?,?"
)
_NONE_AMISS = phrase(
    rf"(?:均|都)?(?:未|没有|不)(?:出现|存在|发生)(?:{_SCOPE}(?:情形|情况|问题|行为|现象))?(?:的|者)?,?"
)
_MISS = phrase(
    rf"(?:若|如)?(?:只要)?(?:有|任意|任何|其中|出现)*{_COUNT}[项个条](?P<more>(?:及|或)?以上)?(?:要求|条件|内容)?"
    rf"(?:不|未|没有|未能|没){_DONE}(?:到|要求|条件)?(?:的|者)?,?(?:则|即|均)?"
)
_EACH_SHARE = phrase(
    rf"{_SCOPE}?(?P<whole>{_COUNT}){_KIND}(?:,)?(?:各|每项|每个)(?:占|计|得)?(?:(?:该项|本项)?(?:分值|权重|满分)的)?"
    rf"(?P<share>1/\d{{1,2}}|[二三四五六七八九十]分之一|\d{{1,2}}(?:\.\d{{1,2}})?%|\d{{1,2}}(?:\.\d{{1,2}})?分)(?:的)?(?:权重分值|权重分|权重|分值|分数|分)?,?"
    rf"(?:(?:每)?{_DONE}(?:(?:一|1)项|要求|标准)?(?:的|者)?,?(?:即|则|可)?得(?:相应|对应)?(?:权重)?(?:分值|分数|分),?)?(?:(?:否则|不{_DONE}(?:要求)?的?|未{_DONE}的?),?不得分)?(?=[,;。:]|$)"
)
_NO = phrase(
    rf"(?:{_COUNT}{_KIND}|以上)?(?:均|都|全部)(?:未|不|没有?){_DONE}(?:到|要求)?(?:的|者)?,?"
)


def _amiss(cursor: Cursor) -> Held | None:
    """``出现下列情形之一的不得分``, ``未出现的得满分``: the entries are faults."""
    start = cursor.at
    for words, count in ((_AMISS, 1), (_NONE_AMISS, 0)):
        given = score(cursor) if cursor.take(words) else None
        if given is not None and given.low is None and bool(given.value) is (count == 0):
            more = count > 0
            return Held(start, cursor.at, count=count, score=given, more=more, amiss=True)
        cursor.at = start
    return None


def held(cursor: Cursor) -> Held | None:
    """``四项均做到得4分``, ``做到三项得3分``, ``同时满足以下条件的得2分``."""
    start = cursor.at
    amiss = _amiss(cursor)
    if amiss is not None:
        return amiss
    for words, kind in (
        (_MISS, "miss"),
        (_ANY, "any"),
        (_ALL, "all"),
        (_NO, "none"),
        (_SOME, "some"),
    ):
        found = cursor.take(words)
        given = score(cursor) if found is not None else None
        if found is None or given is None or given.low is not None:
            cursor.at = start
            continue
        if kind == "all":
            stated = found["n"] or found["m"]
            whole = None if stated is None else numeral(stated)
            return Held(
                start,
                cursor.at,
                count=None,
                score=given,
                whole=None if whole is None else int(whole),
            )
        value = numeral(found["n"]) if kind in ("miss", "some") else None
        if kind == "miss" and value is not None:
            more = found["more"] is not None or not given.value
            count = int(value)
            return Held(start, cursor.at, count=count, score=given, missing=True, more=more)
        if kind == "any":
            return Held(start, cursor.at, count=1, score=given, more=True)
        if kind == "none":
            return Held(start, cursor.at, count=0, score=given)
        if value is None:
            break
        missing = found["how"] in ("缺少", "缺", "少")
        more = found["more"] is not None
        return Held(start, cursor.at, count=int(value), score=given, missing=missing, more=more)
    cursor.at = start
    return None


_EQUAL = phrase(
    rf"(?:{_SCOPE})?(?:各|每)一?(?:[项条个点]|要点|指标)?(?:评价)?(?:要点|内容|指标|要求|条件)?(?:的)?(?:分值|分数|权重)"
    r"(?:均等|相等|相同|均分|平均分配|平均|等权)"
)
_EACH_OF = phrase(
    rf"(?:(?:{_SCOPE})?(?:每一?|各)[项条个点](?:评价)?(?:要点|内容|要素|指标|要求|条件)?(?:各|均|分别)?占|{_SCOPE}(?:评价)?(?:要点|内容|要素|指标|要求|条件)(?:各|均|分别)占|各(?:要点|要素|内容)?(?:各|均)?占)(?:该项|本项|此项)?(?:分值|权重|总分|满分)?的?"
    r"(?P<share>1/\d{1,2}|[二三四五六七八九十]分之一|\d{1,2}(?:\.\d{1,2})?%)的?(?:权重分值|权重分|权重|分值|分数|分)?"
)
_EARNS = phrase(
    rf"(?:[,;]?(?:每)?{_DONE}(?:[一1][项个条点])?(?:该|相应)?(?:要点|条件)?(?:要求|的)*(?:者)?,?(?:即|则|可)?(?:得|计)(?:[一1][项个条点]|相应|对应|该项)?(?:权重)?的?(?:分值|分数|分))?"
    rf"(?:[,;]?(?:否则|(?:不|未){_DONE}(?:该|相应)?(?:要点|条件)?(?:要求)?(?:的|者)?),?(?:则)?(?:不得分|不计分|得0分))?(?=[,;。:]|$)"
)
_ONE_DONE = phrase(
    rf"每?(?:{_DONE}|建立|开展)(?:其中)?[一1][项个条](?:要求)?(?:的|者)?,?(?:得|计|记)(?P<points>\d{{1,3}}(?:\.\d{{1,2}})?)分(?=[,;。]|$)"
)
_EACH_POINTS = phrase(
    rf"(?:{_SCOPE})?(?:各项|每一?[项条个点])(?:要点|内容|指标|要求|条件)?(?:各)?(?:占|计|得|为)?"
    rf"(?P<points>\d{{1,3}}(?:\.\d{{1,2}})?)分(?:,?(?:共计|合计|满分|共)(?:{_COUNT}[项个条点]|(?P<sum>\d{{1,3}}(?:\.\d{{1,2}})?)分))?"
    rf"(?:,?{_DONE}(?:要求)?(?:的|者)?,?(?:即|则|可)?得(?:相应|对应|该项)?(?:分值|分数|分))?(?=[,;。:]|$)"
)


def _alike_in_points(cursor: Cursor) -> Case | None:
    """``每项1分，共5项``."""
    start = cursor.at
    done = cursor.take(_ONE_DONE)
    if done is not None:
        gain = Fraction(done["points"])
        return Case(start, cursor.at, noun="", deduct=-gain, earned=True, unit="项")
    found = cursor.take(_EACH_POINTS)
    if found is None:
        return None
    gain = Fraction(found["points"])
    whole = numeral(found["n"]) if found["n"] else None
    if found["sum"] and gain:
        whole = Fraction(found["sum"]) / gain
    unit = "项" if whole is None else ""
    return Case(
        start, cursor.at, noun="", deduct=-gain, earned=True, size=whole or Fraction(1), unit=unit
    )


def each_alike(cursor: Cursor) -> Case | None:
    """``以上四项各占1/4权重分，符合即得分``: every entry of the list earns the same."""
    for form in (_alike_in_points, _alike_in_shares, _alike_unsaid):
        found = form(cursor)
        if found is not None:
            return found
    return None


def _alike_unsaid(cursor: Cursor) -> Case | None:
    """``各项分值相等``, ``每个要点占25%权重``: their number is that of the list."""
    start = cursor.at
    found = cursor.take(_EACH_OF)
    value = ZERO if found is None else share_of(found["share"])
    if (found is None and cursor.take(_EQUAL) is None) or cursor.take(_EARNS) is None:
        cursor.at = start
        return None
    return Case(start, cursor.at, noun="", deduct=-value, earned=True, share=True, unit="项")


def share_of(written: str) -> Fraction:
    """``25%``, ``1/4`` or ``四分之一`` as a number."""
    if written.endswith("%"):
        return Fraction(written[:-1]) / 100
    if written.endswith("分之一"):
        return 1 / (numeral(written[: -len("分之一")]) or Fraction(1))
    return Fraction(written)


def _alike_in_shares(cursor: Cursor) -> Case | None:
    start = cursor.at
    found = cursor.take(_EACH_SHARE)
    if found is None:
        return None
    written = found["share"]
    whole = numeral(found["n"])
    share = not written.endswith("分")
    value = share_of(written) if share else Fraction(written.removesuffix("分"))
    if whole is None or not value or (share and value * whole != 1):
        cursor.at = start
        return None
    return Case(start, cursor.at, noun="", deduct=-value, earned=True, share=share, size=whole)


_NAMES = phrase(
    rf"(?P<names>[^,;。:\d每扣%]{{4,120}}?)(?:等|,|,?共|,?以上|,?上述)?{_COUNT}{_KIND}(?:中)?,?"
    r"(?=每|[一二三四五六七八九十\d]|均|全部|都|同时|缺)"
)

_PLAIN_NAMES = phrase(
    rf"(?P<names>[^,;。:\d每扣%、]{{2,20}}(?:、(?:[^,;。:\d每扣%、]{{2,20}}|[A-Z])){{1,8}}),"
    rf"(?=每?(?:{_DONE}|建立|开展)(?:其中)?[一1][项个条](?:要求)?(?:的|者)?,?[得计记]\d)"
)


def enumerated(cursor: Cursor) -> list[AnyClause]:
    """``制度健全、程序规范、资料齐全，三项要求`` (``每缺一项扣1分`` follows)."""
    start = cursor.at
    plain = cursor.take(_PLAIN_NAMES)
    if plain is not None:
        labels = plain["names"].split("、")
        return [Entry(start, plain.end("names"), label=label) for label in labels]
    found = cursor.take(_NAMES)
    labels = [] if found is None else found["names"].strip("、").split("、")
    if found is None or len(labels) < 2 or numeral(found["n"]) != len(labels) or not all(labels):
        cursor.at = start
        return []
    return [Entry(start, found.end("names"), label=label) for label in labels]


_GOAL = phrase(
    r"(?P<subject>[\u4e00-\u9fff、]{2,24}?)(?P<at>\d{1,9}(?:\.\d{1,4})?(?:%|[\u4e00-\u9fff㎡]{1,4}))"
    r"(?=[,;。])"
)


def goal(cursor: Cursor) -> Goal | None:
    """``新建农村公路50公里，``: the target, before the rule that uses it."""
    start = cursor.at
    found = cursor.take(_GOAL)
    if found is not None and not _NO_GOAL.search(found["subject"]):
        inner = Cursor(found["at"])
        at = amount(inner)
        if at is not None and at.unit and inner.done:
            return Goal(start, cursor.at, subject=found["subject"], at=at)
    cursor.at = start
    return None


_NO_GOAL = phrase(r"[每扣加减得低高超]|不|未|以|达到|至")
