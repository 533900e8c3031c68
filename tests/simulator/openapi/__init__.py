"""The Open API over HTTP (protocol §2, §3)."""

from .server import OpenApi

__all__ = ["OpenApi"]
