"""Messages: values from documents reach the reader, but command no terminal."""

from __future__ import annotations

import pytest

from zhibiao.messages import Text, default_language, say, visible


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x07", "\u202e", "\x9b", "\r"])
def test_a_value_commands_no_terminal(sign: str) -> None:
    """Escape sequences and marks that turn the writing are shown as what they are."""
    shown = say(Text(zh="“{x}”", en='"{x}"'), x=f"a{sign}b").render("en")
    assert sign[0] not in shown
    assert shown.startswith('"a')


def test_ordinary_text_stays_as_it_is() -> None:
    """Chinese, full-width signs and braces are no commands."""
    plain = "“三公”经费＞0 {x} {0.__class__} 第一行\n第二行\t①"
    assert visible(plain) == plain
    assert say(Text(zh="{x}", en="{x}"), x=plain).render("zh") == plain


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8", "ZHIBIAO_LANG": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "ZHIBIAO_LANG": "zh"}, "zh"),
    ],
)
def test_the_language_is_that_of_the_environment(
    environment: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``ZHIBIAO_LANG``, then the first locale that is set, then Chinese: so in ``C.UTF-8``."""
    for name in ("ZHIBIAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert default_language() == lang
