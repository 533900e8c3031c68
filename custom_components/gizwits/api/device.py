"""A device as the bindings list gives it, and the state it reports."""

from collections.abc import Mapping
from sys import intern
from types import MappingProxyType
from typing import Final, NamedTuple, Self

from .datapoint import Value
from .fields import as_bool, as_int, as_mapping, as_name, as_text

# A port outside of this cannot be connected to; the default is used instead.
_PORTS = range(1, 65536)
_NOTHING: Mapping[str, Value | None] = MappingProxyType({})


class Device(NamedTuple):
    """One device bound to the account (Open API document, "bindings").

    The passcode of the binding is deliberately not kept: nothing here needs it.
    """

    did: str
    product_key: str
    product_name: str = ""
    dev_alias: str = ""
    remark: str = ""
    mac: str = ""
    is_online: bool = False
    is_disabled: bool = False
    host: str = ""
    ws_port: int | None = None
    wss_port: int | None = None
    type: str = ""
    role: str = ""
    proto_ver: str = ""
    gw_did: str = ""
    wifi_soft_version: str = ""
    wifi_hard_version: str = ""
    mcu_soft_version: str = ""
    mcu_hard_version: str = ""

    @property
    def name(self) -> str:
        """Return what the user calls it, else what its maker does, else its MAC."""
        return self.dev_alias or self.product_name or self.mac or self.did

    @classmethod
    def from_binding(cls, raw: object) -> Self | None:
        """Return the device of one member of `devices`, None if it names none.

        Only `did` and `product_key` can be relied on; every other member may be
        missing, null or of another type.
        """
        binding = as_mapping(raw)
        did, product_key = (
            as_text(binding.get("did")),
            as_text(binding.get("product_key")),
        )
        if not (did and product_key and (did + product_key).isprintable()):
            return None
        return cls(
            did=did,
            product_key=intern(product_key),
            is_online=as_bool(binding.get("is_online")),
            is_disabled=as_bool(binding.get("is_disabled")),
            ws_port=_port(binding.get("ws_port")),
            wss_port=_port(binding.get("wss_port")),
            host=intern(as_text(binding.get("host")).lower()),
            remark=as_text(binding.get("remark")),
            # Most are the same for all devices of a product: one text serves them all.
            **{name: intern(as_name(binding.get(name))) for name in _TEXTS},
        )


_TEXTS = (
    "product_name",
    "dev_alias",
    "mac",
    "type",
    "role",
    "proto_ver",
    "gw_did",
    "wifi_soft_version",
    "wifi_hard_version",
    "mcu_soft_version",
    "mcu_hard_version",
)


def _port(raw: object) -> int | None:
    port = as_int(raw)
    return port if port in _PORTS else None


class DeviceState:
    """What a device is known to be: reachable or not, and its datapoints' values.

    `values` maps a datapoint's name to its decoded value; None is a value that was
    reported but means nothing, a missing name was never reported.
    """

    # One is made with each report, and its values are read by each entity: nothing is
    # faster than this.
    __slots__ = ("online", "values")

    def __init__(
        self, online: bool = False, values: Mapping[str, Value | None] = _NOTHING
    ) -> None:
        """Hold what is known; nobody changes it, it is replaced."""
        self.online: Final = online
        self.values: Final = values

    def merge(self, values: Mapping[str, Value | None]) -> tuple[Self, frozenset[str]]:
        """Return the state with `values` in it, and the names that changed.

        Reports may be partial (Websocket API, `s2c_noti`): names not in `values`
        keep what they had. The state itself comes back when nothing changed.
        """
        own = self.values
        changed = frozenset(
            [
                name
                for name, value in values.items()
                if name not in own or own[name] != value
            ]
        )
        if not changed:
            return self, changed
        # A proxy is copied as fast as what it shows only so.
        merged = (
            own | values if isinstance(own, MappingProxyType) else {**own, **values}
        )
        return type(self)(self.online, MappingProxyType(merged)), changed
