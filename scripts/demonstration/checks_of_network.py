"""Check of who can reach the demo."""

from ipaddress import ip_address
import os

import psutil  # type: ignore[import-untyped]

from .process import HomeAssistantProcess
from .verdict import Verdict


def check_network(process: HomeAssistantProcess, verdict: Verdict) -> None:
    """Nobody but this machine: not the simulated cloud, and not Home Assistant."""
    listening = {
        address
        for pid in (os.getpid(), process.pid)
        for address in _listening(psutil.Process(pid))
    }
    outside = [
        f"{ip}:{port}" for ip, port in listening if not ip_address(ip).is_loopback
    ]
    ports = sorted({port for _, port in listening})
    verdict.check(
        bool(listening) and not outside,
        f"the loopback address alone is listened on: {len(ports)} ports (others: "
        f"{', '.join(outside) or 'none'})",
    )


def _listening(process: psutil.Process) -> list[tuple[str, int]]:
    """Return the addresses on which a process takes connections or datagrams."""
    return [
        (connection.laddr.ip, connection.laddr.port)
        for connection in process.net_connections(kind="inet")
        if connection.laddr
        and not connection.raddr
        and connection.status in (psutil.CONN_LISTEN, psutil.CONN_NONE)
    ]
