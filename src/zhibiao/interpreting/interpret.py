"""A document to its forms."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from zhibiao.errors import FormError
from zhibiao.interpreting import heading
from zhibiao.interpreting.assembling import Assembler, finished
from zhibiao.interpreting.budget.reading import forms_of, tables_in
from zhibiao.interpreting.grids.matrix import matrix
from zhibiao.interpreting.prose.dates import dates
from zhibiao.interpreting.prose.facts import facts
from zhibiao.interpreting.prose.sentences import sentences
from zhibiao.interpreting.remarks import Remarks
from zhibiao.messages import Message, say
from zhibiao.messages import interpreting as texts
from zhibiao.model.document import Document
from zhibiao.model.form import Form


@frozen
class Interpretation:
    """The forms of a document in order, and what could not be read or only with a caveat.

    ``document`` is missing where the forms come from no document.
    """

    forms: tuple[Form, ...]
    remarks: tuple[Message, ...] = ()
    document: Document | None = None


def interpret(document: Document) -> Interpretation:
    """The forms that a document holds, as it states them and unjudged.

    Args:
        document: tables and prose in reading order.

    Returns:
        The forms, none where the document holds none, and remarks: the document's own first.
    """
    tables = tables_in(document)
    if tables is not None:
        return Interpretation(forms_of(tables), document.remarks, document)
    remarks = Remarks()
    assembler = Assembler(remarks)
    assembler.read(document)
    prose = sentences(document.paragraphs)
    year = next((y for title in assembler.all_titles if (y := heading.year_of(title))), None)
    spoken = tuple(facts(prose, year))
    dated = tuple(dates(prose, (matrix(grid) for grid in document.grids)))
    forms = finished(assembler, spoken, dated)
    if not any(form.rows or form.funds.lines for form in forms):
        remarks.said.insert(0, say(texts.NO_FORM))
    return Interpretation(forms, (*document.remarks, *remarks.said), document)


def no_form(name: str, remarks: Iterable[Message]) -> FormError:
    """The error that a file holds no form: what it would need, and what was odd about it."""
    odd = tuple(remark for remark in remarks if remark.text is not texts.NO_FORM)
    why = say(texts.BESIDES, why=odd) if odd else ""
    return FormError(say(texts.NO_FORM_READ, file=name, no_form=texts.NO_FORM, why=why))
