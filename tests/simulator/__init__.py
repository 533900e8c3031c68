"""A Gizwits cloud in a process, for tests and the demo.

It is written from the reference of the protocol and imports nothing of the
integration, so that a misreading on one side cannot hide on the other.
"""

from .cloud import SimulatedCloud
from .device import SimulatedDevice
from .device_item import ABSENT
from .models import App, Product, User
from .recorder import Recorded

__all__ = [
    "ABSENT",
    "App",
    "Product",
    "Recorded",
    "SimulatedCloud",
    "SimulatedDevice",
    "User",
]
