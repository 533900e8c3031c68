"""Rooms of the integration that are entered when somebody needs them.

Home Assistant loads every integration at each start. What only a mapped product, an
action or a form needs is loaded with the first of them: in Home Assistant's own thread
for that, never by an import in the event loop.
"""

import importlib
import logging
from types import ModuleType
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow, FlowHandler
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

_LOGGER = logging.getLogger(__name__)

_ENTERED: Final[HassKey[dict[str, ModuleType]]] = HassKey(f"{DOMAIN}_rooms")
# Why a form ends, and why an action fails, whose room is not what it should be.
_RESTART: Final = "restart_needed"


class RoomError(HomeAssistantError):
    """A room cannot be entered: an update waits for Home Assistant to be restarted."""

    def __init__(self) -> None:
        """Say so in the user's words."""
        super().__init__(translation_domain=DOMAIN, translation_key=_RESTART)


async def async_enter(hass: HomeAssistant, room: str) -> ModuleType:
    """Return a module of the integration by its name in it, loading it if need be.

    Raises RoomError, and tries again the next time: while an update is being unpacked
    things are missing that are there a moment later. (Home Assistant's
    `async_import_module` would never try again.)
    """
    entered = hass.data.setdefault(_ENTERED, {})
    # Who has been there does not queue behind what else is being loaded.
    if room not in entered:
        try:
            entered[room] = await hass.async_add_import_executor_job(
                importlib.import_module, f"{__package__}.{room}"
            )
        except ImportError as err:
            _LOGGER.warning("%s cannot be loaded: %s", room, err)
            raise RoomError from err
    return entered[room]


async def async_take(hass: HomeAssistant, room: str, name: str) -> Any:
    """Return what a room has by a name. Raises RoomError."""
    try:
        return getattr(await async_enter(hass, room), name)
    except AttributeError as err:
        _LOGGER.warning("%s has no %s", room, name)
        raise RoomError from err


async def async_take_steps(
    flow: FlowHandler[Any, Any, Any], room: str, steps: str
) -> None:
    """Give a flow the steps that a class in a room has.

    A flow is one object from its first step to its last, and Home Assistant looks its
    steps up by name. Raises AbortFlow: only that ends a flow that has just begun.
    """
    try:
        flow.__class__ = await async_take(flow.hass, room, steps)
    except RoomError as err:
        raise AbortFlow(_RESTART) from err
