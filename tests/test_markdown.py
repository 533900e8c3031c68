"""No text of the cloud, and none a person typed, becomes markup."""

from html import unescape
import re

from hypothesis import given, strategies as st
import pytest

from custom_components.gizwits.markdown import plain

_ESCAPED = re.compile(r"\\(.)")


@pytest.mark.parametrize(
    "text",
    [
        "anna@example.com",
        "[click](https://evil.example)",
        "![x](https://evil.example/a.png)",
        "<script>alert(1)</script>",
        "**bold** _it_ ~~no~~ `code` $x$ | a |",
        "www.evil.example",
        "{{ states('lock.door') }} {% if 1 %}",
        "1. list # head > quote - item + item",
        "&#60;b&#62; back\\slash",
    ],
)
def test_nothing_of_it_is_markup(text: str) -> None:
    """Each character that could begin something is escaped, and nothing is lost."""
    shown = plain(text)
    assert not re.search(r"[^\\\w\s]", re.sub(r"\\[!-/:-@\[-`{-~]", "", shown))
    assert _ESCAPED.sub(r"\1", shown) == text


def test_it_is_one_short_line() -> None:
    """Whatever reorders it, breaks it or makes it long is gone."""
    assert plain("a\n\n# b\u202ec\x00d") == r"a \# b c d"
    assert len(plain("a" * 5000)) == 200


@given(st.text())
def test_any_text(text: str) -> None:
    """One line, in which no entity of HTML is left."""
    shown = plain(text)
    assert len(shown.splitlines()) <= 1
    assert unescape(shown) == shown
