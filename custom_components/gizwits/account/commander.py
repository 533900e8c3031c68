"""How commands of an account go out: the way its app sends them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ..api import (
    Device,
    GizwitsDeviceOfflineError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsRequestError,
    Product,
    Value,
)
from ..api.aep import Aep
from ..api.fields import JsonValue
from ..api.groups import Groups
from ..brand_apps import commands_by_aep

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

# What a server answers that has nothing at an address: nothing was done there.
_NO_SUCH_PLACE: Final = frozenset({404, 405})


class Commander:
    """Sends values to devices and groups by the Open API, or by the newer platform.

    Everything raises GizwitsError.
    """

    def __init__(self, account: AccountCoordinator) -> None:
        """Nothing is sent yet."""
        self._account = account
        by_aep = commands_by_aep(account.app_id)
        self._aep = Aep(account.client) if by_aep else None

    async def async_set(self, device: Device, attrs: dict[str, JsonValue]) -> None:
        """Send values to a device."""
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

    async def async_set_group(
        self, group_id: str, product: Product, values: Mapping[str, Value]
    ) -> dict[str, bool]:
        """Send values to all devices of a group; return by did who was told.

        The newer platform knows no groups: there each device is told by itself.
        """
        groups = Groups(self._account.client)
        if not self._aep:
            return await groups.control(group_id, product, values)
        attrs = product.encode(values)
        return {
            member.did: await self._async_is_told(member.did, attrs)
            for member in await groups.members(group_id)
        }

    async def _async_is_told(self, did: str, attrs: dict[str, JsonValue]) -> bool:
        if (device := self._account.data.get(did)) is None:
            return False
        try:
            await self.async_set(device, attrs)
        except GizwitsDeviceOfflineError, GizwitsNotBoundError, GizwitsRequestError:
            return False
        return True
