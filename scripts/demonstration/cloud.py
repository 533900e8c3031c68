"""The simulated cloud with its household and its two accounts."""

from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .errors import DemoError

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.dump import NotADumpError, add_dumped, read_dump
from tests.simulator.household import build_household
from tests.simulator.household_plans import add_plans

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


def furnish(
    cloud: SimulatedCloud, count: int | None, dump: Path | None = None
) -> Household:
    """Fill a cloud that runs, with a household or with what is in a file of diagnostics.

    Raises DemoError when the file holds no device.
    """
    anna = cloud.add_user("anna@example.com", _PASSWORD)
    ben = cloud.add_user("ben@example.com", _PASSWORD)
    if dump:
        devices = _dumped(cloud, anna, dump)
    else:
        devices = build_household(cloud, anna, count)
    add_plans(cloud, anna, devices)
    for device in devices[:_SHARED]:
        cloud.bind(ben, device)
    accounts = [
        Account(cloud.app_id, user.email or "", _PASSWORD, cloud.base_url)
        for user in (anna, ben)
    ]
    return Household(cloud, devices, *accounts)


def _dumped(cloud: SimulatedCloud, user: User, path: Path) -> list[SimulatedDevice]:
    try:
        return [add_dumped(cloud, user, dump) for dump in read_dump(path)]
    except (OSError, NotADumpError) as err:
        raise DemoError(f"no device can be made of {path.name}: {err}") from err
