"""An account with many devices of one product on a simulated cloud."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from .product import product

from tests.simulator import SimulatedCloud, SimulatedDevice, User

# As many rows as are asked for at once.
LARGEST_PAGE = 1000
_PASSWORD = "Password1!"


@dataclass(frozen=True, slots=True)
class Household:
    """The cloud, whose account it is, and the devices in it."""

    cloud: SimulatedCloud
    user: User
    devices: list[SimulatedDevice]

    def entry_data(self) -> dict[str, Any]:
        """Return the data of the account's entry, as the config flow makes it."""
        return {
            "account": "0123abcd",
            "app_id": self.cloud.app_id,
            "region": "custom",
            "base_url": self.cloud.base_url,
            "username": self.user.username,
            "password": _PASSWORD,
        }


@asynccontextmanager
async def household(
    devices: int,
    definition: dict[str, Any] | None = None,
    *,
    last: dict[str, Any] | None = None,
    online: bool = True,
    page: int = LARGEST_PAGE,
    delay: float = 0.0,
) -> AsyncIterator[Household]:
    """Run a cloud with so many devices, by default of the ordinary product.

    The last of them may be of another product. It gives so many rows of a list at once, and takes `delay` seconds for each answer.
    """
    async with SimulatedCloud(page_cap=page) as cloud:
        if delay:
            cloud.faults.all(delay=delay)
        user = cloud.add_user("anna", _PASSWORD)
        most = cloud.add_product(definition or product()).product_key
        keys = [most] * devices
        if last:
            keys[-1] = cloud.add_product(last).product_key
        bound = []
        for index, product_key in enumerate(keys):
            device = cloud.add_device(
                product_key,
                alias=f"Appliance {index}",
                m2m=index % len(cloud.m2m),
                online=online,
            )
            cloud.bind(user, device)
            bound.append(device)
        yield Household(cloud, user, bound)
