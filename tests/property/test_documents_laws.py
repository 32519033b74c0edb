"""A form written to a file is read back as it was meant, and audited as the best reviewer would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.documents import plain
from tests.faults import FAULTS
from tests.filled import Filled, filled_forms
from tests.laid_out import WRITERS, Layout, Written, is_at, layouts, meant, sheet_file
from zhibiao.api import Workbench
from zhibiao.auditing.finding import Finding
from zhibiao.model.problem import Severity

BENCH = Workbench(plugins=False)
Writer = Callable[[Filled, Layout], Written]
FEW = settings(max_examples=6, deadline=None)
# The frame leaves open how a figure beyond its upper bound counts, and says so on each such row.
ALWAYS = {"reading-dependent-score"}
ONLY_IN_PROSE = {"declared"}
NEEDS_UNITS = {"share_for_percent"}  # a column 计量单位 that says %


@settings(max_examples=30, deadline=None)
@given(filled_forms(), layouts(), st.sampled_from(WRITERS))
def test_a_written_form_is_read_as_it_was_meant(
    form: Filled, layout: Layout, write: Writer
) -> None:
    """Whatever the format, the layout and the headings: the same form, and nothing left out."""
    written = write(form, layout)
    (read,) = BENCH.read(written.name, written.raw)
    assert evolve(plain(read), stated=()) == meant(form, layout)
    assert [(one.label, one.kind, one.cell.number) for one in read.stated] == written.stated


@settings(max_examples=30, deadline=None)
@given(filled_forms(), layouts(), st.sampled_from(WRITERS))
def test_nothing_is_found_in_a_form_without_faults(
    form: Filled, layout: Layout, write: Writer
) -> None:
    """A form that is filled in as it should be has no error and no warning."""
    assert found_in(write(form, layout)) == []


@pytest.mark.parametrize("name", FAULTS)
@FEW
@given(st.data(), filled_forms(), layouts(), st.sampled_from(WRITERS))
def test_a_planted_fault_is_found_in_its_cell_and_nothing_else(
    name: str, data: st.DataObject, form: Filled, layout: Layout, write: Writer
) -> None:
    """The check finds it at the very cell of the file, and no other check anything."""
    if write is sheet_file and name in ONLY_IN_PROSE:
        write = WRITERS[0]
    assume(name not in NEEDS_UNITS or "unit" in layout.roles)
    spoiled, wanted = FAULTS[name](data.draw, form)
    written = write(spoiled, layout)
    left = found_in(written)
    for check, key in sorted(wanted):
        hits = [f for f in left if f.check == check and is_at(key, written, f.where)]
        assert hits, (check, key, written.places.get(key), [f.where for f in left])
        left = [f for f in left if f not in hits]
    assert left == []


def found_in(written: Written) -> list[Finding]:
    """The errors and warnings of a file's only form."""
    (read,) = BENCH.read(written.name, written.raw)
    return [
        finding
        for finding in BENCH.audit(read)
        if finding.severity is not Severity.NOTE and finding.check not in ALWAYS
    ]
