"""The way to what carries an action out: a room that is entered when it is needed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse

from ..rooms import RoomError, async_take
from .catalogue import Action

if TYPE_CHECKING:
    from .handler import Handler


class Door:
    """Carries an action out; its room is loaded with the first call."""

    def __init__(self, action: Action) -> None:
        """Take the action; nothing is loaded."""
        self._action = action
        self._handler: Handler | None = None

    async def async_call(self, call: ServiceCall) -> ServiceResponse:
        """Carry the action out.

        Raises vol.Invalid where a field is wrong, RoomError where the room is not there.
        """
        if self._handler is None:
            self._handler = await self._async_enter(call.hass)
        return await self._handler.async_handle(call)

    async def _async_enter(self, hass: HomeAssistant) -> Handler:
        room = f"services.{self._action.room}"
        handlers: Mapping[str, Handler] = await async_take(hass, room, "HANDLERS")
        if (handler := handlers.get(self._action.name)) is None:
            raise RoomError
        return handler
