"""The shape of a product: its datapoints, found by what they are called."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple
import unicodedata

from ..api import Access, AnyDatapoint, Bool, Enum, Number, Product
from ..forbidden import never_write
from ..meaning.pairs import Pair, find_pairs
from ..meaning.twins import find_twins, without_celsius
from ..pattern import Pattern
from .quantity import Quantity, low_of

type Words = Pattern

# A label in two languages: 采暖开关 (CH on/off).
_BRACKETS: Final = Pattern(r"[(（【\[]([^)）】\]]*)[)）】\]]")
_NUMBER: Final = Pattern(r"\d+")
_MOST_CHANNELS: Final = 16
_NO_PAIRS: Final[Mapping[str, Pair]] = MappingProxyType({})
# "CH1 brightness" is the brightness of what is numbered 1.
_OF_CHANNEL: Final = Pattern(r"(?:channel|ch|zone|line|第?(?:通道|回路|路))(?=.)")
# A description as short as this is one more name.
_LONGEST_NAME: Final = 8


def words(*patterns: str) -> Words:
    """Return words that a whole name or label has to be, as `key_of` gives them."""
    return Pattern("|".join(f"(?:{pattern})" for pattern in patterns))


def key_of(text: str) -> str:
    """Return only the letters and digits of a text, in lower case.

    `Set_Temp`, `setTemp` and "Set temp" are all `settemp`.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, plain))


class Point(NamedTuple):
    """A datapoint and what it is called: its identifier, its label and parts of it."""

    datapoint: AnyDatapoint
    called: frozenset[str]

    def is_called(self, words: Words) -> bool:
        """Return whether one of its names is one of these words."""
        return any(map(words.fullmatch, self.called))


def _called(datapoint: AnyDatapoint, *, is_twin: bool = False) -> frozenset[str]:
    """Return what it is called; what is there in °F as well, without its unit too."""
    label, description = datapoint.label, datapoint.description
    texts = [
        datapoint.name,
        label,
        _BRACKETS.sub("", label),
        *_BRACKETS.compiled.findall(label),
    ]
    if len(description) <= _LONGEST_NAME and description.isalpha():
        texts.append(description)
    called = [*map(key_of, texts), *(map(without_celsius, texts) if is_twin else ())]
    return frozenset(filter(None, called))


class Shape:
    """The datapoints of a product that no composite has taken yet.

    `names` are those of the product; `number` is that of the channel it is.
    """

    def __init__(
        self,
        points: Iterable[Point],
        names: str,
        number: int = 0,
        pairs: Mapping[str, Pair] = _NO_PAIRS,
    ) -> None:
        """Take datapoints as they are; `pairs` are by the name of the whole."""
        self.points = {point.datapoint.name: point for point in points}
        self._pairs = pairs
        self.names = names
        self.number = number

    @classmethod
    def of(
        cls, product: Product, names: Iterable[str], taken: Container[str] = ()
    ) -> Shape:
        """Return the shape of a product, without what nothing may write.

        A pair is one number in it. What is `taken` is left out, and so is what is there
        in °C as well.
        """
        datapoints = dict(product.datapoints)
        pairs = {
            pair.number.name: pair
            for pair in find_pairs(product)
            if pair.number.name not in datapoints
        }
        for name, pair in pairs.items():
            datapoints[name] = pair.number
            del datapoints[pair.high.name], datapoints[pair.low.name]
        twins = find_twins(datapoints.values())
        points = (
            Point(datapoint, _called(datapoint, is_twin=name in twins))
            for name, datapoint in datapoints.items()
            if name not in taken
            and not never_write(datapoint)
            and name not in twins.values()
        )
        return cls(points, " ".join(names), pairs=pairs)

    def take(self, roles: Mapping[str, AnyDatapoint]) -> dict[str, AnyDatapoint]:
        """Note that a composite has these; return them with both parts of pairs."""
        own = dict(roles)
        for role, datapoint in roles.items():
            self.points.pop(datapoint.name, None)
            if pair := self._pairs.get(datapoint.name):
                own |= {role: pair.high, low_of(role): pair.low}
        return own

    def quantity(self, role: str, number: Number) -> Quantity:
        """Return the quantity of a number that plays a role."""
        pair = self._pairs.get(number.name)
        return Quantity.of_pair(role, pair) if pair else Quantity.of(role, number)

    def is_product(self, words: Words) -> bool:
        """Return whether the product's names contain one of these words."""
        return bool(words.search(self.names.casefold()))

    def mentions(self, words: Words) -> bool:
        """Return whether any datapoint is called by one of these words."""
        return any(point.is_called(words) for point in self.points.values())

    def bools(self, *wanted: Words, writable: bool = True) -> list[Bool]:
        """Return the bools called by one of these words."""
        return list(self._all(Bool, wanted, writable))

    def enums(self, *wanted: Words, writable: bool = True) -> list[Enum]:
        """Return the enums called by one of these words."""
        return list(self._all(Enum, wanted, writable))

    def numbers(self, *wanted: Words, writable: bool = True) -> list[Number]:
        """Return the numbers called by one of these words."""
        return list(self._all(Number, wanted, writable))

    def one_bool(self, *wanted: Words, writable: bool = True) -> Bool | None:
        """Return the one bool called by the first words that anything is called by.

        None where there are several: which of them is meant is not known.
        """
        return _only(self.bools(one, writable=writable) for one in wanted)

    def one_enum(self, *wanted: Words, writable: bool = True) -> Enum | None:
        """Return the one enum called by the first words that anything is called by."""
        return _only(self.enums(one, writable=writable) for one in wanted)

    def one_number(self, *wanted: Words, writable: bool = True) -> Number | None:
        """Return the one number called by the first words anything is called by."""
        return _only(self.numbers(one, writable=writable) for one in wanted)

    def _all[T: AnyDatapoint](
        self, kind: type[T], wanted: Iterable[Words], writable: bool
    ) -> Iterator[T]:
        access = Access.WRITABLE if writable else Access.READONLY
        for point in self.points.values():
            own = point.datapoint
            if (
                isinstance(own, kind)
                and own.access is access
                and any(map(point.is_called, wanted))
            ):
                yield own

    def channels(self) -> list[Shape]:
        """Return a shape for each of several equal channels, numbered.

        Each has what is called the same but for the number: `Valve1`, `Valve2`.
        """
        stems: defaultdict[str, dict[int, Point]] = defaultdict(dict)
        for point in self.points.values():
            numbers = _NUMBER.compiled.findall(point.datapoint.name)
            if len(numbers) == 1 and 0 < int(numbers[0]) <= _MOST_CHANNELS:
                stem = _NUMBER.sub("", point.datapoint.name)
                stems[stem][int(numbers[0])] = point
        counted = Counter(
            number for same in stems.values() if len(same) > 1 for number in same
        )
        return [
            Shape(
                (
                    _unnumbered(same[number])
                    for same in stems.values()
                    if len(same) > 1 and number in same
                ),
                self.names,
                number,
                self._pairs,
            )
            for number in sorted(counted)
        ]


def _unnumbered(point: Point) -> Point:
    called = [_NUMBER.sub("", text) for text in point.called]
    called += [_OF_CHANNEL.sub("", text, count=1) for text in called if text]
    return Point(point.datapoint, frozenset(filter(None, called)))


def _only[T](found: Iterable[list[T]]) -> T | None:
    for some in found:
        if some:
            return some[0] if len(some) == 1 else None
    return None
