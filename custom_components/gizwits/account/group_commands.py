"""How commands of an account go out to groups."""

from typing import TYPE_CHECKING

from ..api import (
    GizwitsDeviceOfflineError,
    GizwitsNotBoundError,
    GizwitsRequestError,
    Product,
)
from ..api.fields import JsonValue
from ..api.groups import Groups

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator
    from ..quirks import Step


async def async_send_group(
    account: AccountCoordinator, group_id: str, product: Product, step: Step
) -> dict[str, bool]:
    """Send one request to all devices of a group; return by did who was told.

    The newer platform knows no groups: there each device is told by itself. Raises
    GizwitsError.
    """
    groups = Groups(account.client)
    if step.raw is not None:
        return await groups.control_raw(group_id, step.raw)
    if not account.commands.by_aep:
        return await groups.control(group_id, product, step.values)
    attrs = product.encode(step.values)
    return {
        member.did: await _async_is_told(account, member.did, attrs)
        for member in await groups.members(group_id)
    }


async def _async_is_told(
    account: AccountCoordinator, did: str, attrs: dict[str, JsonValue]
) -> bool:
    if (device := account.data.get(did)) is None:
        return False
    try:
        await account.commands.async_set(device, attrs)
    except GizwitsDeviceOfflineError, GizwitsNotBoundError, GizwitsRequestError:
        return False
    return True
