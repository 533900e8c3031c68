"""What has to be measured in a process of its own; see `start`.

``others`` prints the modules of others that the integration imports, ``import`` with
these the seconds of work its own take after them, ``blocking`` with a number of devices
what Home Assistant's detector found while they were set up.
"""

import asyncio
import importlib
import json
import logging
import sys
from time import process_time
from typing import override

from .home import entry_of, folder, home, prepare, set_up

_OWN = "custom_components.gizwits"


def _import_own() -> None:
    """Import what Home Assistant imports to set an account up."""
    own = importlib.import_module(_OWN)
    importlib.import_module(f"{_OWN}.config_flow")
    for platform in own.PLATFORMS:
        importlib.import_module(f"{_OWN}.{platform}")


def others() -> None:
    """Print the names of the modules of others."""
    _import_own()
    print(json.dumps([name for name in sys.modules if not name.startswith(_OWN)]))


def own(names: str) -> None:
    """Print the seconds that the integration's own modules take."""
    for name in json.loads(names):
        if name != "__main__":
            importlib.import_module(name)
    started = process_time()
    _import_own()
    print(process_time() - started)


class _Listener(logging.Handler):
    """Keeps what is logged of blocking calls."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        if "blocking call" in (text := record.getMessage()):
            self.found.append(text)


async def _blocking(size: int) -> list[str]:
    from homeassistant import block_async_io  # noqa: PLC0415

    from .cloud_process import distant_household  # noqa: PLC0415

    listener = _Listener()
    logging.getLogger().addHandler(listener)
    with folder() as place:
        async with distant_household(size) as data, home(place) as hass:
            block_async_io.enable()
            await set_up(hass, entry_of(hass, "gizwits", data))
            await asyncio.sleep(1)
    return [text for text in listener.found if "gizwits" in text]


if __name__ == "__main__":
    prepare()
    match sys.argv[1:]:
        case ["others"]:
            others()
        case ["import", names]:
            own(names)
        case ["blocking", size]:
            print(json.dumps(asyncio.run(_blocking(int(size)))))
