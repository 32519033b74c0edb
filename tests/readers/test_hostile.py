"""Files that mean harm: each is refused, or read with a remark, within little memory and time.

Those of one kind are read in a process of their own, which says how much memory it took.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.readers.files import cell, packed, paragraph, read, styles, table, word, workbook
from tests.readers.test_pdf import pdf
from zhibiao.readers.limits import MAX_BYTES

MOST_MEMORY = 256
"""Megabytes."""

PROGRAM = """
import json, sys
from zhibiao.api import Workbench
from zhibiao.errors import FormError

def taken():  # a process begins with the most that the one before it took, but for this figure
    try:
        import resource
        with open("/proc/self/status") as status:
            own = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except (ImportError, OSError):
        return [0, 0]
    return [own // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024]

bench, found = Workbench(plugins=False), []
for path in sys.argv[1:]:
    try:
        document = bench.read_document(path)
        remarks = [one.render("en") for one in document.remarks]
        told = " ".join(["read", str(len(document.parts)), *remarks])
    except FormError as error:
        told = error.render("en") + error.render("zh")
    found.append([told, *taken()])
print(json.dumps(found))
"""

ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><w:document>&c;</w:document>'
)
EXTERNAL = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'


def entities_in(encoding: str) -> Callable[[], bytes]:
    """A document whose entities hide in an encoding."""
    return lambda: packed({"word/document.xml": ENTITIES.encode(encoding)})


def many_elements() -> bytes:
    """A document of 720,000 elements, not packed at all."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        body = "<w:tc/>" * 720_000
        package.writestr("word/document.xml", f'<w:document xmlns:w="urn:w">{body}</w:document>')
    return stream.getvalue()


def lying() -> bytes:
    """A package whose directory says that a part of 30 MB has 100 bytes."""
    raw = bytearray(word(paragraph("0" * (30 << 20))))
    at = raw.find(b"PK\x01\x02") + 24
    raw[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(raw)


def twice() -> bytes:
    """A package with two parts of one name, told apart by case."""
    return packed({"word/document.xml": "<a/>", "WORD/document.xml": "<a/>"})


def encrypted() -> bytes:
    """What Office makes of a document with a password: an older container with a packed part."""
    name = "EncryptedPackage\0".encode("utf-16-le")
    entry = name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes(62)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entry


def packed_stream() -> bytes:
    """A PDF whose page unpacks to 300 MB."""
    deflate = zlib.compressobj(1)
    data = b"".join(deflate.compress(b" " * (1 << 20)) for _ in range(300)) + deflate.flush()
    plain = pdf(b"@")
    return plain.replace(
        b"<</Length 1>>", b"<</Filter/FlateDecode/Length %d>>" % len(data)
    ).replace(b"stream\n@", b"stream\n" + data)


ONE = "<sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData>"
FAR = "<dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
FAR += "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>"
RANGES = "".join(f"<mergeCell ref='A{row}:XFD1048576'/>" for row in range(1, 20_000))
MERGED = f"<mergeCells>{RANGES}</mergeCells>"
WIDE = '<w:gridSpan w:val="10000"/><w:vMerge/>'

# Name of the file, what it holds, and words of what must be said.
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": ("a.docx", lambda: word(paragraph("0" * (40 << 20))), "unpacks to too much"),
    "little that unpacks to much": ("a.docx", lambda: word("<w:p/>" * 3_000_000), "unpacks to too"),
    "elements": ("a.docx", many_elements, "more than 700000 elements"),
    "entries": (
        "a.docx", lambda: packed({f"{n}": b"" for n in range(6_000)} | {"word/document.xml": b""}),
        "too many files: 6001",
    ),
    "lying directory": ("a.docx", lying, "damaged or incomplete (word/document.xml)"),
    "two parts of a name": ("a.docx", twice, "damaged or incomplete"),
    "entities": ("a.docx", entities_in("utf-8"), "declares a DOCTYPE"),
    "entities in UTF-16": ("a.docx", entities_in("utf-16"), "declares a DOCTYPE"),
    "entities in UTF-16 without a mark": ("a.docx", entities_in("utf-16-le"), "damaged"),
    "entities in EBCDIC": ("a.docx", entities_in("cp500"), "damaged"),
    "external entities": ("a.docx", lambda: packed({"word/document.xml": EXTERNAL}), "DOCTYPE"),
    "entities in a workbook": (
        "a.xlsx", lambda: workbook(ONE, **{"xl/styles.xml": EXTERNAL}), "(xl/styles.xml)",
    ),
    "nested XML": ("a.docx", lambda: word("<w:sdt>" * 90_000), "nested too deeply"),
    "spans in Word": ("a.docx", lambda: word(table(*[cell("", WIDE)] * 10_000)), "cut at its edge"),
    "spans in HTML": (
        "a.html", lambda: b"<html><table><tr>" + b"<td colspan=10000 rowspan=10000>x" * 10_000,
        "was cut at its edge",
    ),
    "spans down in HTML": (
        "a.html", lambda: b"<html><table>" + b"<tr><td rowspan=10000>x" * 10_000, "holds too much",
    ),
    "merged ranges": ("a.xlsx", lambda: workbook(ONE + MERGED), "read"),
    "one merged range": (
        "a.xlsx",
        lambda: workbook(ONE + "<mergeCells><mergeCell ref='A1:NTP10000'/></mergeCells>"),
        "read 1",
    ),
    "dimension": ("a.xlsx", lambda: workbook(FAR), "content beyond row 20000"),
    "number formats": (
        "a.xlsx",
        lambda: workbook(ONE, styles=styles(*["0" * 5_000 + ";" * 5_000] * 50)),
        "read 1",
    ),
    "nested HTML": ("a.html", lambda: b"<html>" + b"<div>" * 100_000 + b"x", "read 1"),
    "nested tables": ("a.html", lambda: b"<html>" + b"<table><tr><td>" * 100_000, "too deeply"),
    "open comments": ("a.html", lambda: b"<html>" + b"<!--" * 3_000_000, "read 0"),
    "open declarations": ("a.html", lambda: b"<html>" + b"<!x" * 4_000_000 + b">", "read"),
    "open tags": ("a.html", lambda: b"<html>" + b"<a " * 4_000_000 + b">", "read"),
    "attributes": ("a.html", lambda: b"<html><a " + b"b=c " * 3_000_000 + b">", "read"),
    "lines": ("a.txt", lambda: b"a\tb\n" * 1_000_000, "more than 200000 lines"),
    "columns": ("a.csv", lambda: b"," * 6_000_000, "holds too much"),
    "size": ("a.docx", lambda: b"PK\x03\x04".ljust(50 << 20, b"0"), f"at most {MAX_BYTES}"),
    "password": ("a.docx", encrypted, "protected by a password"),
    "pages": ("a.pdf", lambda: pdf(b"", pages=1_000), "more than 300 pages"),
    "packed stream": ("a.pdf", packed_stream, "-a.pdf "),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted({Path(file).suffix for file, _, _ in HOSTILE.values()}))
def test_harm_is_refused_or_remarked(kind: str, tmp_path: Path) -> None:
    """The words are said of each file, and neither memory nor time runs away."""
    names = [name for name, (file, _, _) in HOSTILE.items() if Path(file).suffix == kind]
    paths = []
    for number, name in enumerate(names):
        file, make, _ = HOSTILE[name]
        paths.append(tmp_path / f"{number}-{file}")
        paths[-1].write_bytes(make())
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", PROGRAM, *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=300,  # many times what they take, for busy machines
        check=True,
        cwd=tmp_path,
    )
    for name, (told, *taken) in zip(names, json.loads(done.stdout), strict=True):
        assert HOSTILE[name][2] in told, name
        assert max(taken) < MOST_MEMORY, name


def test_a_formula_in_a_cell_is_a_text() -> None:
    """Whatever begins with an equals sign is read as it stands, and never worked out."""
    danger = "=HYPERLINK(1)+cmd|' /C calc'!A0"
    (grid,) = read(f"甲,{danger}\n".encode(), "a.csv").grids
    assert grid.cells[1].raw == danger
    (grid,) = read(word(table(cell("=1+1"))), "a.docx").grids
    assert grid.cells[0].raw == "=1+1"
