"""A client of the Gizwits Open API and its WebSocket, on asyncio and aiohttp.

It knows nothing of Home Assistant and can be used without it.
"""

from .aep import AepCredentials
from .aggregates import Aggregate, Aggregator, Unit
from .auth import PasswordCredentials, Token
from .bindings import Outcome
from .client import Definition, GizwitsClient, Report
from .credentials import (
    AnonymousCredentials,
    NoCredentials,
    SmsCredentials,
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
from .groups import Group, Member
from .health import Failure, HttpHealth, SocketHealth
from .inference import NOTHING_SEEN, OpenEnum, Seen, Sightings, merge
from .invitations import CodeContent, Guest, Invitation, Sharing, SharingStatus, code_of
from .logs import LogKind, LogRecord
from .messages import Message, MessageStatus
from .places import Door, Place, Platform, Refusal, has_moved, next_place
from .plan import Plan, Schedule, Target, TargetKind
from .product import Product, is_definition
from .push import CloudPush
from .regions import REGIONS, Cloud, InsecureAddressError
from .rule import (
    Condition,
    Rule,
    RuleCommand,
    RuleEvent,
    RuleInput,
    RulePause,
    RuleStep,
    RuleTrigger,
)
from .rule_literal import from_literal, to_literal
from .rules import RuleParameter
from .scenes import Delay, Scene, SceneCommand, SceneStatus, SceneStep
from .shadow import DeviceShadow
from .sharing import Recipient
from .stream import Backoff
from .system import ErrorEntry
from .tasks import Task, TaskRun, TaskStep
from .timing import Timing
from .user_info import UserInfo
from .users import ThirdParty
from .verification import AppToken, Captcha, Picture
from .when import When
from .writer import DeviceWriter

__all__ = [
    "NOTHING_SEEN",
    "REGIONS",
    "Access",
    "AepCredentials",
    "Aggregate",
    "Aggregator",
    "AnonymousCredentials",
    "AnyDatapoint",
    "AppToken",
    "AttrsReported",
    "Backoff",
    "Binary",
    "BindingChanged",
    "Bool",
    "Captcha",
    "Cloud",
    "CloudPush",
    "CodeContent",
    "Condition",
    "Datapoint",
    "Definition",
    "Delay",
    "Device",
    "DeviceShadow",
    "DeviceState",
    "DeviceWriter",
    "Door",
    "Enum",
    "ErrorEntry",
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
    "Group",
    "Guest",
    "HttpHealth",
    "InsecureAddressError",
    "Invitation",
    "LogKind",
    "LogRecord",
    "Member",
    "Message",
    "MessageStatus",
    "NoCredentials",
    "Number",
    "OnlineChanged",
    "OpenEnum",
    "Outcome",
    "PasswordCredentials",
    "Picture",
    "Place",
    "Plan",
    "Platform",
    "Product",
    "Recipient",
    "Refusal",
    "Report",
    "Rule",
    "RuleCommand",
    "RuleEvent",
    "RuleInput",
    "RuleParameter",
    "RulePause",
    "RuleStep",
    "RuleTrigger",
    "Scene",
    "SceneCommand",
    "SceneStatus",
    "SceneStep",
    "Schedule",
    "Seen",
    "Sharing",
    "SharingStatus",
    "Sightings",
    "SmsCredentials",
    "SocketHealth",
    "StreamLost",
    "StreamRestored",
    "Target",
    "TargetKind",
    "Task",
    "TaskRun",
    "TaskStep",
    "ThirdParty",
    "ThirdPartyCredentials",
    "Timing",
    "Token",
    "Unit",
    "UserInfo",
    "Value",
    "When",
    "code_of",
    "from_literal",
    "has_moved",
    "is_definition",
    "merge",
    "next_place",
    "to_literal",
]
