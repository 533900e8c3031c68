"""Schedules: seen in the calendar, added and changed by a form, deleted there."""

import asyncio
from collections.abc import Callable
from typing import Final

from playwright.async_api import ViewportSize

from .tour import Tour

from tests.simulator.schedules import Schedule

_INTEGRATION = "/config/integrations/integration/gizwits"
_DEVICE = "Garden spa"
# So that what a schedule sets can be read in a month.
_WIDE: Final[ViewportSize] = {"width": 1720, "height": 940}
# From a click to the cloud (s).
_PATIENCE = 10.0
# Until the schedules of a whole household were read (ms).
_FIRST_LOOK = 60_000.0


async def see_schedules(tour: Tour) -> None:
    """See in the month what two devices will do, though nobody has read it before."""
    frontend = tour.frontend
    await frontend.open("/calendar")
    # All calendars are asked for at once, and the cloud for one after the other.
    await frontend.see("Heater off", patience=_FIRST_LOOK)
    await frontend.see("Power on, 21 °C", patience=_FIRST_LOOK)
    # The next month is a whole one, on whatever day this is.
    await tour.page.get_by_label("Next", exact=True).click()
    await frontend.see("Heater on, 38 °C")
    usual = tour.page.viewport_size
    assert usual
    await tour.page.set_viewport_size(_WIDE)
    await frontend.settle()
    await tour.picture("calendar")
    await tour.page.set_viewport_size(usual)


async def see_list(tour: Tour) -> None:
    """See the schedules of a device as a list, in the options."""
    await _open_list(tour)
    await tour.frontend.see("Mon to Fri at 17:00: Heater on, 38 °C")
    await tour.picture("schedules")
    await tour.frontend.close_dialogs()


async def add_schedule(tour: Tour) -> None:
    """Add a schedule with a toggle, a list, a slider and two days."""
    frontend, before = tour.frontend, {*tour.cloud.runner.schedules}
    await _open_list(tour)
    await frontend.choose("Add a schedule")
    await frontend.press("Next")
    for setting in ("Heater", "Bubbles strength", "Target temperature"):
        await frontend.choose(setting)
    await frontend.press("Next")
    await frontend.see("Days of the week")
    await tour.picture("schedule-form")
    for day in ("Saturday", "Sunday"):
        await frontend.choose(day)
    await frontend.press("Submit")
    await frontend.see("The schedule is saved on the cloud")
    (added,) = (
        schedule
        for schedule in tour.cloud.runner.schedules.values()
        if schedule.id not in before
    )
    assert added.attrs.keys() == {"heater", "bubbles", "temp_set"}, added.attrs
    assert "sat" in added.when.repeat, added.when
    await frontend.close_dialogs()


async def change_schedule(tour: Tour) -> None:
    """Let the heater go off later."""
    frontend, off = tour.frontend, _heater_off(tour)
    await _open_list(tour)
    await frontend.choose("Every day at 21:00: Heater off")
    await frontend.press("Next")
    await frontend.choose("Change")
    await frontend.press("Next")
    await tour.page.locator("ha-time-input input").first.fill("22")
    await tour.page.keyboard.press("Tab")
    await frontend.press("Submit")
    await frontend.see("The schedule is saved on the cloud")
    assert off.when.time == "22:00", off.when
    await frontend.close_dialogs()


async def delete_in_calendar(tour: Tour) -> None:
    """Delete a schedule in the calendar: not one of its runs, but from today on."""
    frontend, off = tour.frontend, _heater_off(tour)
    await frontend.open("/calendar")
    await (await frontend.see("Heater off", patience=_FIRST_LOOK)).click()
    await frontend.see("Every day")
    await frontend.settle()
    await frontend.press("Delete Event")
    await frontend.press("Delete")
    await frontend.see("The cloud cannot leave out a single run")
    assert _goes_on(tour, off), off.when
    await frontend.press("Delete Event")
    await frontend.choose("This and all future events")
    await frontend.press("Delete")
    await _until(lambda: not _goes_on(tour, off), "the schedule to be gone")
    # A dialog that closes takes the page back to where it was opened.
    await frontend.settle()
    await frontend.open("/")


async def _open_list(tour: Tour) -> None:
    """Open the list of a device's schedules in the options."""
    frontend = tour.frontend
    await frontend.open(_INTEGRATION)
    row = tour.page.locator("ha-config-entry-row").first
    await row.get_by_label("Configure").first.click()
    await frontend.settle()
    await frontend.choose("Schedules")
    await tour.page.locator("ha-selector-select").first.click()
    await frontend.settle()
    await frontend.choose(_DEVICE)
    await frontend.press("Next")


def _heater_off(tour: Tour) -> Schedule:
    return next(
        schedule
        for schedule in tour.cloud.runner.schedules.values()
        if schedule.attrs == {"heater": False}
    )


def _goes_on(tour: Tour, schedule: Schedule) -> bool:
    there = tour.cloud.runner.schedules.get(schedule.id)
    return there is not None and not there.when.end_date


async def _until(condition: Callable[[], bool], what: str) -> None:
    """Wait for the cloud; raises AssertionError."""
    try:
        async with asyncio.timeout(_PATIENCE):
            while not condition():
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"waited for {what}") from None
