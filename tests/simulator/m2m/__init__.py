"""The M2M hosts: WebSocket servers of the cloud (protocol §4)."""

from .host import M2mHost
from .hub import Hub

__all__ = ["Hub", "M2mHost"]
