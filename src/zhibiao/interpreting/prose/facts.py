"""Figures in sentences: amounts, rates, head counts and the self-score, under their own words.

Few and right is the rule. A figure is taken only where one clause holds one number, the words
before it end in a noun that names a figure of the field, and nothing says that it belongs to
another year, to a part, to a comparison or to a plan. What is not clear is left out.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator

from attrs import evolve, frozen

from zhibiao.exact import fold
from zhibiao.interpreting.prose.sentences import MAX_SENTENCE, Sentence
from zhibiao.interpreting.wording import tidy
from zhibiao.model.form import Stated, read_cell
from zhibiao.model.vocabulary import SELF_SCORE

_BREAK = re.compile(r",(?!\d{3}(?!\d))|[;:。()]|(?<=[元人名%分])、")
_NUMBER = re.compile(
    r"(?<![\dA-Za-z.])(?P<number>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)"
    r"(?P<unit>亿元|万元|千元|元|人|名|分|%|万(?![一-鿿]))"
)
_TIMES = re.compile(
    r"(?:20\d{2}(?:-20\d{2})?年(?:度|末|底)?|\d{1,2}月(?:\d{1,2}日|底|末)?)(?:至|-)?"
)
_YEAR = re.compile(r"(20\d{2})年")
_TITLES = re.compile(r"《[^《》]*》|〔[^〔〕]*〕")
_VERBS = re.compile(
    r"(?:达到了?|分别为|总计为|共计|合计为|累计|总共|保持在|稳定在|达|为|是|有|共|仅)+$"
)
_FILLERS = re.compile(
    r"^(?:截[至止]到?|其中|包括|分别是|全年|本年度?|当年|今年|年度|年末|全部|共有|共|计|用于|经|按|"
    r"实际|累计|我[单部]?[位门局]|本[单部]?[位门局]|全局|我们|目前)+(?:的|共)?"
)
_ASIDE = re.compile(
    r"同比|环比|比去年|比上年|较|增长|下降|增加|减少|上升|提高|低于|高于|超过|去年|上年度|约|近|超|以上|以下|"
    r"左右|余万?元|力争|计划|预计|拟|争取|目标|不低于|不超过|每|人均|平均每|满分|扣|至少"
)
_AMOUNTS = re.compile(
    r"(?:支出|经费|收入|预算数?|专项资金|财政拨款|预算拨款|基金拨款|结余|结转|决算数?|费|采购金额|补助|缴费|"
    r"固定资产|资产总额|支出合计|支出总计|收入合计|收入总计|执行数|公积金)(?:情况)?$"
)
_HEADS = re.compile(
    r"(?:编制数?|编制人数|在职人[数员]|实有人[数员]|(?:退休|离退休?|在职|在编|在岗|编制内|行政|事业|参公|聘用|"
    r"编外|工勤|财政供养)人[员数]|人员总[数计]|人员合计|干部职工|教职工|职工人?数?|在职|在编|退休)$"
)
_RATES = re.compile(r"(?:率|比例|占比|满意度|完成度)$")
_SHARE = re.compile(r"^占(?P<whole>[^\d]{2,20}?)的?(?:比例|比重)?的?(?:为|达)?$")
_GENERIC = re.compile(
    r"(?:实际|总|年度|其他)?(?:支出|收入|预算|决算|执行|经费|专项)*(?:数|率|费|比例)?|占比|(?:办结|完成|到位|使用|"
    r"整改|合格|达标|下降|查处|执行)率|结余|结转|补助|人员|人数"
)
_CALLED = re.compile(
    r"^.{0,20}?(?:支队|大队|局|委员会|委|办公室|中心|单位|学校|医院|部门|机关|厅|法院|检察院|署)"
    r"(?=核定|全年|年度|共有|现有|实有|行政编制|事业编制|在职|编制|本年|基本支出|项目支出|支出|实际)"
)
_WHOLE = re.compile(
    rf"(?:[本该]|年度?|项目|部门|单位|整体|财政|预算|支出|绩效|资金)*(?P<score>{'|'.join(SELF_SCORE)})"
)
"""The self-score of the whole form; that of a tier or an indicator has its name before it."""
MAX_LABEL = 24


@frozen
class _Found:
    label: str
    number: str
    unit: str


def facts(sentences: Iterable[Sentence], year: int | None) -> Iterator[Stated]:
    """The figures of sentences that are certain.

    Args:
        sentences: the prose in order.
        year: the form's fiscal year; figures of other years are left out.
    """
    spoken: int | None = None
    for sentence in sentences:
        if sentence.opens:
            spoken = None
        if len(sentence.raw) <= MAX_SENTENCE and not sentence.cover:
            spoken = yield from _of_sentence(sentence, year, spoken)


def _of_sentence(
    sentence: Sentence, year: int | None, spoken: int | None
) -> Generator[Stated, None, int | None]:
    """The figures of one sentence; returns the year that was last spoken of."""
    text = _TITLES.sub("", tidy(fold(sentence.raw)))
    before: _Found | None = None
    previous = ""
    for clause in _clauses(text):
        years = _YEAR.findall(clause)
        spoken = int(years[-1]) if years else spoken
        if year is not None and spoken is not None and spoken != year:
            before = None
            continue
        if not _TIMES.sub("", clause).strip(",;:。()、"):
            continue
        found = _in_clause(clause, before, previous)
        if found is not None and previous and _GENERIC.fullmatch(found.label):
            found = _resumed(found, before)
        previous = clause
        if found is not None:
            yield _stated(found, sentence)
            if found.unit != "%":
                before = found
        elif _NUMBER.search(clause):
            before = None
    return spoken


def _clauses(text: str) -> Iterator[str]:
    """The parts of a sentence, each with the mark that ends it."""
    start = 0
    for mark in _BREAK.finditer(text):
        yield text[start : mark.end()]
        start = mark.end()
    yield text[start:]


def _in_clause(clause: str, before: _Found | None, previous: str) -> _Found | None:
    plain = _TIMES.sub("", clause).rstrip(",;:。()、")
    numbers = list(_NUMBER.finditer(plain))
    digits = re.findall(r"\d+(?:\.\d+)?", plain.replace(",", ""))
    if len(numbers) != 1 or len(digits) != 1 or numbers[0].end() != len(plain):
        return None
    number = numbers[0]
    words = plain[: number.start()]
    share = _SHARE.match(words)
    if share is not None:
        if before is None or number["unit"] != "%":
            return None
        whole = re.sub(r"^(?:总体|全部)", "", share["whole"])
        return _Found(f"{before.label}占{whole}的比例", number["number"], "%")
    scored = _score_before(previous) if number["unit"] == "分" and not words else ""
    if scored:
        return _Found(scored, number["number"], "分")
    if _ASIDE.search(words) or _unclear(previous):
        return None
    label = _label(words)
    scoring = _WHOLE.fullmatch(label)
    label = scoring["score"] if scoring else label
    unit = {"万": "万元", "名": "人"}.get(number["unit"], number["unit"])
    return _Found(label, number["number"], unit) if _names(label, unit) else None


def _resumed(found: _Found, before: _Found | None) -> _Found | None:
    """A label that says little goes on from the one before, or is left out."""
    if before is not None and before.label.endswith("预算数") and found.label.endswith("决算数"):
        return evolve(found, label=before.label.removesuffix("预算数") + "决算数")
    return None


def _unclear(previous: str) -> bool:
    """Whether a colon gives the clause its meaning: then its own words are not all."""
    if not previous.endswith(":"):
        return False
    head = previous.rstrip(":")
    return not re.search(
        r"其中(?:包括)?$|包括$|构成$|情况$|结论$|结果$|如下$|分别为$|支出$|收入$", head
    )


def _score_before(previous: str) -> str:
    """How the whole self-score is called where a colon stands before its number, or ``""``."""
    if not previous.endswith(":"):
        return ""
    whole = _WHOLE.fullmatch(_label(_TIMES.sub("", previous).rstrip(":")))
    return whole["score"] if whole else ""


def _label(words: str) -> str:
    label = words.strip()
    label = re.sub(r"^.{0,12}?(?:共有|现有|共计有)", "", _CALLED.sub("", label))
    for _ in range(3):
        label = _FILLERS.sub("", label)
    for _ in range(3):
        label = _VERBS.sub("", label)
    label = re.sub(r"^[\"“”‘’]|[①-⑳]|^[一二三四五六七八九十]是", "", label)
    return re.sub(r"情况$", "", label)


def _names(label: str, unit: str) -> bool:
    """Whether the label ends in a noun that a figure of this unit can belong to."""
    plain = label.replace("“", "").replace("”", "")
    if not 2 <= len(plain) <= MAX_LABEL or re.search(r"\d", plain):
        return False
    if unit == "分":
        return any(plain.endswith(word) for word in SELF_SCORE)
    if unit == "%":
        return bool(_RATES.search(plain))
    if unit == "人":
        return bool(_HEADS.search(plain))
    return bool(_AMOUNTS.search(plain))


def _stated(found: _Found, sentence: Sentence) -> Stated:
    cell = read_cell(found.number + found.unit, sentence.at)
    return Stated(found.label, evolve(cell, raw=sentence.raw), "fact")
