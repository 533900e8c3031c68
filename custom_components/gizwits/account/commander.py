"""How commands of an account go out: the way its app sends them."""

from typing import TYPE_CHECKING, Final

from ..api import Device, GizwitsError
from ..api.aep import Aep
from ..api.fields import JsonValue
from ..brand_apps import commands_by_aep

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

# What a server answers that has nothing at an address: nothing was done there.
_NO_SUCH_PLACE: Final = frozenset({404, 405})


class Commander:
    """Sends values to devices by the Open API, or by the newer platform."""

    def __init__(self, account: AccountCoordinator) -> None:
        """Nothing is sent yet."""
        self._account = account
        self.by_aep = commands_by_aep(account.app_id)
        self._aep = Aep(account.client) if self.by_aep else None

    async def async_set(self, device: Device, attrs: dict[str, JsonValue]) -> None:
        """Send values to a device. Raises GizwitsError."""
        if self._aep:
            try:
                await self._aep.control(device, attrs)
            except GizwitsError as err:
                if err.code is not None or err.status not in _NO_SUCH_PLACE:
                    raise
            else:
                return
        # Also where the platform of this cloud takes no commands.
        await self._account.client.control(device.did, attrs)
