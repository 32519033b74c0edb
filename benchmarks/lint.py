"""How long ``zhibiao lint`` takes over a folder of many rule sets.

The rule sets are invented: every one has forty indicators of the schemes that standards use
most, each with its criterion in words, and its own figures, so that no two files agree.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HEADING = """language = 1

[ruleset]
title = "第{number}号评分表（虚构）"
summary = "为测量检查速度而编的评分表。"
jurisdiction = "{code}"
scope = "department"
fiscal_year = 2024
points = 100

[ruleset.rounding]
places = 2
mode = "half-up"
at = "indicator"

[[ruleset.sources]]
title = "虚构"
document_no = "虚构〔2024〕{number}号"
article = "附件"

[tiers.all]
label = "全部"
points = 100

[groups.all]
tier = "all"
label = "全部"
points = 100
"""
STEP = """
[measures.spent_{n}]
label = "第{n}项支出"
unit = "万元"
range = ">= 0"

[measures.budget_{n}]
label = "第{n}项预算"
unit = "万元"
range = ">= 0"

[measures.rate_{n}]
label = "第{n}项控制率"
unit = "%"
formula = "spent_{n} / budget_{n}"
undefined = "full"
direction = "lower"

[indicators.item_{n}]
group = "all"
label = "第{n}项控制率"
points = 2.5
criterion = "以{full}%为标准。控制率≦{full}%，计2.5分；每超过一个百分点扣{deduct}分，扣完为止。"

[indicators.item_{n}.scheme]
kind = "step-deduction"
measure = "rate_{n}"
full = "<= {full}%"
step = "1%"
deduct = {deduct}
partial = "whole"
assumed = ["partial"]
"""
BANDS = '''
[measures.rate_{n}]
label = "第{n}项安排率"
unit = "%"
range = "[0%..100%]"
direction = "higher"

[indicators.item_{n}]
group = "all"
label = "第{n}项安排率"
points = 2.5
criterion = """安排率≥{a}%，计2.5分；{b}%（含）-{a}%，计2分；\\
{c}%（含）-{b}%，计1分；低于{c}%不得分。"""

[indicators.item_{n}.scheme]
kind = "bands"
measure = "rate_{n}"
bands = [
  {{ when = ">= {a}%", score = 2.5 }},
  {{ when = "[{b}%..{a}%)", score = 2 }},
  {{ when = "[{c}%..{b}%)", score = 1 }},
]
otherwise = 0
'''
CASES = """
[measures.count_{n}]
label = "第{n}项违规次数"
unit = "例"
type = "count"

[indicators.item_{n}]
group = "all"
label = "第{n}项违规次数"
points = 2.5
criterion = "每出现一例不符合要求的扣{deduct}分，扣完为止。"
scheme = {{ kind = "occurrences", count = "count_{n}", deduct = {deduct} }}
"""
CHECKLIST = """
[measures.first_{n}]
label = "第{n}项制度健全"
type = "boolean"

[measures.second_{n}]
label = "第{n}项制度执行"
type = "boolean"

[indicators.item_{n}]
group = "all"
label = "第{n}项制度"
points = 2.5
criterion = "①制度健全，{one}分；②制度得到执行，{two}分。"

[indicators.item_{n}.scheme]
kind = "checklist"
items = [
  {{ measure = "first_{n}", label = "制度健全", score = {one} }},
  {{ measure = "second_{n}", label = "制度得到执行", score = {two} }},
]
"""


def ruleset(number: int, indicators: int) -> str:
    """The text of one rule set."""
    chance = random.Random(number)
    parts = [HEADING.format(number=number, code=code(number))]
    for n in range(1, indicators + 1):
        full = chance.randrange(80, 121)
        high = chance.randrange(85, 99)
        one = chance.choice(("0.5", "1", "1.5", "2"))
        parts.append(
            (STEP, BANDS, CASES, CHECKLIST)[n % 4].format(
                n=n,
                full=full,
                deduct=chance.choice(("0.1", "0.2", "0.25", "0.5")),
                a=high,
                b=high - chance.randrange(2, 15),
                c=high - chance.randrange(16, 40),
                one=one,
                two=f"{2.5 - float(one):g}",
            )
        )
    return "".join(parts)


def code(number: int) -> str:
    """A division code that looks like one."""
    return f"43{number // 99 % 99 + 1:02}{number % 99 + 1:02}"


def write(folder: Path, sets: int, indicators: int) -> Iterator[Path]:
    """The files in the layout of a folder of rule sets."""
    for number in range(sets):
        path = folder / f"cn-{code(number)}" / "department" / "2024.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ruleset(number, indicators), encoding="utf-8")
        yield path


def main() -> None:
    """Writes the folder, lints it once, and says how long that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=1000)
    parser.add_argument("--indicators", type=int, default=40)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        written = sum(1 for _ in write(Path(folder), chosen.sets, chosen.indicators))
        command = [sys.executable, "-m", "zhibiao", "lint", folder, "--json", "-q"]
        start = time.perf_counter()
        done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603  # our own command
        taken = time.perf_counter() - start
    said = f"{written} rule sets of {chosen.indicators} indicators"
    print(f"{said}: {taken:.1f} s, exit {done.returncode}")


if __name__ == "__main__":
    main()
