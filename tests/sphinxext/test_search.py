"""Chinese search: what a reader types is found among what was indexed."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from zhibiao.sphinxext.search import CharactersAndPairs

SEARCH = CharactersAndPairs({})


def test_chinese_is_split_into_characters_and_pairs() -> None:
    """A run of characters gives each of them and each two that stand together."""
    assert SEARCH.split("控制率") == ["控", "制", "率", "控制", "制率"]


def test_other_words_stay_whole_and_lose_their_case() -> None:
    """Latin words, ids and digits are words, also beside characters."""
    assert SEARCH.split("执行率Rate staff_control 5分") == [
        *["执", "行", "率", "执行", "行率"],
        *["rate", "staff_control", "5", "分"],
    ]


def test_punctuation_parts_words() -> None:
    """No pair reaches over a comma."""
    assert "费会" not in SEARCH.split("接待费，会议费")


def test_plain_numbers_are_not_indexed() -> None:
    """Sphinx does not search for them either."""
    assert not SEARCH.word_filter("100")
    assert SEARCH.word_filter("分")


@pytest.mark.skipif(shutil.which("node") is None, reason="the browser's half needs a JavaScript")
@pytest.mark.parametrize("query", ["控", "三公经费", "staff_control 控制率", "Ⅱ类 5分", "々〇"])
def test_the_browser_asks_only_for_words_that_are_indexed(query: str) -> None:
    """Each word of a query in the browser is one of the words of the same text in the index."""
    script = f"{SEARCH.js_splitter_code}\nconsole.log(JSON.stringify(splitQuery(process.argv[1])))"
    done = subprocess.run(  # noqa: S603  # a script of ours
        [str(shutil.which("node")), "-e", script, query],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    asked = {word.lower() for word in json.loads(done.stdout)}
    assert asked
    assert asked <= set(SEARCH.split(query))
