"""A rule set as a workbook that is filled in and scores itself.

``entries`` finds what is asked for, ``calculation`` lowers everything to formulas, ``table``,
``figures`` and ``notes`` lay out the sheets, ``writer`` puts them into a file. No score is
computed here: formulas come from ``backends.excel``, and figures from a scorecard.
"""

from zhibiao.reports.workbook.writer import made_workbook, workbook_of, write_workbook

__all__ = ["made_workbook", "workbook_of", "write_workbook"]
