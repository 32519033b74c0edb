"""How much a document may hold. A form is small; what is larger is no form, or means harm.

The figures bound the memory of a read to some 200 MB and its time to some seconds, whatever
the file says about itself.
"""

from __future__ import annotations

MAX_BYTES = 40 * 1024 * 1024
"""A file, as it lies on disk. Most of a large one is pictures, which are never unpacked."""

MAX_ENTRIES = 5_000
"""Files in a zip package."""

MAX_PART = 24 * 1024 * 1024
"""One part of a zip package, unpacked."""

MAX_UNPACKED = 64 * 1024 * 1024
"""All parts that are read of one package, unpacked."""

MAX_RATIO = 600
"""How many times larger than packed a part above 1 MB may be; deflate itself ends at 1,032."""

MAX_ELEMENTS = 700_000
"""XML elements of one part."""

MAX_DEPTH = 200
"""Levels of nesting of XML, and of tables in tables."""

MAX_TEXT = 6 * 1024 * 1024
"""A text, or a table of text."""

MAX_LINES = 200_000
"""Lines of a text."""

MAX_HTML = 16 * 1024 * 1024
"""An HTML file; pictures may stand in it."""

MAX_TAG = 4_096
"""Characters of one HTML tag that are looked at."""

MAX_CELLS = 200_000
"""Paragraphs and cells of one document, a cell counted once for every row that it reaches into."""

MAX_COLUMNS = 1_000
"""Columns of a table; more is what HTML, too, treats as a mistake."""

MAX_SHEET_ROWS = 20_000
"""Rows of a sheet that are looked at."""

MAX_SHEET_COLUMNS = 500
"""Columns of a sheet that are looked at."""

MAX_PAGES = 300
"""Pages of a PDF."""

MAX_OLD_BYTES = 12 * 1024 * 1024
"""An ``.xls`` file: its cells take more memory than the file does."""

MAX_PAGE_SIGNS = 40_000
"""Characters of one page of a PDF."""

MAX_PAGE_CROSSINGS = 6_000
"""Places on one page of a PDF where drawn lines could cross; a table of 60 rows has some 600."""

PDF_SECONDS = 60
"""How long the reading of a PDF may take."""

PDF_MEMORY = 220 * 1024 * 1024
"""Memory of the process that reads a PDF, where the system can bound it."""

OFFICE_SECONDS = 60
"""How long LibreOffice may take to convert a document."""

MAX_MAIL_PARTS = 2_000
"""Parts of a page archive (``.mht``)."""
