"""A real Home Assistant in this process, with the integration and the plain one."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
import logging
from pathlib import Path
import socket
import sys
import tempfile
from time import process_time
from types import MappingProxyType
from typing import Any

from homeassistant import bootstrap, loader
from homeassistant.auth import auth_manager_from_config
from homeassistant.components import zeroconf
from homeassistant.config_entries import ConfigEntries, ConfigEntry, ConfigEntryState
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.setup import async_setup_component
from scripts.demonstration.tethered import stay_on_loopback

ROOT = Path(__file__).parents[2]
# Where Home Assistant finds the integration, and where the plain one.
_PLACES = (ROOT, Path(__file__).parent / "floor")


def prepare() -> None:
    """Stay on this machine, and say only what matters."""
    stay_on_loopback()
    for place in map(str, _PLACES):
        if place not in sys.path:
            sys.path.append(place)
    # It warns of every integration that is not its own.
    logging.getLogger("homeassistant.loader").setLevel(logging.ERROR)


@contextmanager
def _silent(logger: str) -> Iterator[None]:
    logging.getLogger(logger).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logging.getLogger(logger).setLevel(logging.NOTSET)


@contextmanager
def folder() -> Iterator[Path]:
    """Yield an empty configuration."""
    with tempfile.TemporaryDirectory() as temporary:
        yield Path(temporary)


@asynccontextmanager
async def home(place: Path) -> AsyncIterator[HomeAssistant]:
    """Run a Home Assistant with what another one left in its configuration."""
    hass = HomeAssistant(str(place))
    loader.async_setup(hass)
    hass.config.skip_pip = True
    hass.config_entries = ConfigEntries(hass, {})
    await bootstrap.async_load_base_functionality(hass)
    hass.auth = await auth_manager_from_config(hass, [], [])
    # Calendars need it.
    listen = {"server_host": ["127.0.0.1"], "server_port": _free_port()}
    await async_setup_component(hass, "http", {"http": listen})
    # The names of clients are resolved with its help.
    await async_setup_component(hass, "network", {})
    with _silent("homeassistant.helpers.frame"):
        # It is not used to several of itself in one process.
        await zeroconf.async_get_async_instance(hass)
    hass.set_state(CoreState.running)
    try:
        yield hass
    finally:
        await hass.async_stop(force=True)


def _free_port() -> int:
    with socket.socket() as sought:
        sought.bind(("127.0.0.1", 0))
        port: int = sought.getsockname()[1]
        return port


def entry_of(
    hass: HomeAssistant, domain: str, data: dict[str, Any] | None = None
) -> ConfigEntry[Any]:
    """Return the entry of a domain, which is not set up yet."""
    entry_id = f"{domain}-entry"
    if entry := hass.config_entries.async_get_entry(entry_id):
        return entry
    entry = ConfigEntry(
        data=data or {},
        discovery_keys=MappingProxyType({}),
        domain=domain,
        entry_id=entry_id,
        minor_version=1,
        options={},
        source="user",
        subentries_data=None,
        title=domain,
        unique_id=domain,
        version=1,
    )
    # What async_add does, but for the set-up, which is to be timed.
    hass.config_entries._entries[entry_id] = entry  # noqa: SLF001
    hass.config_entries._async_schedule_save()  # noqa: SLF001
    return entry


async def set_up(hass: HomeAssistant, entry: ConfigEntry[Any]) -> float:
    """Set an entry up, with all its entities; return the seconds of work it took."""
    started = process_time()
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    took = process_time() - started
    if entry.state is not ConfigEntryState.LOADED:
        raise RuntimeError(f"{entry.domain} is not set up: {entry.reason}")
    return took
