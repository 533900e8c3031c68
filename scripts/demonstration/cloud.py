"""The simulated cloud with its household and its two accounts."""

from dataclasses import dataclass

from .account import Account

from tests.simulator import SimulatedCloud, SimulatedDevice
from tests.simulator.household import build_household

_PASSWORD = "Password1!"
# How many devices are shared to the second account.
_SHARED = 5


@dataclass(frozen=True, slots=True)
class Household:
    """The devices, and what to sign in with: to all of them, and to a few."""

    cloud: SimulatedCloud
    devices: list[SimulatedDevice]
    account: Account
    other: Account


def furnish(cloud: SimulatedCloud, count: int | None) -> Household:
    """Fill a cloud that runs."""
    anna = cloud.add_user("anna@example.com", _PASSWORD)
    ben = cloud.add_user("ben@example.com", _PASSWORD)
    devices = build_household(cloud, anna, count)
    for device in devices[:_SHARED]:
        cloud.bind(ben, device)
    accounts = [
        Account(cloud.app_id, user.email or "", _PASSWORD, cloud.base_url)
        for user in (anna, ben)
    ]
    return Household(cloud, devices, *accounts)
