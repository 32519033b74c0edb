"""Places of a ranking as ranges: ``第1-3名``, ``前3名``, ``第10名以后``, ``后2位``."""

from __future__ import annotations

from zhibiao.criteria.parsing.amounts import Amount, amount, numeral
from zhibiao.criteria.parsing.bounds import End, Firmness, Range, inclusion, ranged
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.phrases import phrase

_DASH = phrase(r"-{1,2}|~|至|到")
_FIRST = phrase(r"(?:排名?|名列|位列|位居|居|列)?(?:在)?前(?=[\d一二三四五六七八九十])")
_LAST = phrase(
    r"(?:排名?|名列|位列|位居|居|列)?(?:在)?(?:后|末|最后)(\d{1,2}|[一二两三四五六七八九十])(?:名|位)"
)
_AMONG = phrase(
    r"(\d{1,3})个(?:市州|州市|地市|市县|县市区|县市|县区|区县|市|县|区|乡镇|镇街|街道|部门|单位|省份|省)"
)
_PLACE = phrase(
    r"(?:排名?|名列|位列|位居|居|列|获得?|取得|荣获)?(?:在|为)?第(?=[\d一二三四五六七八九十])"
    r"|(?:排名?|名列|位列)(?:在|为)?(?=\d{1,3}(?:名|位)?[-至到~])|(?=[一二三四五六七八九十]{1,3}(?:(?:名|位)?[-至到~]|(?:名|位)(?:及)?(?:以后|之后|以外|开外|以下)))"
)
_ORDINAL = phrase(r"(\d{1,3}|[一二三四五六七八九十]{1,3})(?:名|位)?(?![等档类级批阶梯季])")
_BEHIND = phrase(r"(?P<with>及)?(?:以后|之后|以外|开外)(?:的)?|(?P<below>及?以下)")


def placed(cursor: Cursor) -> Range | None:
    """``第1-3名``, ``第10名以后``, ``前3名``, ``前30%``, ``60%以后``."""
    if cursor.take(_FIRST):
        share = amount(cursor) or _ordinal(cursor)
        if share is None or not share.value or share.unit not in ("%", "名", "位"):
            return None
        at = share if share.unit == "%" else Amount(share.value, "名")
        said = inclusion(cursor)
        return Range(high=End(at, said is not False))
    hindmost = cursor.take(_LAST)
    if hindmost is not None:  # “后2位” of 14 begin with the thirteenth
        among = _AMONG.search(cursor.text)
        count = numeral(hindmost[1])
        if among is None or count is None or not 0 < count < int(among[1]):
            return None
        return Range(low=End(Amount(int(among[1]) - count + 1, "名"), closed=True))
    if not cursor.take(_PLACE):
        share = amount(cursor)
        ranked = share is not None and share.unit in ("%", "名", "位")
        behind = cursor.take(_BEHIND) if ranked else None
        if share is None or behind is None or behind["below"]:
            return None
        return Range(low=End(share, behind["with"] is not None))
    first = _ordinal(cursor)
    if first is None:
        return None
    if cursor.take(_DASH):
        cursor.take(_PLACE)
        last = _ordinal(cursor)
        return None if last is None else ranged(End(first, closed=True), End(last, closed=True))
    behind = cursor.take(_BEHIND)
    if behind is None:
        return Range(End(first, closed=True), End(first, closed=True), exact=True)
    if behind["below"]:
        return Range(low=End(first, behind["below"] == "及以下", Firmness.USUAL))
    if behind["with"]:
        return Range(low=End(first, closed=True))
    return Range(low=End(first, closed=False, firm=Firmness.USUAL))


def _ordinal(cursor: Cursor) -> Amount | None:
    found = cursor.take(_ORDINAL)
    value = numeral(found[1]) if found is not None else None
    return None if value is None else Amount(value, "名")
