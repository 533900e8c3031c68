"""The simulated cloud with its household and its two accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .account import Account
from .errors import DemoError
from .reported import options_of

from tests.simulator import SimulatedCloud, SimulatedDevice
from tests.simulator.dump import NotADumpError, add_dumped, read_dump
from tests.simulator.household import build_household
from tests.simulator.household_plans import add_plans

_PASSWORD = "Password1!"
# How many devices are shared to the second account.
_SHARED = 5


@dataclass(frozen=True, slots=True)
class Household:
    """The devices, and what to sign in with: to all of them, and to a few.

    With `options` the first account is there from the start, and has these.
    """

    cloud: SimulatedCloud
    devices: list[SimulatedDevice]
    account: Account
    other: Account
    options: dict[str, Any] | None = None


def furnish(
    cloud: SimulatedCloud, count: int | None, dump: Path | None = None
) -> Household:
    """Fill a cloud that runs, with a household or with what is in a file of diagnostics.

    Raises DemoError when the file holds no device.
    """
    anna = cloud.add_user("anna@example.com", _PASSWORD)
    ben = cloud.add_user("ben@example.com", _PASSWORD)
    options = None
    if dump:
        dumps = _read(dump)
        devices = [add_dumped(cloud, anna, one) for one in dumps]
        options = options_of(dumps)
    else:
        devices = build_household(cloud, anna, count)
    add_plans(cloud, anna, devices)
    for device in devices[:_SHARED]:
        cloud.bind(ben, device)
    account, other = (
        Account(cloud.app_id, user.email or "", _PASSWORD, cloud.base_url)
        for user in (anna, ben)
    )
    return Household(cloud, devices, account, other, options)


def _read(path: Path) -> list[Mapping[str, Any]]:
    try:
        return read_dump(path)
    except (OSError, NotADumpError) as err:
        raise DemoError(f"no device can be made of {path.name}: {err}") from err
