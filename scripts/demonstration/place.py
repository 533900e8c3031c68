"""Where a demo runs: a port of the loopback address and a folder for it alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import errno
import fcntl
from pathlib import Path
import shutil
import socket
from typing import IO

from .errors import DemoError

LOOPBACK = "127.0.0.1"
# How far from the wanted port to look for a free one.
_REACH = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A port and the folder that belongs to it."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        """Return the address of what listens on the port."""
        return f"http://{LOOPBACK}:{self.port}"


@contextmanager
def take_place(folder: Path, wanted: int) -> Iterator[Place]:
    """Take the wanted port or the next free one, and empty the folder for it.

    The lock is there because Home Assistant takes its port only seconds later: two
    demos that are started together must not choose the same.
    """
    folder.mkdir(exist_ok=True)
    for port in range(wanted, min(wanted + _REACH, 65536)):
        with (folder / f"{port}.lock").open("w", encoding="utf-8") as lock:
            if not _take(lock) or not is_free(port):
                continue
            own = folder / str(port)
            shutil.rmtree(own, ignore_errors=True)
            own.mkdir(exist_ok=True)
            yield Place(port, own)
            return
    raise DemoError(f"no port from {wanted} on is free")


def is_free(port: int) -> bool:
    """Return whether a server can be started on a port of the loopback address."""
    with socket.socket() as caller:
        # A server on all addresses does not keep everybody from this one.
        caller.settimeout(1)
        if caller.connect_ex((LOOPBACK, port)) == 0:
            return False
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((LOOPBACK, port))
        except OSError as err:
            if err.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def _take(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
