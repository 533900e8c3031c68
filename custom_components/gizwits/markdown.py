"""Text that is shown as it is, where Home Assistant's frontend expects Markdown."""

from collections.abc import Mapping
from string import punctuation
from typing import Final

from .api.fields import as_name

_LONGEST: Final = 200
# A placeholder that is an image, made here of bytes.
_PICTURE: Final = "picture"
# Each of them can begin something: a link, an image, a tag, a list, an address.
_ESCAPED: Final = str.maketrans({mark: f"\\{mark}" for mark in punctuation})


def plain(text: str) -> str:
    """Return Markdown that shows `text`, which a person or the cloud chose.

    It stays on one line, and neither characters that reorder it nor more than a line's
    length of it are left.
    """
    return as_name(text)[:_LONGEST].translate(_ESCAPED)


def plain_texts(placeholders: Mapping[str, str]) -> dict[str, str]:
    """Return the placeholders of a description, each shown as it is."""
    return {
        name: text if name == _PICTURE else plain(text)
        for name, text in placeholders.items()
    }
