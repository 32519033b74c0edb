"""Makes the views of a file. Nothing is computed here but the widths of bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve, field, frozen

from zhibiao.auditing.finding import Finding
from zhibiao.exact import ZERO, rounded_text, text
from zhibiao.messages import cli as cli_texts
from zhibiao.messages import explaining, say, visible
from zhibiao.messages import reports as texts
from zhibiao.model.place import Where, place_text
from zhibiao.model.problem import SEVERITY_WORDS, Severity
from zhibiao.model.scorecard import Adjusted, Claim, Score, Scorecard, Sum, highest, lowest
from zhibiao.reports.html.as_read import sheets_of_form
from zhibiao.reports.html.sheets import Anchors, ProseView, SheetView, sheets
from zhibiao.reports.html.view import (
    BarView,
    EvidenceView,
    FileView,
    FindingView,
    FormView,
    LinkView,
    ScoreView,
    TierView,
)  # fmt: skip
from zhibiao.reports.marks import Marks, numbered
from zhibiao.reports.submission import Audited, Submission
from zhibiao.scoring.explaining import explain_score
from zhibiao.scoring.words import Words, score_text


@frozen
class Viewer:
    """Makes the views of one file in one language."""

    submission: Submission
    lang: str
    marks: Marks = field(init=False)
    anchors: Anchors = field(init=False)

    @marks.default
    def _marks(self) -> Marks:
        return numbered(self.submission.all_findings)

    @anchors.default
    def _anchors(self) -> Anchors:
        return Anchors(self.marks)

    def file(self) -> FileView:
        """The whole file. The tables come first: they settle what can be linked to."""
        given, lang = self.submission, self.lang
        shown: list[SheetView | ProseView] = []
        if given.document is not None:
            shown += sheets(given.document, self.anchors, lang)
        else:
            for result in given.results:
                shown += sheets_of_form(result.form, self.anchors, lang)
        forms, start = [], 0
        for number, result in enumerate(given.results, 1):
            end = start + len(result.findings)
            forms.append(self._form(number, result, self._findings(start, end)))
            start = end
        return FileView(
            visible(given.file),
            next((form.title for form in forms), visible(given.file)),
            tuple(forms),
            self._findings(start, len(self.marks.marks)),
            tuple(shown),
            tuple(remark.render(lang) for remark in given.remarks),
            "" if given.error is None else given.error.render(lang),
        )

    def _form(self, number: int, result: Audited, findings: tuple[FindingView, ...]) -> FormView:
        form, card, lang = result.form, result.card, self.lang
        scope = cli_texts.SCOPES.get(form.scope)
        facts = (
            ("unit", form.unit),
            ("year", "" if form.fiscal_year is None else str(form.fiscal_year)),
            ("scope", scope.render(lang) if scope else form.scope),
            ("ruleset", "" if card is None else f"{card.rules.ruleset.title} · {card.rules.id}"),
            ("file", self.submission.file),
        )
        view = FormView(
            number,
            visible(form.title or self.submission.file),
            tuple((texts.LABELS[k].render(lang), visible(v)) for k, v in facts if v),
            tuple(reason.render(lang) for reason in result.reasons),
            severity_counts(result.findings, lang),
            findings,
        )
        return view if card is None else self.scored(view, card, findings)

    def scored(
        self, view: FormView, card: Scorecard, findings: tuple[FindingView, ...]
    ) -> FormView:
        """A form with its scores; findings stand beside the score that they are about."""
        total = card.total
        by_tier = [
            TierView(
                self._sum(tier),
                tuple(
                    self._score(card, s, findings) for s in card.scores if s.item.tier == tier.id
                ),
            )
            for tier in card.tiers
        ]
        loose = tuple(self._score(card, s, findings) for s in card.scores if not s.item.tier)
        if loose:
            by_tier.append(TierView(None, loose))
        return evolve(
            view,
            claimed="—" if total.claimed is None else text(total.claimed),
            span=span_text(total.least, total.most),
            points=text(total.points),
            rating=tuple(map(visible, card.rating)),
            total=self._sum(total, texts.LABELS["total"].render(self.lang)),
            tiers=tuple(by_tier),
            adjustments=tuple(self._adjustment(one) for one in card.adjustments),
            remarks=tuple(remark.render(self.lang) for remark in card.remarks),
        )

    def _findings(self, start: int, end: int) -> tuple[FindingView, ...]:
        """The findings of one form, or of the document; those that explain others are linked."""
        marks = self.marks.marks[start:end]
        numbers = {mark.finding.id: mark.number for mark in marks}
        return tuple(self._finding(mark.number, mark.finding, numbers) for mark in marks)

    def _finding(self, number: int, found: Finding, numbers: dict[str, int]) -> FindingView:
        lang = self.lang
        causes = [numbers[cause] for cause in found.because if cause in numbers]
        written = found.where.text or ""
        return FindingView(
            number,
            found.check,
            found.severity.value,
            SEVERITY_WORDS[found.severity][lang],
            found.render(lang),
            visible(found.where.label or ""),
            self._link(found.where, self.anchors.link(number)),
            visible(written),
            visible(found.claimed or ""),
            visible(found.expected or ""),
            tuple(self._link(where) for where in found.related if where != found.where),
            tuple(
                LinkView(say(texts.FINDING_REF, n=cause).render(lang), f"f{cause}")
                for cause in causes
            ),
        )

    def _link(self, where: Where, anchor: str = "") -> LinkView:
        """A place; a mark that stands exactly there is what it links to."""
        place = place_text(where)
        words = "" if place is None else place.render(self.lang)
        if not anchor:
            marks = self.marks.of(where) if where.statement is not None else ()
            anchor = next((a for m in marks if (a := self.anchors.link(m.number))), "")
        return LinkView(words or visible(where.label or ""), anchor if words else "")

    def _score(self, card: Scorecard, score: Score, findings: Sequence[FindingView]) -> ScoreView:
        lang = self.lang
        label = visible(score.item.label)
        return ScoreView(
            label=label,
            points=text(score.item.points),
            claimed="—" if score.claimed is None else text(score.claimed),
            span=score_text(score.value),
            bar=bar(
                score.item.points, lowest(score.value), highest(score.value), score.claimed, lang
            ),
            id=score.id,
            status=score.status.value,
            status_word=explaining.PARTS[score.status.value].render(lang),
            outside=score.claim is Claim.OUTSIDE,
            lines=tuple(map(visible, explain_score(card, score, lang)[1:])),
            evidence=tuple(self._evidence(card, score)),
            findings=tuple(found for found in findings if self._concerns(found, score)),
        )

    def _concerns(self, view: FindingView, score: Score) -> bool:
        """Whether a finding is about a score: the same row, or the same words where none is."""
        found = self.marks.marks[view.number - 1].finding.where
        here = score.where
        if found.row is not None and here.row is not None:
            same = (found.sheet, found.table, found.row) == (here.sheet, here.table, here.row)
            return same and (found.page in (None, here.page) or here.page is None)
        return found.label in (here.label, score.item.label)

    def _evidence(self, card: Scorecard, score: Score) -> Iterator[EvidenceView]:
        words = Words(card.rules.measures, self.lang)
        seen = set()
        for chain in score.chains:
            for name, reading in chain.readings.items():
                if (name, reading) in seen or name not in card.rules.measures:
                    continue
                seen.add((name, reading))
                value = words.value(reading.value, card.rules.measures[name].unit)
                places = tuple(self._link(where) for where in reading.places)
                yield EvidenceView(
                    visible(words.name(name)), value, tuple(p for p in places if p.text)
                )

    def _sum(self, one: Sum, label: str = "") -> ScoreView:
        return ScoreView(
            label=label or visible(one.label),
            points=text(one.points),
            claimed="—" if one.claimed is None else text(one.claimed),
            span=span_text(one.least, one.most),
            bar=bar(one.points, one.least, one.most, one.claimed, self.lang),
            outside=one.claimed is not None and not one.least <= one.claimed <= one.most,
        )

    def _adjustment(self, one: Adjusted) -> ScoreView:
        said = {True: explaining.YES, False: explaining.NO, None: explaining.UNKNOWN}[one.applies]
        return ScoreView(
            label=visible(one.label),
            span=span_text(one.change_low, one.change_high),
            id=one.id,
            status_word=say(cli_texts.ADJUSTED, said=said).render(self.lang),
        )


def bar(
    points: Fraction, least: Fraction, most: Fraction, claimed: Fraction | None, lang: str
) -> BarView | None:
    """A score on its scale; none where nothing can be earned."""
    if points <= 0:
        return None
    words = say(
        texts.BAR,
        points=text(points),
        span=span_text(least, most),
        claimed="—" if claimed is None else text(claimed),
    ).render(lang)
    low, high = (min(max(value, ZERO), points) for value in (least, most))
    return BarView(
        _share(low, points),
        _share(high - low, points),
        words,
        None if claimed is None else _share(claimed * Fraction(99, 100), points),
        claimed is not None and not least <= claimed <= most,
    )


def span_text(least: Fraction, most: Fraction) -> str:
    """A pair of scores as people read it."""
    return text(least) if least == most else f"{text(least)} … {text(most)}"


def severity_counts(findings: Sequence[Finding], lang: str) -> tuple[tuple[str, int, str], ...]:
    """How many findings there are of each severity, with its word."""
    counts = dict.fromkeys(Severity, 0)
    for found in findings:
        counts[found.severity] += 1
    return tuple((s.value, n, SEVERITY_WORDS[s][lang]) for s, n in counts.items())


def _share(value: Fraction, points: Fraction) -> str:
    """Where a score stands on the scale of its points; what lies beyond is drawn at the end."""
    return rounded_text(min(max(value, ZERO), points) * 100 / points)
