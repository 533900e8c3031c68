"""What a schedule does and when, and the schedules that are on the cloud."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, Self

from .datapoint import Value
from .exceptions import GizwitsRequestError
from .fields import JsonValue, as_bool, as_mapping, as_moment, as_text
from .payload import from_hex
from .product import Product
from .target import Target, TargetKind
from .when import When


class Plan(NamedTuple):
    """What to send to a device, and when (Open API document, "scheduler").

    `attrs` are as the cloud has them, so that a plan that was read can be sent back
    unchanged; `raw` is a payload instead of them. `when` is None where the cloud's
    words make no sense to us: such a plan can be looked at, not sent.
    """

    when: When | None
    attrs: Mapping[str, JsonValue] = MappingProxyType({})
    raw: bytes = b""
    enabled: bool = True
    remark: str = ""

    @classmethod
    def setting(
        cls,
        product: Product,
        values: Mapping[str, Value],
        when: When,
        *,
        enabled: bool = True,
        remark: str = "",
    ) -> Self:
        """Return the plan that sets values by datapoint name.

        Encoded as a command is: labels and hex. Raises GizwitsValueError when one is
        unknown, read-only or does not fit.
        """
        return cls(
            when=when, attrs=product.encode(values), enabled=enabled, remark=remark
        )

    def values(self, product: Product) -> dict[str, Value | None]:
        """Return what it sets, by datapoint name; unknown ones are left out."""
        return product.decode(self.attrs)

    def to_json(self) -> dict[str, JsonValue]:
        """Return the body of a schedule; `enabled` is always there.

        Only one document says what a missing one means. The payload is hex here, and
        only here.
        """
        if self.when is None:
            raise GizwitsRequestError("It is not known when this is to happen")
        body = self.when.to_json()
        if self.attrs:
            body["attrs"] = dict(self.attrs)
        if self.raw:
            body["raw"] = self.raw.hex()
        return {**body, "enabled": self.enabled, "remark": self.remark}

    @classmethod
    def from_json(cls, raw: object) -> Self:
        """Return the plan of a schedule of the cloud."""
        row = as_mapping(raw)
        return cls(
            when=When.from_json(row),
            attrs=as_mapping(row.get("attrs")),
            raw=from_hex(row.get("raw")),
            enabled=row.get("enabled") is None or as_bool(row["enabled"]),
            remark=as_text(row.get("remark")),
        )


class Schedule(NamedTuple):
    """A schedule that is on the cloud; `created_at` is in UTC."""

    id: str
    target: Target | None
    plan: Plan
    product_key: str = ""
    created_at: datetime | None = None

    @classmethod
    def from_json(cls, row: Mapping[str, object], target: Target | None = None) -> Self:
        """Return the schedule of a row that has an id; `target` where it names none.

        Of several the first in the order of `TargetKind` is meant.
        """
        named = (Target(kind, as_text(row.get(kind))) for kind in TargetKind)
        return cls(
            id=as_text(row.get("id")),
            target=next((one for one in named if one.id), target),
            plan=Plan.from_json(row),
            product_key=as_text(row.get("product_key")),
            created_at=as_moment(row.get("created_at")),
        )
