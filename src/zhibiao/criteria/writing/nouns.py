"""What is counted, in words that a reader of wordings takes for nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from zhibiao.criteria.phrases import phrase

_PLAIN = phrase(r"(?!次数$|次$)[\u4e00-\u9fff、]{2,30}")
_TROUBLE = phrase(r"[扣加得减每分一]|以上|以下|超过|不足|满|酌|比例|最")
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def plain(label: str) -> str:
    """The label, or nothing where its words may be read as a rule."""
    return label if _PLAIN.fullmatch(label) and not _TROUBLE.search(label) else ""


def distinct(labels: Iterable[str]) -> list[str]:
    """A name for each of several things; ``甲类情形`` where the label will not do."""
    names: list[str] = []
    for position, label in enumerate(labels):
        name = plain(label)
        stem = _STEMS[position % len(_STEMS)] * (1 + position // len(_STEMS))
        names.append(f"{stem}类情形" if not name or name in names else name)
    return names
