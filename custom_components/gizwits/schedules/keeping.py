"""Keeping what we made at its local time, before the cloud's parts run out."""

import asyncio
from collections.abc import Awaitable
import datetime as dt
import logging
from typing import TYPE_CHECKING, Final, Never

from homeassistant.util import dt as dt_util

from ..api import GizwitsAuthError, GizwitsError
from ..schedule_errors import HalfDoneError, ScheduleError
from .conversion import to_cloud
from .memory import Made
from .occurrences import cloud_instants, instants
from .plans import Timing, again, continued

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator
    from .book import ScheduleBook

_LOGGER = logging.getLogger(__name__)

# After the start, and then each time (s).
FIRST: Final = 60.0
EACH: Final = 3600.0
# Parts are exact for a year; they are topped up when half of it is left.
TOP_UP_AT: Final = dt.timedelta(days=183)
_SOON: Final = dt.timedelta(days=800)


async def async_keep(account: AccountCoordinator) -> Never:
    """Look every hour whether anything we made is to be converted again."""
    await asyncio.sleep(FIRST)
    while True:
        await async_keep_all(account)
        await asyncio.sleep(EACH)


async def async_keep_all(account: AccountCoordinator) -> None:
    """Convert again what is due, and finish what was left half done."""
    for book in (account.schedules, account.common_schedules):
        for did in list(book.memory.unfinished):
            await _async_try(account, book.async_finish(did))
        for made in list(book.memory.made.values()):
            zone = await dt_util.async_get_time_zone(made.zone)
            now = dt_util.utcnow()
            if zone is None or not is_due(made, zone, now, split=book.split):
                continue
            if book.has(made.did):
                await _async_try(account, async_renew(book, made, zone))
            elif not made.did:
                await _async_try(account, account.tasks.async_renew(made, zone))


def is_due(made: Made, zone: dt.tzinfo, now: dt.datetime, *, split: bool) -> bool:
    """Return whether the cloud's parts of something should be others now.

    Written ahead, they are topped up long before they run out; else they are
    rewritten after the last run before the clocks change, and before the next. What
    they do can also become wrong by a new law on the clocks.
    """
    if not made.when.repeats:
        return False
    if made.exact_until:
        coming = next(instants(made.when, zone, now, now + _SOON), None)
        if coming and coming.astimezone(zone).date() >= made.exact_until:
            return True
        left = made.exact_until - now.astimezone(zone).date()
        if made.did and (made.split != split or (split and left < TOP_UP_AT)):
            return True
    return not _is_right(made, zone, now)


def _is_right(made: Made, zone: dt.tzinfo, now: dt.datetime) -> bool:
    """Return whether the parts do what is meant, as long as they are to be exact."""
    end = now + _SOON
    if made.exact_until:
        end = dt.datetime.combine(made.exact_until, dt.time.min, zone)
    parts = made.parts.values()
    does = sorted(at for part in parts for at in cloud_instants(part, now, end))
    return does == list(instants(made.when, zone, now, end))


async def async_renew(book: ScheduleBook, made: Made, zone: dt.tzinfo) -> None:
    """Convert again what we made, for the time from now on.

    What is no longer as we made it is not ours any more. Errors as of the book.
    """

    async def renew() -> None:
        group, writer, now = book.writer.own_group(made), book.writer, dt_util.utcnow()
        if group is None:
            await writer.async_forget(made)
            return
        try:
            converted = to_cloud(made.when, zone, now, split=book.split)
        except ScheduleError:
            # It will not run any more.
            await writer.async_close(made)
            return
        parts = continued(converted.parts, made.parts.values(), now)
        timing = Timing(made.when, made.zone, converted, book.split)
        plans = again(parts, group.rows[0].plan)
        await writer.async_put(made.did, group, plans, timing)

    await book.async_whole(made.did, renew)


async def _async_try(account: AccountCoordinator, job: Awaitable[None]) -> None:
    """Do what can wait until the next time, should it fail."""
    try:
        await job
    except GizwitsError as err:
        if isinstance(err, GizwitsAuthError):
            account.async_note_failure(err)
        _LOGGER.debug("A schedule cannot be kept at its local time: %s", err)
    except ScheduleError as err:
        _LOGGER.debug("A schedule is not kept any more: %s", err)
    except HalfDoneError as err:
        _LOGGER.warning("A schedule is kept only in part for now: %s", err)
