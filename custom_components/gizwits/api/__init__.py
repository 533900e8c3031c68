"""A client of the Gizwits Open API and its WebSocket, on asyncio and aiohttp.

It knows nothing of Home Assistant and can be used without it.
"""

from .auth import PasswordCredentials, Token
from .client import Definition, GizwitsClient, Report
from .datapoint import (
    Access,
    AnyDatapoint,
    Binary,
    Bool,
    Datapoint,
    Enum,
    Number,
    Value,
)
from .device import Device, DeviceState
from .events import (
    AttrsReported,
    BindingChanged,
    Event,
    OnlineChanged,
    StreamLost,
    StreamRestored,
)
from .exceptions import (
    GizwitsAuthError,
    GizwitsConnectionError,
    GizwitsDeviceOfflineError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsRequestError,
    GizwitsThrottledError,
    GizwitsValueError,
)
from .product import Product
from .push import CloudPush
from .regions import REGIONS, Cloud, InsecureAddressError
from .shadow import DeviceShadow
from .socket import Timing
from .stream import Backoff
from .writer import DeviceWriter

__all__ = [
    "REGIONS",
    "Access",
    "AnyDatapoint",
    "AttrsReported",
    "Backoff",
    "Binary",
    "BindingChanged",
    "Bool",
    "Cloud",
    "CloudPush",
    "Datapoint",
    "Definition",
    "Device",
    "DeviceShadow",
    "DeviceState",
    "DeviceWriter",
    "Enum",
    "Event",
    "GizwitsAuthError",
    "GizwitsClient",
    "GizwitsConnectionError",
    "GizwitsDeviceOfflineError",
    "GizwitsError",
    "GizwitsNotBoundError",
    "GizwitsRequestError",
    "GizwitsThrottledError",
    "GizwitsValueError",
    "InsecureAddressError",
    "Number",
    "OnlineChanged",
    "PasswordCredentials",
    "Product",
    "Report",
    "StreamLost",
    "StreamRestored",
    "Timing",
    "Token",
    "Value",
]
