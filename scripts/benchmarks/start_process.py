"""What has to be measured in a process of its own; see `start`.

``others`` with a product's definition prints the modules of others that the integration
imports, ``import`` with both the seconds of work that its own take after them, and then
those of what the first account enters and of that product; ``blocking`` with a number of devices what Home Assistant's detector found
while they were set up. Nothing else that imports the integration may be imported here.
"""

import asyncio
import importlib
from importlib.util import find_spec
import json
import logging
import sys
from time import process_time
from typing import override

from homeassistant.loader import BASE_PRELOAD_PLATFORMS

from .home import entry_of, folder, home, prepare, set_up

_OWN = "custom_components.gizwits"
# What is entered when an account is set up, beside the room that maps products.
_ROOMS = (
    "schedules",
    "schedule_calendar",
    "schedule_event",
    "schedule_sensor",
    "schedule_switch",
    "task_event",
)


def _import_own() -> None:
    """Import what Home Assistant imports for an account: all that it loads at once."""
    own = importlib.import_module(_OWN)
    for platform in (*BASE_PRELOAD_PLATFORMS, *own.PLATFORMS):
        if find_spec(name := f"{_OWN}.{platform}"):
            importlib.import_module(name)


def _enter(definition: str) -> None:
    """Do what worker threads do for the first account, and its first product."""
    for room in _ROOMS:
        importlib.import_module(f"{_OWN}.{room}")
    mapping = importlib.import_module(f"{_OWN}.mapped_product")
    mapper = mapping.Mapper(chinese=False, options={})
    mapper.defined("key", json.loads(definition), "Appliance")


def others(definition: str) -> None:
    """Print the names of the modules of others."""
    _import_own()
    _enter(definition)
    print(json.dumps([name for name in sys.modules if not name.startswith(_OWN)]))


def own(definition: str, names: str) -> None:
    """Print the seconds that the integration's own modules take, then an account."""
    for name in json.loads(names):
        if name != "__main__":
            importlib.import_module(name)
    assert _OWN not in sys.modules
    started = process_time()
    _import_own()
    imported = process_time()
    _enter(definition)
    print(json.dumps([imported - started, process_time() - imported]))


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
        case ["others", definition]:
            others(definition)
        case ["import", definition, names]:
            own(definition, names)
        case ["blocking", size]:
            print(json.dumps(asyncio.run(_blocking(int(size)))))
