"""Bytes in the cloud's JSON, in the form each call has its own of.

Commands, groups and rules have a list of numbers, schedules hex digits, scenes base64
(newer document, "binary_coding", which would choose another and is left out).
"""

import base64
import binascii
from typing import Any

from .fields import as_list


def from_hex(raw: Any) -> bytes:
    """Return the bytes of hex digits, none where they are none.

    The document's sample of a schedule forgets the quotes: digits may be a number.
    """
    try:
        return bytes.fromhex(str(raw) if isinstance(raw, int) else raw)
    except TypeError, ValueError:
        return b""


def from_base64(raw: Any) -> bytes:
    """Return the bytes of base64, none where it is none."""
    try:
        return base64.b64decode(raw, validate=True)
    except binascii.Error, TypeError, ValueError:
        return b""


def from_list(raw: object) -> bytes:
    """Return the bytes of a list of numbers, none where one is no byte."""
    try:
        return bytes(as_list(raw))
    except TypeError, ValueError:
        return b""
