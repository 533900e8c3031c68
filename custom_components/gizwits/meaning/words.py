"""Words of option labels, Chinese and English, and the stable keys they get.

A label is what the cloud takes; its key is what Home Assistant stores and shows in the
user's language. A label nobody knows is its own key.
"""

from collections import Counter
from collections.abc import Collection
from typing import Final

from ..api import Enum
from ..pattern import Pattern
from .option_words import OPTION_WORDS
from .text import plain

_KEYS: Final = {word: key for key, words in OPTION_WORDS.items() for word in words}

# Words that mean this only where the enum has the others too: label, keys of the other
# options, key. 关 of 开/停/关 is a curtain's, 解冻 beside 舒适 is a pilot wire's.
_CURTAIN: Final = frozenset({"on", "off", "stop"})
_IN_COMPANY: Final[tuple[tuple[str, frozenset[str], str], ...]] = (
    *((label, _CURTAIN, "open") for label in ("开", "打开", "开启")),
    *((label, _CURTAIN, "close") for label in ("关", "关闭")),
    ("解冻", frozenset({"comfort"}), "frost"),
    ("断开", frozenset({"last_state"}), "off"),
    ("闭合", frozenset({"last_state"}), "on"),
    ("wind", frozenset({"cool"}), "fan_only"),
    ("c", frozenset({"f"}), "celsius"),
    ("f", frozenset({"c"}), "fahrenheit"),
    ("sat", frozenset({"friday", "monday"}), "saturday"),
    ("sun", frozenset({"friday", "monday"}), "sunday"),
)

_MODE: Final = Pattern(r"(?<=.)(模式| mode)$")
_BILINGUAL: Final = Pattern(r"(.+?) ?\((.+)\)$")


def option_keys(enum: Enum) -> dict[str, str]:
    """Return the enum's options by stable keys, in their order.

    No two options have the same key: those that would keep their labels instead.
    """
    words = {option: known_key(option) or plain(option) for option in enum.options}
    company = frozenset(words.values())
    keys = {option: _key(option, company) for option in enum.options}
    while twice := _twice(keys.values()):
        keys = {option: option if key in twice else key for option, key in keys.items()}
    return {key: option for option, key in keys.items()}


def known_key(label: str) -> str | None:
    """Return the key of a label that means something alone, None for any other."""
    text = plain(label)
    if key := _word_key(text):
        return key
    # "自动 (Auto)" says the same twice; "High (eco)" says more than "High".
    if both := _BILINGUAL.match(text):
        own, other = map(_word_key, both.groups())
        return own if own == other else None
    return None


def _word_key(text: str) -> str | None:
    return _KEYS.get(text) or _KEYS.get(_MODE.sub("", text))


def _key(option: str, company: frozenset[str]) -> str:
    text = plain(option)
    for label, others, key in _IN_COMPANY:
        if text == label and others <= company:
            return key
    return known_key(option) or option


def _twice(keys: Collection[str]) -> set[str]:
    return {key for key, count in Counter(keys).items() if count > 1}
