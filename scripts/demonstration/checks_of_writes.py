"""Checks of commands: from Home Assistant to the device, and back by push."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
import json
from typing import Any

from .device_side import SOON, after, is_near, report, until_reported
from .picks import Pick, pick
from .stage import Stage
from .verdict import Verdict


@dataclass(frozen=True, slots=True)
class Command:
    """An action of Home Assistant and the state that it should lead to."""

    pick: Pick
    action: str
    data: dict[str, Any]
    leads_to: Callable[[str], bool]


async def check_switch(stage: Stage, verdict: Verdict) -> None:
    """A switch is turned over, of a device of each of the two kinds of payload."""
    for var_len in (False, True):
        chosen = pick(stage, "switch", wanted=partial(_has_payload, var_len))
        was_on = stage.states[chosen.entity_id].value == "on"
        wanted = "off" if was_on else "on"
        await _check(
            stage,
            verdict,
            Command(chosen, f"turn_{wanted}", {}, partial(str.__eq__, wanted)),
        )


def _has_payload(var_len: bool, chosen: Pick) -> bool:
    return chosen.device.product.definition.var_len is var_len


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


async def _check(stage: Stage, verdict: Verdict, command: Command) -> None:
    chosen, states = command.pick, stage.states
    entity_id = chosen.entity_id
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
    took = await until_reported(chosen, value)
    stays = command.leads_to(states[entity_id].value)
    # Until that report has come, Home Assistant takes no other value for an answer.
    # The next one shows at once only if it came, and nothing but the socket tells it.
    back = await report(stage, chosen, value, lambda now: now == state)
    asked = stage.household.cloud.requests_to("GET", "/app/devdata/")
    verdict.check(
        stays and back is not None and not asked,
        f"    the device reported it after {took:.2f} s; set back at the device, "
        f"{state} came by push {after(back)}",
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
