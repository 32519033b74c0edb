"""What a page shows, in words of one language: plain values for the templates."""

from __future__ import annotations

from attrs import frozen

from zhibiao.reports.html.sheets import ProseView, SheetView


@frozen
class LinkView:
    """A place in words, with the id on the page where it can be seen."""

    text: str
    anchor: str = ""


@frozen
class BarView:
    """A score on its scale: offsets and widths in hundredths of the points."""

    start: str
    width: str
    words: str
    claim: str | None = None
    outside: bool = False


@frozen
class FindingView:
    """One finding."""

    number: int
    check: str
    severity: str
    severity_word: str
    message: str
    label: str
    place: LinkView
    written: str
    claimed: str
    expected: str
    related: tuple[LinkView, ...]
    follows: tuple[LinkView, ...] = ()


@frozen
class EvidenceView:
    """One figure that a score was made from, with the places that state it."""

    label: str
    value: str
    places: tuple[LinkView, ...]


@frozen
class ScoreView:
    """One line of the tree: a tier, a score, an adjustment, the total."""

    label: str
    points: str = ""
    claimed: str = ""
    span: str = ""
    bar: BarView | None = None
    id: str = ""
    status: str = ""
    status_word: str = ""
    outside: bool = False
    lines: tuple[str, ...] = ()
    evidence: tuple[EvidenceView, ...] = ()
    findings: tuple[FindingView, ...] = ()


@frozen
class TierView:
    """A tier with its scores; the tier itself is missing where scores belong to none."""

    head: ScoreView | None
    scores: tuple[ScoreView, ...]


@frozen
class FormView:
    """One form."""

    number: int
    title: str
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    counts: tuple[tuple[str, int, str], ...]
    findings: tuple[FindingView, ...]
    claimed: str = ""
    span: str = ""
    points: str = ""
    rating: tuple[str, ...] = ()
    total: ScoreView | None = None
    tiers: tuple[TierView, ...] = ()
    adjustments: tuple[ScoreView, ...] = ()
    remarks: tuple[str, ...] = ()


@frozen
class FileView:
    """One file: its forms, what concerns the whole document, and the document itself."""

    name: str
    title: str
    forms: tuple[FormView, ...]
    findings: tuple[FindingView, ...]
    sheets: tuple[SheetView | ProseView, ...]
    remarks: tuple[str, ...] = ()
    error: str = ""
