"""A device with a truth of its own, which the cloud learns by its reports."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .datapoint import Value
from .models import Product
from .uplink import Uplink


@dataclass(slots=True, eq=False)
class SimulatedDevice:
    """One device. ``values`` is its truth, ``reported`` what the cloud knows of it."""

    uplink: Uplink
    product: Product
    did: str
    mac: str
    passcode: str
    m2m: int
    online: bool
    values: dict[str, Value]
    alias: str = ""
    remark: str = ""
    role: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    """Members of its DeviceItem that replace the usual ones; ABSENT takes one out."""
    is_online_lie: bool | None = None
    """What bindings say about ``is_online`` instead of the truth."""
    is_disabled: bool = False
    reports: bool = True
    """False: applies commands but never tells (reads are still answered)."""
    hears_orders: bool = True
    """False: what the cloud sends by itself (tasks, schedules, scenes) fails."""
    obeys: bool = True
    """False: acknowledges commands and does nothing."""
    demand_ack: bool = False
    """True: its reports carry a req_sn and want a c2s_ack."""
    report_delay: float | None = None
    """Seconds from command to report; None takes the cloud's."""
    reported: dict[str, Any] = field(default_factory=dict)
    reported_at: float = 0
    online_since: float = 0

    @property
    def product_key(self) -> str:
        """Return the key of its product."""
        return self.product.product_key

    @property
    def qr_content(self) -> str:
        """Return the text of the QR code on its case."""
        query = f"product_key={self.product_key}&did={self.did}"
        return f"https://site.gizwits.com/?{query}&passcode={self.passcode}"

    async def report(self, values: Mapping[str, Any], *, force: bool = False) -> None:
        """Change ``values`` at the device and report them, as a person would.

        A standard product reports all its datapoints, a var_len product these. Decoded
        display values, checked against the definition unless ``force``.
        """
        checked = dict(values) if force else self.product.definition.check(values)
        self.values.update(checked)
        if self.product.definition.var_len:
            self.uplink.reported(self, checked, reply=False)
        else:
            self.uplink.reported(self, self.values, reply=False)
        await asyncio.sleep(0)

    async def report_raw_attrs(self, attrs: Mapping[str, Any]) -> None:
        """Push ``attrs`` to the sockets as they are; nothing is stored."""
        self.uplink.sent_attrs(self, attrs)
        await asyncio.sleep(0)

    async def send_raw(self, p0: bytes) -> None:
        """Push a payload of the device as s2c_raw (§4.2)."""
        self.uplink.sent_raw(self, p0)
        await asyncio.sleep(0)

    async def set_online(self, online: bool) -> None:
        """Connect or lose the connection; the sockets get s2c_online_status."""
        if self.online != online:
            self.online = online
            self.uplink.went(self, online=online)
        await asyncio.sleep(0)

    def change_silently(self, values: Mapping[str, Any]) -> None:
        """Change the truth without a report; only a read brings it out."""
        self.values.update(self.product.definition.check(values))

    def obey(self, values: Mapping[str, Value]) -> None:
        """Carry out a command and report when something changed (§5.7)."""
        if not self.obeys or not self.online:
            return
        changed = {
            name: value
            for name, value in values.items()
            if self.values.get(name) != value
        }
        self.values.update(changed)
        if not changed or not self.reports:
            return
        if self.product.definition.var_len:
            self.uplink.reported(self, changed, reply=False)
        else:
            self.uplink.reported(self, self.values, reply=False)

    def values_for(self, names: set[str] | None = None) -> dict[str, Value]:
        """Return the truth: all of it, or (var_len) the datapoints asked for."""
        if names is None or not self.product.definition.var_len:
            return dict(self.values)
        return {name: self.values[name] for name in self.values if name in names}

    def answer_read(self, names: set[str] | None = None) -> None:
        """Reply to a read; a device that is offline does not."""
        if self.online:
            self.uplink.reported(self, self.values_for(names), reply=True)
