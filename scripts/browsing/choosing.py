"""Choosing entities: what an outlet is shown as, and what belongs together."""

from .tour import Tour

_INTEGRATION = "/config/integrations/integration/gizwits"
_STRIP = "Desk power strip"
# From the form to the entities (s).
_PATIENCE = 15.0


async def show_as_light(tour: Tour) -> None:
    """Show an outlet of a power strip as the lamp that is plugged in there."""
    frontend = tour.frontend
    await _open_menu(tour, _STRIP)
    await tour.picture("entities")
    await frontend.choose("Change a datapoint")
    await _pick(tour, 0, "Outlet 1 (outlet1)")
    await frontend.press("Next")
    await frontend.see("Show as")
    await _pick(tour, 0, "Light")
    await tour.picture("entities-datapoint")
    await frontend.press("Next")
    await frontend.choose("Save")
    light, states = "light.desk_power_strip_outlet_1", tour.stage.states
    found = await states.until(lambda: states[light].value in ("on", "off"), _PATIENCE)
    assert found is not None, "waited in vain for the light"
    await frontend.close_dialogs()


async def put_together(tour: Tour) -> None:
    """See the form of a light, and the file that can be shared."""
    frontend = tour.frontend
    await _open_menu(tour, _STRIP)
    await frontend.choose("Put datapoints together")
    await _pick(tour, 0, "+ light")
    await frontend.press("Next")
    await frontend.see("Which datapoint of Desk power strip plays which part?")
    await _pick(tour, 0, "Outlet 2 (outlet2)")
    await tour.picture("entities-light")
    await frontend.press("Next")
    await frontend.choose("Export")
    await frontend.see("This file gives every")
    await tour.picture("entities-export")
    await frontend.press("Next")
    await frontend.see("Save")
    await frontend.close_dialogs()


async def _open_menu(tour: Tour, device: str) -> None:
    frontend = tour.frontend
    await frontend.open(_INTEGRATION)
    row = tour.page.locator("ha-config-entry-row").first
    await row.get_by_label("Configure").first.click()
    await frontend.settle()
    await frontend.choose("Entities")
    await _pick(tour, 0, device)
    await frontend.press("Next")
    await frontend.see("entities are switched on with what you")


async def _pick(tour: Tour, field: int, label: str) -> None:
    """Choose a line of a list of the form."""
    await tour.page.locator("ha-selector-select").nth(field).click()
    await tour.frontend.settle()
    await tour.frontend.choose(label)
