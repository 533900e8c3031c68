"""Two datapoints that are one number: high and low byte, whole and tenth, hour and minute.

Definitions know no 16-bit byte pairs and no fractions in two parts; makers use two
datapoints for them. One of them alone reads wrong (46.6 °C for 21.0) and writes worse,
so both are one entity, written in one request.
"""

from collections.abc import Iterator, Mapping
from copy import replace
import re
from typing import Final, NamedTuple, cast

from ..api import Number, Product, Value
from ..forbidden import is_bookkeeping, never_write
from ..pattern import Pattern
from .units import normalise


class Pair(NamedTuple):
    """A number in two parts: `(high * factor + low) * scale`."""

    high: Number
    low: Number
    factor: int
    scale: float
    # What it would be in one part; the name is what both names begin with.
    number: Number

    def decode(self, high: object, low: object) -> int | float | None:
        """Return the number of both parts, None while one of them is not known."""
        if not isinstance(high, int | float) or not isinstance(low, int | float):
            return None
        return self.number.decode((high * self.factor + low) * self.scale)

    def encode(self, value: Value) -> dict[str, Value]:
        """Return both parts by their datapoints' names.

        Raises GizwitsValueError when the number does not fit.
        """
        number = cast(float, self.number.encode(value))
        high, low = divmod(round(number / self.scale), self.factor)
        return {self.high.name: high, self.low.name: low}


class _Kind(NamedTuple):
    """Endings of the two names, and what of the labels only says which part it is."""

    name: Pattern
    is_high: Pattern
    label: Pattern


_BYTES: Final = _Kind(
    # `tempH`, `temp_high`; a capital alone follows a small letter
    Pattern(
        r"^(.*[^\W_])(?:(?<=[a-z\d])([HL])|_([HLhl])|_?((?i:high|low|hi|lo|msb|lsb)))$"
    ),
    Pattern(r"^(h|hi|high|msb)$", re.IGNORECASE),
    Pattern(
        r"[\s,(（]*((high|low)\s*(byte|word)|[高低]\s*(字节|位|8位|16位))[)）]?",
        re.IGNORECASE,
    ),
)
_PARTS: Final = _Kind(
    Pattern(r"^(.*[^\W_])_?((?i:integer|int|decimal|dec|frac(?:tion)?))$"),
    Pattern(r"^int", re.IGNORECASE),
    Pattern(
        r"[\s,(（]*(integer( part)?|decimal( part)?|tenths|整数(部分)?|小数(部分)?)[)）]?",
        re.IGNORECASE,
    ),
)
_TIME: Final = _Kind(
    Pattern(r"^(.*[^\W_])_?((?i:hours?|minutes?|mins?))$"),
    Pattern(r"^h", re.IGNORECASE),
    Pattern(r"[\s,(（]*(hours?|minutes?|小时数?|分钟数?|[时分])[)）]?$", re.IGNORECASE),
)
_KINDS: Final = (_BYTES, _PARTS, _TIME)

# Limits are high and low as well (`Temp_High`, `Temp_Low`): bytes are called so.
_CALLED_BYTES: Final = Pattern(
    r"字节|[高低](8|16)?位|\bbyte\b|\bword\b|\b(256|65536)\b", re.IGNORECASE
)
# A high byte that only makes room for a few more values is no limit either.
_FEW: Final = 15
_TENTHS: Final = Pattern(r"/ ?10\b|\* ?0\.1\b|÷ ?10\b|0\.1 ?(°C|度)")
_HUNDREDTHS: Final = Pattern(r"/ ?100\b|\* ?0\.01\b|÷ ?100\b")
_TEMPERATURE: Final = Pattern(r"temp|温", re.IGNORECASE)
# No bath, room or heater in whole degrees; tenths are what two bytes are for.
_TOO_HOT: Final = 150
_CLOCK: Final = Pattern(r"^(time|clock|now|cur(rent)?|start|end|begin|on|off)_?$|时刻")


def find_pairs(product: Product) -> list[Pair]:
    """Return the pairs of a product's datapoints, none of them in two pairs."""
    numbers = [
        datapoint
        for datapoint in product.datapoints.values()
        if isinstance(datapoint, Number)
        and datapoint.step == 1
        and datapoint.minimum >= 0
        and not is_bookkeeping(datapoint)
        and not (datapoint.writable and never_write(datapoint))
    ]
    found: dict[str, Pair] = {}
    for kind in _KINDS:
        for stem, high, low in _candidates(kind, numbers):
            # The whole may be there as well, of another firmware.
            is_taken = stem in product.datapoints or stem in found
            pair = _pair(kind, high.name if is_taken else stem, high, low)
            if pair and not {high.name, low.name} & found.keys():
                found |= dict.fromkeys((high.name, low.name, stem), pair)
    return list({pair.high.name: pair for pair in found.values()}.values())


def _candidates(
    kind: _Kind, numbers: list[Number]
) -> Iterator[tuple[str, Number, Number]]:
    """Yield the numbers whose names differ only in their ends."""
    highs: dict[str, Number] = {}
    lows: dict[str, Number] = {}
    for number in numbers:
        if match := kind.name.match(number.name):
            end = next(filter(None, match.groups()[1:]))
            (highs if kind.is_high.match(end) else lows).setdefault(match[1], number)
    for stem, high in highs.items():
        if (low := lows.get(stem)) and low.access is high.access:
            yield stem, high, low


def _pair(kind: _Kind, name: str, high: Number, low: Number) -> Pair | None:
    if kind is _BYTES:
        return _byte_pair(name, high, low)
    if kind is _PARTS:
        if low.minimum != 0 or low.maximum not in (9, 99):
            return None
        factor = round(low.maximum) + 1
        return _joined(kind, name, high, low, factor, 1 / factor)
    is_time = low.minimum == 0 and low.maximum == 59 and high.maximum not in (23, 24)
    if not is_time or _CLOCK.search(name.casefold()):
        return None
    minutes = _joined(kind, name, high, low, 60, 1)
    label = minutes.number.label
    if label and label.isascii() and "time" not in label.casefold():
        label = f"{label} time"
    number = replace(minutes.number, label=label, description="minutes")
    return replace(minutes, number=number)


def _byte_pair(stem: str, high: Number, low: Number) -> Pair | None:
    factor = {0xFF: 0x100, 0xFFFF: 0x10000}.get(round(low.maximum))
    text = normalise(f"{high.label} {high.description} {low.label} {low.description}")
    if factor is None or low.minimum != 0 or high.maximum >= factor:
        return None
    if high.maximum > _FEW and not _CALLED_BYTES.search(text):
        return None
    scale = 1.0
    if _HUNDREDTHS.search(text):
        scale = 0.01
    elif _TENTHS.search(text) or (
        _TEMPERATURE.search(f"{stem} {text}")
        and high.maximum * factor + low.maximum > _TOO_HOT
    ):
        scale = 0.1
    return _joined(_BYTES, stem, high, low, factor, scale)


def _joined(
    kind: _Kind, stem: str, high: Number, low: Number, factor: int, scale: float
) -> Pair:
    def shown(high: float, low: float) -> int | float:
        value = round((high * factor + low) * scale, 2)
        return int(value) if value == int(value) else value

    label = "" if high.label == high.name else kind.label.sub("", high.label).strip()
    number = replace(
        high,
        name=stem,
        label=label,
        minimum=shown(high.minimum, low.minimum),
        maximum=shown(high.maximum, low.maximum),
        step=shown(0, 1),
    )
    return Pair(high=high, low=low, factor=factor, scale=scale, number=number)


def pairs_by_name(pairs: list[Pair]) -> Mapping[str, Pair]:
    """Return pairs by the names of both parts."""
    return {part.name: pair for pair in pairs for part in (pair.high, pair.low)}
