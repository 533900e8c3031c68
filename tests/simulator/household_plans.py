"""What the household of the demo does by itself: schedules and tasks, in UTC."""

from collections.abc import Iterable
from datetime import timedelta

from .device import SimulatedDevice
from .models import User
from .planning import add_schedule, add_task
from .schedules import Recurrence
from .state import CloudState

_WORKDAYS = "mon,tue,wed,thu,fri"
_WEEKEND = "sat,sun"
_DAILY = f"{_WORKDAYS},{_WEEKEND}"


def add_plans(cloud: CloudState, user: User, devices: Iterable[SimulatedDevice]) -> int:
    """Give a household its schedules and tasks; return how many there are.

    Devices are known by their names; those that are not there have none.
    """
    named = {device.alias: device for device in devices}
    if spa := named.get("Garden spa"):
        _spa(cloud, user, spa)
    if room := named.get("Living room"):
        _room(cloud, user, room)
    if spa and room:
        off = {spa: {"heater": False}, room: {"power": False}}
        when = Recurrence("23:30", _DAILY)
        add_task(cloud, user, off, when, retry_count=3, retry_task="failed")
    return len(cloud.runner.schedules) + len(cloud.runner.tasks)


def _spa(cloud: CloudState, user: User, spa: SimulatedDevice) -> None:
    tomorrow = (cloud.clock.utc() + timedelta(days=1)).date().isoformat()
    evening = Recurrence("17:00", _WORKDAYS)
    warm = {"heater": True, "temp_set": 38}
    add_schedule(cloud, user, spa, warm, evening, remark="After work")
    add_schedule(cloud, user, spa, {"heater": False}, Recurrence("21:00", _DAILY))
    bath = Recurrence("09:30", "none", date=tomorrow)
    add_schedule(cloud, user, spa, {**warm, "temp_set": 40}, bath, remark="Guests")
    # The first of the month is for the filter; the holiday one is switched off.
    add_schedule(
        cloud, user, spa, {"filter": True}, Recurrence("10:00", "day", days=[1, 15])
    )
    weekend = Recurrence("08:00", _WEEKEND)
    add_schedule(cloud, user, spa, warm, weekend, enabled=False, remark="Holidays")


def _room(cloud: CloudState, user: User, room: SimulatedDevice) -> None:
    morning = {"power": True, "set_temp": 21}
    add_schedule(cloud, user, room, morning, Recurrence("06:00", _WORKDAYS))
    add_schedule(cloud, user, room, morning, Recurrence("08:30", _WEEKEND))
    add_schedule(cloud, user, room, {"set_temp": 17}, Recurrence("22:00", _DAILY))
