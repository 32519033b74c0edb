"""A small site is built from rule sets: pages appear, change and vanish with their files."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

ID = "cn-430681/department/2024"
RULES = """
language = 1

[ruleset]
title = "练习用表"
jurisdiction = "430681"
scope = "department"
fiscal_year = 2024
points = 10

[measures.posts]
label = "编制数"
unit = "人"

[tiers.input]
label = "投入"
points = 10

[groups.allocation]
tier = "input"
label = "预算配置"
points = 10

[indicators.item]
group = "allocation"
label = "LABEL"
points = 10
criterion = "CRITERION"

[indicators.item.scheme]
kind = "bands"
measure = "posts"
bands = [{ when = "> 5", score = 10 }, { when = "<= 5", score = 0 }]
assumed = { bands = "没有说明" }
"""
CASES = """
[[case]]
name = "六个编制"
given = { posts = 6 }
expect = { item = 10 }
"""


class Site:
    """A site in a folder, built as often as a test needs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rules = folder / "rules" / f"{ID}.toml"
        self.rules.parent.mkdir(parents=True)
        (folder / "docs").mkdir()
        (folder / "docs/index.rst").write_text(
            "Rules\n=====\n\n.. zhibiao-rulesets::\n\n.. toctree::\n   :glob:\n\n   made/**\n",
            encoding="utf-8",
        )
        self.warnings = ""

    def write(self, label: str = "编制", criterion: str = "多于5，10分") -> None:
        """Writes the rule set."""
        written = RULES.replace("LABEL", label).replace("CRITERION", criterion)
        self.rules.write_text(written, encoding="utf-8")

    def build(self, language: str = "en") -> Sphinx:
        """Builds the site as it is now."""
        warnings = StringIO()
        with docutils_namespace():
            app = Sphinx(
                self.folder / "docs",
                None,
                self.folder / "out" / language,
                self.folder / "doctrees" / language,
                "html",
                confoverrides={
                    "extensions": ["zhibiao.sphinxext"],
                    "language": language,
                    "project": "site",
                    "zhibiao_rules": [str(self.folder / "rules")],
                    "zhibiao_ruleset_pages": "made",
                    "html_search_language": "zh",
                },
                status=None,
                warning=warnings,
            )
            app.build()
        self.warnings = re.sub(r"\x1b\[[\d;]*m", "", warnings.getvalue())
        return app

    def page(self, language: str = "en") -> str:
        """The page of the rule set."""
        return (self.folder / "out" / language / f"made/{ID}.html").read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with one rule set beside the shipped ones."""
    made = Site(tmp_path)
    made.write()
    return made


def test_a_page_shows_the_rule_with_its_cases_and_its_line(site: Site) -> None:
    """Criterion, scheme, what is assumed, worked cases, and a link to the line of the file."""
    site.rules.with_name("2024.cases.toml").write_text(CASES, encoding="utf-8")
    site.build()
    page = site.page()
    for shown in ("多于5，10分", "scores by bands", "没有说明", "六个编制", "posts = 6"):
        assert shown in page
    line = RULES.splitlines().index("[indicators.item]") + 1
    assert f'href="#line-{line}"' in page
    assert f'id="line-{line}"' in page
    assert not site.warnings


def test_a_page_says_why_there_is_no_curve(site: Site) -> None:
    """A score over a figure has its drawing; in its place a judged one has the reason."""
    site.build()
    assert '<figure class="zhibiao-curve"><svg' in site.page()
    assert "There is no score curve" not in site.page()
    scheme, _, _ = RULES.partition("[indicators.item.scheme]")
    site.rules.write_text(scheme + 'scheme = { kind = "judged" }\n', encoding="utf-8")
    site.build()
    assert "There is no score curve: an assessor gives the score" in site.page()
    assert "<figure" not in site.page()
    site.build("zh_CN")
    assert "没有得分曲线：得分由评审人员评定" in site.page("zh_CN")
    assert not site.warnings


def test_a_case_shows_only_the_figures_that_its_score_is_made_from(site: Site) -> None:
    """A case that fills in a whole form is short under each indicator, and whole below."""
    more = '\n[measures.staff]\nlabel = "在职人员数"\nunit = "人"\n'
    site.rules.write_text(RULES + more, encoding="utf-8")
    written = CASES.replace("{ posts = 6 }", "{ posts = 6, staff = 7 }")
    whole = written.replace("{ item = 10 }", "{ item = 10, total = 10 }")
    site.rules.with_name("2024.cases.toml").write_text(written, encoding="utf-8")
    site.build()
    assert "staff = 7" not in site.page().partition('id="file"')[0]
    site.rules.with_name("2024.cases.toml").write_text(whole, encoding="utf-8")
    site.build()
    assert site.page().partition('id="file"')[0].count("staff = 7") == 1


def test_open_rows_adjustments_and_execution_have_their_places(site: Site) -> None:
    """What stands around the indicators is shown, with its schemes and tests."""
    around = """
[execution]
points = 10

[measures.annual_budget]
label = "全年预算数"
unit = "万元"

[measures.expenditure]
label = "全年执行数"
unit = "万元"

[open.own]
tier = "input"
points = 5
quantitative = { kind = "completion", direction = "target" }
qualitative = { kind = "judged" }

[adjustments.breach]
label = "重大违规"
kind = "veto"
when = "posts = 0"

[not_applicable]
policy = "rescale-tier"
"""
    site.rules.write_text(RULES + around, encoding="utf-8")
    site.build()
    assert not site.warnings
    for shown in (
        "预算执行率",
        "pro rata to completion",
        "重大违规",
        "veto",
        "the rest of its tier",
    ):
        assert shown in site.page()


def test_the_page_speaks_the_language_of_the_site(site: Site) -> None:
    """The fixed words are in the site's language; the rule set's own are as they are."""
    site.build("zh_CN")
    page = site.page("zh_CN")
    assert "分档计分" in page
    assert "Indicators and points" not in page


def test_a_page_changes_with_its_file(site: Site) -> None:
    """A second build shows what the file says now, cases included."""
    site.build()
    site.write(criterion="多于5，得满分")
    site.rules.with_name("2024.cases.toml").write_text(CASES, encoding="utf-8")
    site.build()
    assert "多于5，得满分" in site.page()
    assert "六个编制" in site.page()


def test_a_page_vanishes_with_its_file(site: Site) -> None:
    """Without the file there is no stub, and so no source of a page."""
    assert f"made/{ID}" in site.build().env.found_docs
    site.rules.unlink()
    assert f"made/{ID}" not in site.build().env.found_docs


def test_what_a_rule_set_says_is_never_markup(site: Site) -> None:
    """Roles, directives, links and tags in a rule set are shown as they are written."""
    hostile = "<script>x</script> **b** :doc:`index` `a <http://x>`_ |s| .. raw:: html"
    site.write(label=hostile, criterion=hostile)
    app = site.build()
    assert not site.warnings
    assert "<script>x" not in site.page()
    document = app.env.get_doctree(f"made/{ID}")
    assert not list(document.findall(nodes.raw))
    quoted = next(document.findall(nodes.block_quote))
    assert quoted.astext() == hostile


def test_a_broken_rule_set_is_a_warning_with_its_line(site: Site) -> None:
    """The build says what is wrong; with warnings as errors it fails."""
    site.rules.write_text(RULES.replace("points = 10", "points = 'x'", 1), encoding="utf-8")
    site.build()
    assert "2024.toml:9:1" in site.warnings
    assert "cannot be read" in site.page()


def test_an_id_with_odd_characters_has_no_page(site: Site) -> None:
    """A file name could hold markup; such a rule set is left out."""
    odd = site.rules.with_name("2024 `x`.toml")
    odd.write_text(RULES, encoding="utf-8")
    assert not [name for name in site.build().env.found_docs if "`" in name]


def test_the_file_is_not_indexed_twice(site: Site) -> None:
    """The words of the page are found, those of its listing alone are not."""
    app = site.build()
    words = app.env._search_index_mapping
    assert f"made/{ID}" in words["没有"]
    assert f"made/{ID}" not in words.get("fiscal_year", set())


def test_formulas_stand_beside_measures_and_scores(site: Site) -> None:
    """A computed measure shows its quotient and a score its cases, as MathML and no script."""
    more = '\n[measures.staff]\nlabel = "在职人员数"\nunit = "人"\n'
    more += '\n[measures.rate]\nlabel = "控制率"\nunit = "%"\nformula = "staff / posts"\n'
    site.rules.write_text(RULES + more, encoding="utf-8")
    site.build()
    page = site.page()
    assert re.search(
        r"<mfrac>\s*<mtext>在职人员数</mtext>\s*<mtext>编制数</mtext>\s*</mfrac>", page
    )
    assert re.search(r"<mtable.*<mtext>编制数</mtext>.*</mtable>", page, re.DOTALL)
    assert "mathjax" not in page.lower()
    assert not site.warnings
