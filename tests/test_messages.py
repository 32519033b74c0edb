"""Messages: values from documents reach the reader, but command no terminal."""

from __future__ import annotations

import pytest

from zhibiao.messages import Text, say, visible


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
