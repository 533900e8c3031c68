"""From local time to the parts the cloud keeps, which are in UTC.

The cloud's recurrence knows no change of offset. What repeats is cut where the offset
changes, into parts with a start and an end date that the cloud runs one after the
other; where the day in UTC is another than the local one, weekdays and days of the
month are moved, and months are cut where the end of a month would make it wrong.
"""

from dataclasses import dataclass
import datetime as dt

from ..api import When
from .local import LocalWhen


@dataclass(frozen=True, slots=True)
class Converted:
    """The parts that stand for one schedule, the earliest first.

    Together they are exact from `now` to before `exact_until`, a local day; None means
    for ever. After it the last part runs on, wrong by the change of the clocks, until
    somebody converts again.
    """

    parts: tuple[When, ...]
    exact_until: dt.date | None = None


def to_cloud(
    when: LocalWhen, zone: dt.tzinfo, now: dt.datetime, *, split: bool = True
) -> Converted:
    """Return the parts with which the cloud does what is meant, from `now` on.

    Something that does not repeat, or in a zone without changes, is one part as the
    maker's app would make it. With `split` the changes of the clocks of the coming
    year are cut in; without it there is one part, exact until the next change.

    Raises ScheduleError: `in_the_past`, `never_runs`, `month_end` (no few parts say
    which days of the month these are in UTC), `odd_offset`.
    """
    raise NotImplementedError
