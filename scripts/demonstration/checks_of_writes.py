"""Checks of commands: from Home Assistant to the device, and back by push."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
import json
from time import monotonic
from typing import Any

from .errors import DemoError
from .picks import Pick, pick
from .stage import Stage
from .verdict import Verdict

# What a change at the device may take to show (s).
SOON = 1.0
_DEVICE_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class Command:
    """An action of Home Assistant and the state that it should lead to."""

    pick: Pick
    action: str
    data: dict[str, Any]
    leads_to: Callable[[str], bool]


async def check_switch(stage: Stage, verdict: Verdict) -> None:
    """A switch is turned over."""
    chosen = pick(stage, "switch")
    was_on = stage.states[chosen.entity_id].value == "on"
    wanted = "off" if was_on else "on"
    await _check(
        stage,
        verdict,
        Command(chosen, f"turn_{wanted}", {}, lambda state: state == wanted),
    )


async def check_number(stage: Stage, verdict: Verdict) -> None:
    """A number goes one step up, or down where it is at its end."""
    chosen = pick(stage, "number")
    state = stage.states[chosen.entity_id]
    value = float(state.value) + state.attributes["step"]
    if value > state.attributes["max"]:
        value -= 2 * state.attributes["step"]
    await _check(
        stage,
        verdict,
        Command(
            chosen,
            "set_value",
            {"value": round(value, 6)},
            lambda state: is_near(state, value),
        ),
    )


async def check_select(stage: Stage, verdict: Verdict) -> None:
    """A select gets another of its options."""
    chosen = pick(stage, "select")
    state = stage.states[chosen.entity_id]
    wanted = next(
        option for option in state.attributes["options"] if option != state.value
    )
    await _check(
        stage,
        verdict,
        Command(
            chosen, "select_option", {"option": wanted}, lambda state: state == wanted
        ),
    )


def is_near(state: str, value: float) -> bool:
    """Return whether a state is a number, up to the noise of its last digits."""
    try:
        return abs(float(state) - value) < 1e-6
    except ValueError:
        return False


async def _check(stage: Stage, verdict: Verdict, command: Command) -> None:
    chosen, states = command.pick, stage.states
    device, key, entity_id = chosen.device, chosen.entity.key, chosen.entity_id
    state, value = states[entity_id].value, chosen.value
    stage.household.cloud.clear_recordings()
    await stage.rest.post(
        f"/api/services/{chosen.entity.domain}/{command.action}",
        {"entity_id": entity_id, **command.data},
    )
    what = (
        f"{entity_id}: {command.action} {json.dumps(command.data, ensure_ascii=False)}"
    )
    shown = await states.until(lambda: command.leads_to(states[entity_id].value), SOON)
    verdict.check(shown is not None, f"{what}, and Home Assistant shows it")
    _check_control(stage, verdict, chosen)
    took = await _until_reported(chosen, value)
    stays = command.leads_to(states[entity_id].value)
    # Until that report has come, Home Assistant takes no other value for an answer.
    # The next one shows at once only if it came, and nothing but the socket tells it.
    await device.report({key: value})
    back = await states.until(lambda: states[entity_id].value == state, SOON)
    asked = stage.household.cloud.requests_to("GET", "/app/devdata/")
    verdict.check(
        stays and back is not None and not asked,
        f"    the device reported it after {took:.2f} s; set back at the device, "
        f"{state} came by push {_after(back)}",
    )


def _check_control(stage: Stage, verdict: Verdict, chosen: Pick) -> None:
    """The cloud got one request, for this datapoint alone."""
    path = f"/app/control/{chosen.device.did}"
    requests = stage.household.cloud.requests_to("POST", path)
    bodies = [request.body for request in requests]
    right = len(bodies) == 1 and list(bodies[0].get("attrs", ())) == [chosen.entity.key]
    verdict.check(
        right and requests[0].status == 200,
        f"    the cloud received POST {path} "
        + " and ".join(json.dumps(body, ensure_ascii=False) for body in bodies),
    )


async def _until_reported(chosen: Pick, before: object) -> float:
    """Wait for the device to have done it, and return how long that took."""
    started = monotonic()
    while chosen.value == before:
        if monotonic() - started > _DEVICE_TIMEOUT:
            raise DemoError(f"{chosen.entity_id}: the device has not done it")
        await asyncio.sleep(0.01)
    # Its report is on its way, and so is this.
    await asyncio.sleep(0.1)
    return monotonic() - started


def _after(seconds: float | None) -> str:
    return "not at all" if seconds is None else f"after {seconds * 1000:.0f} ms"
