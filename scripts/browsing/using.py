"""Using a device: its page, its switches, numbers and options, and what it reports."""

import asyncio
from collections.abc import Callable

from scripts.demonstration.device_side import report
from scripts.demonstration.picks import Pick, pick

from .tour import Tour

# From a click to the device, which takes its time to report (s).
_PATIENCE = 10.0


async def see_dashboard(tour: Tour) -> None:
    """Look at the household on its dashboard."""
    await tour.frontend.open("/gizwits-demo")
    await tour.frontend.see("Garden spa")
    await tour.frontend.settle()
    await tour.picture("dashboard")


async def open_device(tour: Tour) -> None:
    """Open the page of the spa from the list of devices."""
    device = tour.stage.devices[_index(tour, "Garden spa")]
    await tour.frontend.open("/config/devices/dashboard?domain=gizwits")
    await tour.frontend.choose(device.name)
    await tour.frontend.see("Cloud connection")
    await tour.picture("device")


async def toggle(tour: Tour) -> None:
    """Switch something at the device with the toggle of its dialog."""
    chosen = pick(tour.stage, "switch")
    before = chosen.value
    await _open_entity(tour, chosen)
    await tour.page.locator("ha-more-info-info").locator("ha-control-switch").click()
    await _until(lambda: chosen.value is not before, f"{chosen.entity_id} to switch")


async def drag(tour: Tour) -> None:
    """Drag the slider of a number."""
    chosen = pick(tour.stage, "number", wanted=_has_slider)
    before = chosen.value
    await _open_entity(tour, chosen)
    slider = tour.page.locator("ha-more-info-info ha-slider").last
    await slider.wait_for(state="visible")
    box = await slider.bounding_box()
    assert box, "there is no slider"
    middle = box["y"] + box["height"] / 2
    mouse = tour.page.mouse
    at = box["x"] + box["width"] * (0.25 if _is_high(chosen) else 0.75)
    await mouse.move(box["x"] + box["width"] * _share(chosen), middle)
    await mouse.down()
    await mouse.move(at, middle, steps=10)
    await mouse.up()
    await _until(lambda: chosen.value != before, f"{chosen.entity_id} to be set")


async def pick_option(tour: Tour) -> None:
    """Pick another option from a list."""
    chosen = pick(tour.stage, "select")
    before = chosen.value
    state = tour.stage.states[chosen.entity_id]
    options = state.attributes["options"]
    other = (options.index(state.value) + 1) % len(options)
    await _open_entity(tour, chosen)
    info = tour.page.locator("ha-more-info-info")
    await info.locator("ha-control-select-menu").click()
    await tour.frontend.settle()
    await info.locator("ha-dropdown-item").nth(other).click()
    await _until(lambda: chosen.value != before, f"{chosen.entity_id} to be chosen")


async def see_a_report(tour: Tour) -> None:
    """See what somebody does at the device itself, without touching the screen."""
    chosen = pick(tour.stage, "switch")
    await _open_entity(tour, chosen)
    wanted = not chosen.value
    took = await report(
        tour.stage, chosen, wanted, lambda state: state == ("on" if wanted else "off")
    )
    assert took is not None, "Home Assistant did not hear of it"
    await tour.frontend.see("On" if wanted else "Off")


async def _open_entity(tour: Tour, chosen: Pick) -> None:
    """Open the dialog of an entity."""
    await tour.frontend.open(f"/?more-info-entity-id={chosen.entity_id}")
    await tour.page.locator("ha-more-info-info").wait_for()
    await tour.frontend.settle()


def _has_slider(chosen: Pick) -> bool:
    point = chosen.datapoint
    return point.maximum - point.minimum <= 100


def _share(chosen: Pick) -> float:
    point = chosen.datapoint
    return float((chosen.value - point.minimum) / (point.maximum - point.minimum))


def _is_high(chosen: Pick) -> bool:
    return _share(chosen) > 0.5


def _index(tour: Tour, name: str) -> int:
    return next(i for i, one in enumerate(tour.stage.devices) if one.name == name)


async def _until(condition: Callable[[], bool], what: str) -> None:
    """Wait for the device to do something; raises AssertionError."""
    try:
        async with asyncio.timeout(_PATIENCE):
            while not condition():
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"waited for {what}") from None
