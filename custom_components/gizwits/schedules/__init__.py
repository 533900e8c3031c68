"""Schedules that the cloud runs, in the local time that people know.

- `local`: when something is to happen in local words, and what it then does;
- `conversion`, `reading`: into the cloud's UTC parts and back; `occurrences`: the
  moments of either;
- `book`: the schedules of an account's devices, `common_book` of its groups and
  scenes; `account_tasks`: its tasks;
- `keeping`: what we made stays at its local time when the clocks change.

It is entered when an account is set up, see `rooms`.
"""

from ..schedule_errors import ScheduleError
from .account_tasks import AccountTasks
from .book import ScheduleBook
from .common_book import CommonBook, common_store
from .conversion import Converted, to_cloud
from .device_schedule import DeviceSchedule
from .keeping import async_keep
from .local import LocalSchedule, LocalWhen, Weekday
from .memory import schedule_store
from .occurrences import cloud_instants, instants
from .reading import from_cloud
from .tasks import LocalStep, LocalTask, StepInfo, TaskInfo

__all__ = [
    "AccountTasks",
    "CommonBook",
    "Converted",
    "DeviceSchedule",
    "LocalSchedule",
    "LocalStep",
    "LocalTask",
    "LocalWhen",
    "ScheduleBook",
    "ScheduleError",
    "StepInfo",
    "TaskInfo",
    "Weekday",
    "async_keep",
    "cloud_instants",
    "common_store",
    "from_cloud",
    "instants",
    "schedule_store",
    "to_cloud",
]
