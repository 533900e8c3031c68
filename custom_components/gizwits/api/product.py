"""A product: the datapoints that all devices of one product key share."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
import logging
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Self

from .datapoint import Access, AnyDatapoint, Binary, Bool, Enum, Number, Value
from .exceptions import GizwitsValueError
from .fields import JsonValue, as_int, as_list, as_mapping, as_number, as_text
from .inference import NOTHING_SEEN, Sightings, infer, news
from .layout import Layout

_LOGGER = logging.getLogger(__name__)

# Largest real definition: 220 datapoints, 40 labels, 781 bytes.
_MOST_DATAPOINTS: Final = 2000
_MOST_LABELS: Final = 500
_MOST_BYTES: Final = 65536
_MOST_NAME: Final = 100
# Beyond this, numbers of JSON lose digits.
_LARGEST_NUMBER: Final = 2**53
_LARGEST: Final = {"uint8": 0xFF, "uint16": 0xFFFF, "uint32": 0xFFFFFFFF}


class _BrokenDatapointError(Exception):
    """An attribute of a definition that cannot be understood."""


class Product(NamedTuple):
    """What a product can do; parsed once per product key.

    `datapoints` is by name, in the definition's order; it is empty where the cloud
    has no definition of the product. Where they were inferred from reports, `seen` is
    what is known of these. `layout` tells what bytes write, where the definition does;
    `left_out` counts what of the definition could not be understood.
    """

    product_key: str
    name: str = ""
    datapoints: Mapping[str, AnyDatapoint] = MappingProxyType({})
    seen: Sightings | None = None
    layout: Layout | None = None
    left_out: int = 0

    @classmethod
    def from_definition(cls, product_key: str, raw: object) -> Self:
        """Return the product of an answer of `GET /app/datapoint`.

        A datapoint that cannot be understood is left out with one warning; the rest
        of the product works.
        """
        definition = as_mapping(raw)
        datapoints: dict[str, AnyDatapoint] = {}
        broken: list[str] = []
        for attribute in _attributes(definition):
            name = attribute.get("name")
            if not isinstance(name, str):
                broken.append("one without a name")
                continue
            if name in datapoints:
                broken.append(f"{name!r}: its name is there twice")
                continue
            try:
                datapoints[name] = _parse(name, attribute)
            except _BrokenDatapointError as err:
                broken.append(f"{name[:_MOST_NAME]!r}: {err}")
        if broken:
            _LOGGER.warning(
                "Product %s: %d datapoints of its definition are left out (%s)",
                product_key,
                len(broken),
                "; ".join(broken[:10]),
            )
        layout = Layout.of(definition, _attributes(definition)) if datapoints else None
        name = as_text(definition.get("name"))
        return cls(product_key, name, datapoints, layout=layout, left_out=len(broken))

    @classmethod
    def inferred(
        cls,
        product_key: str,
        name: str = "",
        seen: Sightings = NOTHING_SEEN,
        *,
        writable: bool = False,
    ) -> Self:
        """Return the product that reports show, where there is no definition."""
        return cls(product_key, name, infer(seen, writable=writable), seen)

    def look(self, attrs: Mapping[str, Any]) -> Sightings:
        """Return what a report shows of an inferred product that is not known yet."""
        return NOTHING_SEEN if self.seen is None else news(self.seen, attrs)

    def decode(self, attrs: Mapping[str, Any]) -> dict[str, Value | None]:
        """Return the values of a report by datapoint name.

        Attributes the definition does not know are left out.
        """
        own = self.datapoints
        return {
            name: own[name].decode(raw) for name, raw in attrs.items() if name in own
        }

    def reported(self, values: Mapping[str, Value | None]) -> dict[str, JsonValue]:
        """Return values as `GET /app/devdata` would give them: the reverse of `decode`.

        One that its device can no longer have is given as it is.
        """
        return {
            name: None if value is None else _reported(self.datapoints[name], value)
            for name, value in values.items()
            if name in self.datapoints
        }

    def encode(self, values: Mapping[str, Value]) -> dict[str, JsonValue]:
        """Return `attrs` of a control request for values by datapoint name.

        Raises GizwitsValueError when one is unknown, read-only or does not fit.
        """
        return {name: self._writable(name).encode(v) for name, v in values.items()}

    def decode_scene(self, attrs: Mapping[str, Any]) -> dict[str, Value | None]:
        """Return the values of a scene's command by datapoint name; see `decode`."""
        own = self.datapoints
        return {
            name: own[name].decode_scene(raw)
            for name, raw in attrs.items()
            if name in own
        }

    def encode_scene(self, values: Mapping[str, Value]) -> dict[str, JsonValue]:
        """Return `attrs` of a scene's command for values by name; see `encode`."""
        return {
            name: self._writable(name).encode_scene(value)
            for name, value in values.items()
        }

    def _writable(self, name: str) -> AnyDatapoint:
        datapoint = self.datapoints.get(name)
        if datapoint is None:
            raise GizwitsValueError(name, "unknown_datapoint")
        if not datapoint.writable:
            raise GizwitsValueError(name, "not_writable")
        return datapoint


def _reported(datapoint: AnyDatapoint, value: Value) -> JsonValue:
    raw = value.hex() if isinstance(value, bytes) else value
    if datapoint.decode(raw) == value:
        return raw
    try:
        return datapoint.encode(value)
    except GizwitsValueError:
        return raw


def is_definition(raw: object) -> bool:
    """Return whether an answer of `GET /app/datapoint` says anything of a product."""
    return next(_attributes(as_mapping(raw)), None) is not None


def _attributes(definition: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    attributes = [
        as_mapping(attribute)
        for entity in as_list(definition.get("entities"))
        for attribute in as_list(as_mapping(entity).get("attrs"))
    ]
    yield from attributes[:_MOST_DATAPOINTS]


def _parse(name: str, raw: Mapping[str, Any]) -> AnyDatapoint:
    """Return the datapoint of one member of `attrs`."""
    if not name.strip() or len(name) > _MOST_NAME or not name.isprintable():
        raise _BrokenDatapointError("it has no usable name")
    try:
        access = Access(as_text(raw.get("type")))
    except ValueError:
        raise _BrokenDatapointError("its access is unknown") from None
    label, description = as_text(raw.get("display_name")), as_text(raw.get("desc"))
    match as_text(raw.get("data_type")):
        case "bool":
            return Bool(name=name, label=label, access=access, description=description)
        case "enum":
            return Enum(
                name=name,
                label=label,
                access=access,
                description=description,
                labels=_labels(raw),
            )
        case "uint8" | "uint16" | "uint32" as data_type:
            minimum, maximum, step = _limits(raw, _LARGEST[data_type])
            return Number(
                name=name,
                label=label,
                access=access,
                description=description,
                minimum=minimum,
                maximum=maximum,
                step=step,
            )
        case "binary":
            return Binary(
                name=name,
                label=label,
                access=access,
                description=description,
                length=_length(raw),
            )
        case data_type:
            raise _BrokenDatapointError(f"its data type {data_type[:20]!r} is unknown")


def _labels(raw: Mapping[str, Any]) -> tuple[str, ...]:
    labels = tuple(
        label if isinstance(label, str) else as_text(label)
        for label in as_list(raw.get("enum"))[:_MOST_LABELS]
    )
    if not any(label.strip() for label in labels):
        raise _BrokenDatapointError("it has no options")
    return labels


def _limits(
    raw: Mapping[str, Any], largest: int
) -> tuple[int | float, int | float, int | float]:
    """Return minimum, maximum and step in display units.

    `min` and `max` of `uint_spec` are wire integers, shown is x * ratio + addition
    (Open API document, "datapoint"). A missing limit, or 0 for both, is the type's.
    """
    spec = as_mapping(raw.get("uint_spec"))
    ratio, addition = _member(spec, "ratio", 1), _member(spec, "addition", 0)
    low, high = _member(spec, "min", 0), _member(spec, "max", largest)
    if low == high == 0:
        high = Decimal(largest)
    if not ratio or low > high:
        raise _BrokenDatapointError("its range is empty")
    ends = sorted(end * ratio + addition for end in (low, high))
    if max(map(abs, ends)) > _LARGEST_NUMBER:
        raise _BrokenDatapointError("its range is beyond all numbers")
    return _number(ends[0]), _number(ends[1]), _number(abs(ratio))


def _member(spec: Mapping[str, Any], name: str, default: int) -> Decimal:
    if spec.get(name) is None:
        return Decimal(default)
    if (number := as_number(spec[name])) is None:
        raise _BrokenDatapointError(f"its {name} is no number")
    return Decimal(str(number))


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _length(raw: Mapping[str, Any]) -> int:
    length = as_int(as_mapping(raw.get("position")).get("len"))
    if length is None or not 0 < length <= _MOST_BYTES:
        raise _BrokenDatapointError("its length is unknown")
    return length
