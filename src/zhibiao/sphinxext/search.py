"""Search in Chinese text without a dictionary: every character and every pair is a word.

Sphinx's own class for Chinese needs a segmenter, whose words rarely are the ones that people
look for in tables of indicators. The splitting is done twice, for the index in Python and for
the query in the browser; both follow the same character classes. Nothing here ranks results.
"""

from __future__ import annotations

import re

from sphinx.search import SearchLanguage

# CJK ideographs with their extensions, and the marks 々 and 〇 that stand among them.
_HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff"
_RUN = re.compile(rf"(?P<han>[{_HAN}]+)|[^\W{_HAN}]+")

_SPLITTER = r"""
var splitQuery = (query) => {
  const words = [];
  for (const [run] of query.matchAll(/[HAN]+|(?:(?![HAN])[\p{L}\p{N}_])+/gu)) {
    if (!/^[HAN]/u.test(run) || run.length === 1) { words.push(run); continue; }
    for (let i = 0; i + 1 < run.length; i++) words.push(run.slice(i, i + 2));
  }
  return words;
};
"""


class CharactersAndPairs(SearchLanguage):
    """Indexes Chinese by characters and pairs of characters, all else by words.

    A query of one character finds that character, a longer one all of its pairs.
    """

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = _SPLITTER.replace("HAN", _HAN)

    def split(self, input: str) -> list[str]:  # noqa: A002  # the name is Sphinx's
        """The words of a text, as they enter the index."""
        words: list[str] = []
        for found in _RUN.finditer(input):
            run = found[0]
            if found["han"]:
                words += run
                words += [run[at : at + 2] for at in range(len(run) - 1)]
            else:
                words.append(run.lower())
        return words
