"""Which datapoints the bytes of a command write.

Only flags are read, no values: that is enough to tell what a payload is about.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple, Self

from .datapoint import Access
from .fields import as_int, as_text

# The first byte of a payload: what is to be done (Open API document, "control";
# 0x01 and 0x02 of fixed length, 0x11 and 0x12 of variable length).
_FIXED: Final = (0x01, 0x02)
_VAR_LEN: Final = (0x11, 0x12)
_MOST_IDS: Final = 4096


class Layout(NamedTuple):
    """Where the flags of a product's datapoints stand in a payload.

    `names` are those that have a flag, by their bit; `size` is how many bytes all
    flags have.
    """

    is_var_len: bool
    names: Mapping[int, str]
    size: int

    @classmethod
    def of(
        cls, definition: Mapping[str, Any], attributes: Iterable[Any]
    ) -> Self | None:
        """Return the layout of a definition, None where its ids make no sense.

        Payloads of fixed length have a flag for what is writable, those of variable
        length one for everything; it is the bit of the datapoint's id, in one
        big-endian number.
        """
        is_var_len = as_text(definition.get("protocolType")) == "var_len"
        names: dict[int, str] = {}
        for attribute in attributes:
            number, name = as_int(attribute.get("id")), as_text(attribute.get("name"))
            is_flagged = is_var_len or attribute.get("type") == Access.WRITABLE
            if not is_flagged:
                continue
            if number is None or number in names or not 0 <= number < _MOST_IDS:
                return None
            names[number] = name
        bits = max(len(names), max(names, default=-1) + 1)
        return cls(is_var_len, names, -(-bits // 8))

    def written(self, payload: bytes) -> frozenset[str] | None:
        """Return the names of the datapoints a payload writes.

        None where that cannot be told: it is no plain write, it is cut off, or it has
        a flag that belongs to no datapoint.
        """
        write, read = _VAR_LEN if self.is_var_len else _FIXED
        action, flags = payload[:1], payload[1 : 1 + self.size]
        if action == bytes((read,)):
            return frozenset()
        if action != bytes((write,)) or len(flags) < self.size:
            return None
        bits = int.from_bytes(flags)
        own = {
            number: name for number, name in self.names.items() if bits >> number & 1
        }
        if bits.bit_count() != len(own):
            return None
        return frozenset(own.values())
