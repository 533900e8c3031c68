"""A client of the Gizwits Open API and its WebSocket, on asyncio and aiohttp.

It knows nothing of Home Assistant and can be used without it. Here is what every
account needs; the areas of the API are modules of their own, to be imported by who uses
them: `from api.rules import Rules`, then `Rules(client)`.
"""

from .auth import PasswordCredentials, Token
from .client import Definition, GizwitsClient, Report
from .credentials import (
    AnonymousCredentials,
    NoCredentials,
    SmsCredentials,
    ThirdParty,
    ThirdPartyCredentials,
)
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
    GizwitsUnsupportedError,
    GizwitsValueError,
)
from .health import Failure, HttpHealth, SocketHealth
from .inference import NOTHING_SEEN, OpenEnum, Seen, Sightings, merge
from .product import Product, is_definition
from .push import CloudPush
from .regions import REGIONS, Cloud, InsecureAddressError
from .shadow import DeviceShadow
from .stream import Backoff
from .timing import Timing
from .writer import DeviceWriter

__all__ = [
    "NOTHING_SEEN",
    "REGIONS",
    "Access",
    "AnonymousCredentials",
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
    "Failure",
    "GizwitsAuthError",
    "GizwitsClient",
    "GizwitsConnectionError",
    "GizwitsDeviceOfflineError",
    "GizwitsError",
    "GizwitsNotBoundError",
    "GizwitsRequestError",
    "GizwitsThrottledError",
    "GizwitsUnsupportedError",
    "GizwitsValueError",
    "HttpHealth",
    "InsecureAddressError",
    "NoCredentials",
    "Number",
    "OnlineChanged",
    "OpenEnum",
    "PasswordCredentials",
    "Product",
    "Report",
    "Seen",
    "Sightings",
    "SmsCredentials",
    "SocketHealth",
    "StreamLost",
    "StreamRestored",
    "ThirdParty",
    "ThirdPartyCredentials",
    "Timing",
    "Token",
    "Value",
    "is_definition",
    "merge",
]
