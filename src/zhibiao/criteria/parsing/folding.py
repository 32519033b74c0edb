"""The wording before it is read: one form for each sign, and the way back to the original.

Circled numbers stay what they are (NFKC would turn ① into 1, a number). White space and
quotation marks go; a space between two digits stays, so that nothing glues numbers together.
"""

from __future__ import annotations

import re

from attrs import frozen

from zhibiao.criteria.phrases import phrase
from zhibiao.exact import fold

_SIGNS = str.maketrans(
    {
        "〜": "~", "∼": "~", "—": "-", "–": "-", "―": "-", "─": "-", "‐": "-", "‑": "-", "－": "-",
        "＜": "<", "＞": ">", "⩽": "≤", "⩾": "≥", "﹑": "、", "〔": "(", "〕": ")",
        "﹙": "(", "﹚": ")", "【": "(", "】": ")", "✕": "×", "✖": "×", "＊": "×", "*": "×",
        "∕": "/", "⁄": "/", "㎥": "立", "﹔": ";", "﹐": ",", "﹒": ".", "…": "。", "|": "。",
    }
)  # fmt: skip
_QUOTES = frozenset("“”‘’\"'「」『』《》〈〉")
MAX_LENGTH = 2000

# “扣一分” is “扣1分”. Ten is left alone: “做得十分到位” gives no points.
_POINTS = phrase(
    r"(?<=[得计记扣加减])(?:([一二两三四五六七八九])|([零一二三四五六七八九])点([一二三四五六七八九]))(?=分(?!之))"
)
_VALUES = dict(zip("零一二两三四五六七八九", "01223456789", strict=True))


@frozen
class Folded:
    """A wording in one form of signs; ``origin`` tells where each character came from."""

    raw: str
    text: str
    origin: tuple[int, ...]

    def quote(self, start: int, end: int) -> str:
        """The original words behind a stretch of the folded ones."""
        if start >= end or start >= len(self.origin):
            return self.raw.strip()
        last = self.origin[min(end, len(self.origin)) - 1]
        return self.raw[self.origin[start] : last + 1].strip()


def _in_digits(found: re.Match[str]) -> str:
    """``五`` as ``5`` and ``零点五`` as ``0.5``: as many signs as before."""
    if found[1]:
        return _VALUES[found[1]]
    return f"{_VALUES[found[2]]}.{_VALUES[found[3]]}"


def folded(raw: str) -> Folded:
    """The wording with plain signs and without white space and quotation marks."""
    kept: list[str] = []
    origin: list[int] = []
    plain = fold(raw).translate(_SIGNS)
    for position, sign in enumerate(plain):
        if sign in _QUOTES:
            continue
        if sign.isspace():
            before = kept[-1] if kept else ""
            after = plain[position + 1 :].lstrip()[:1]
            if not (before.isdigit() and after.isdigit()):
                continue
            if before == " ":
                continue
        kept.append(" " if sign.isspace() else sign)
        origin.append(position)
    text = _POINTS.sub(_in_digits, "".join(kept))
    return Folded(raw, text, tuple(origin))
