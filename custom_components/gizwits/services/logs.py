"""What the cloud keeps of a device: its log, and its numbers summed up."""

from datetime import datetime, timedelta
from typing import Final

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from ..account.told import told
from ..api import Number
from ..api.aggregates import Aggregator, Unit
from ..api.logs import LogKind, LogRecord, Logs
from ..device_coordinator import DeviceCoordinator
from ..errors import invalid, value_error
from ..forbidden import is_secret
from .handler import DEVICE_FIELD, Handler
from .target import device_of, shown_moment
from .values import REDACTED

ATTR_KIND: Final = "kind"
ATTR_START: Final = "start"
ATTR_END: Final = "end"
ATTR_LIMIT: Final = "limit"
ATTR_DATAPOINTS: Final = "datapoints"
ATTR_AGGREGATOR: Final = "aggregator"
ATTR_UNIT: Final = "unit"

KINDS: Final = {"commands": LogKind.COMMANDS, "connections": LogKind.CONNECTIONS}
AGGREGATORS: Final = {
    "average": Aggregator.AVERAGE,
    "highest": Aggregator.HIGHEST,
    "lowest": Aggregator.LOWEST,
    "sum": Aggregator.SUM,
}
UNITS: Final = {
    "hours": Unit.HOURS,
    "days": Unit.DAYS,
    "weeks": Unit.WEEKS,
    "months": Unit.MONTHS,
}
_TYPES: Final = {
    "app2dev": "to_device",
    "dev2app": "from_device",
    "dev_online": "came_online",
    "dev_re_online": "came_online_again",
    "dev_offline": "went_offline",
}
_MOST: Final = 5000
_DAY: Final = timedelta(days=1)
_RANGE: Final = {
    vol.Optional(ATTR_START): cv.datetime,
    vol.Optional(ATTR_END): cv.datetime,
}


async def _async_get_log(call: ServiceCall) -> ServiceResponse:
    """Return a device's log, the newest first."""
    device = device_of(call)
    start, end = _range(call, _DAY)
    with told(device.account, device):
        records = await Logs(device.account.client).records(
            device.device.did,
            KINDS[call.data[ATTR_KIND]],
            start,
            end,
            most=call.data[ATTR_LIMIT],
        )
    # A command may well be a password.
    hidden = any(map(is_secret, device.product.datapoints.values()))
    return {"records": [_shown(record, hidden) for record in records]}


def _shown(record: LogRecord, hidden: bool) -> JsonObjectType:
    """Return a record without what tells who and where somebody is."""
    shown: JsonObjectType = {
        "time": record.at.isoformat(),
        "type": _TYPES.get(record.type, record.type),
    }
    if record.payload:
        shown["payload"] = REDACTED if hidden else record.payload.hex()
    if record.source:
        shown["source"] = record.source
    return shown


async def _async_get_aggregated(call: ServiceCall) -> ServiceResponse:
    """Return numbers of a device by hours, days, weeks or months."""
    device = device_of(call)
    start, end = _range(call, 7 * _DAY)
    names = call.data[ATTR_DATAPOINTS]
    _check_numbers(device, names)
    with told(device.account, device):
        rows = await Logs(device.account.client).aggregated(
            device.device.did,
            names,
            AGGREGATORS[call.data[ATTR_AGGREGATOR]],
            UNITS[call.data[ATTR_UNIT]],
            start,
            end,
        )
    return {
        "data": [
            {"time": shown_moment(row.at), "values": {**row.values}} for row in rows
        ]
    }


def _check_numbers(device: DeviceCoordinator, names: list[str]) -> None:
    """Raise ServiceValidationError where a name is not that of a number."""
    points = device.product.datapoints
    numbers = [name for name, point in points.items() if isinstance(point, Number)]
    for name in names:
        if name not in numbers:
            reason = "not_a_number" if name in points else "unknown_datapoint"
            raise value_error(device.device.name, reason, name, ", ".join(numbers))


def _range(call: ServiceCall, length: timedelta) -> tuple[datetime, datetime]:
    """Return from when until when; without a time zone it is Home Assistant's."""
    until, since = call.data.get(ATTR_END), call.data.get(ATTR_START)
    end = dt_util.as_utc(until) if until else dt_util.utcnow()
    start = dt_util.as_utc(since) if since else end - length
    if start >= end:
        raise invalid("empty_range")
    return start, end


HANDLERS: Final = {
    "get_device_log": Handler(
        _async_get_log,
        {
            **DEVICE_FIELD,
            **_RANGE,
            vol.Optional(ATTR_KIND, default="commands"): vol.In(KINDS),
            vol.Optional(ATTR_LIMIT, default=100): vol.All(
                vol.Coerce(int), vol.Range(min=1, max=_MOST)
            ),
        },
    ),
    "get_aggregated_data": Handler(
        _async_get_aggregated,
        {
            **DEVICE_FIELD,
            **_RANGE,
            vol.Required(ATTR_DATAPOINTS): vol.All(
                cv.ensure_list, [cv.string], vol.Length(min=1)
            ),
            vol.Optional(ATTR_AGGREGATOR, default="average"): vol.In(AGGREGATORS),
            vol.Optional(ATTR_UNIT, default="hours"): vol.In(UNITS),
        },
    ),
}
