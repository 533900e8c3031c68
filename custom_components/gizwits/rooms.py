"""Rooms of the integration that are entered when somebody needs them.

Home Assistant loads every integration at each start. What only a mapped product, an
action or a form needs is loaded with the first of them: in Home Assistant's own thread
for that, never by an import in the event loop.
"""

import importlib
from types import ModuleType
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowHandler


async def async_enter(hass: HomeAssistant, room: str) -> ModuleType:
    """Return a module of the integration by its name in it, loading it if need be.

    Home Assistant's `async_import_module` would never try again what was not there
    once, as while an update is being unpacked.
    """
    return await hass.async_add_import_executor_job(
        importlib.import_module, f"{__package__}.{room}"
    )


async def async_take_steps(
    flow: FlowHandler[Any, Any, Any], room: str, steps: str
) -> None:
    """Give a flow the steps that a class in a room has.

    A flow is one object from its first step to its last, and Home Assistant looks its
    steps up by name.
    """
    flow.__class__ = getattr(await async_enter(flow.hass, room), steps)
