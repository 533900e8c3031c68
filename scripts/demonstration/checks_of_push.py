"""Checks of what happens at the devices and shows in Home Assistant."""

from functools import partial

from .device_side import SOON, after, is_near, report
from .picks import Pick, pick
from .stage import Stage
from .verdict import Verdict

_TIMES = 10
# A device that came back is asked for its values, and answers (s).
_BACK_TIMEOUT = 10.0
# What the cloud has of a device, and what came of it before, is there without it.
_KEPT = ("calendar.", "event.")


async def check_outside(stage: Stage, verdict: Verdict) -> None:
    """Somebody presses a button: on each host, and many times."""
    for host in stage.household.cloud.m2m:
        chosen = pick(stage, "switch", host.index)
        delays = [await _press(stage, chosen) for _ in range(_TIMES)]
        came = [delay for delay in delays if delay is not None]
        verdict.check(
            len(came) == _TIMES,
            f"{chosen.entity_id}: pressed {_TIMES} times at the device (M2M host "
            f"{host.index}), {len(came)} came within a second"
            + (f", the slowest {after(max(came))}" if came else ""),
        )


async def check_reading(stage: Stage, verdict: Verdict) -> None:
    """A sensor measures something else."""
    chosen = pick(stage, "sensor", wanted=_is_reading)
    before = stage.states[chosen.entity_id].value
    point = chosen.datapoint
    raw = point.unscaled(chosen.value)
    value = point.scaled(raw + (1 if raw < point.maximum else -1))
    delay = await report(
        stage, chosen, value, lambda state: is_near(state, float(value))
    )
    verdict.check(
        delay is not None,
        f"{chosen.entity_id}: the device measures {value} where it was {before}, and "
        f"it came {after(delay)}",
    )


def _is_reading(chosen: Pick) -> bool:
    is_number = isinstance(chosen.value, int | float)
    return is_number and not isinstance(chosen.value, bool)


async def _press(stage: Stage, chosen: Pick) -> float | None:
    """Turn a switch over at the device; return how long Home Assistant took."""
    turned = not chosen.value
    wanted = "on" if turned else "off"
    return await report(stage, chosen, turned, lambda state: state == wanted)


async def check_lost_and_found(stage: Stage, verdict: Verdict) -> None:
    """A device loses its connection and comes back."""
    device = pick(stage, "switch").device
    registered = next(own for own in stage.devices if own.did == device.did)
    connection = registered.connection.entity_id
    others = [
        entity.entity_id
        for entity in registered.entities
        if entity.enabled
        and entity.entity_id != connection
        and not entity.entity_id.startswith(_KEPT)
    ]

    def all_have(available: bool) -> bool:
        return stage.states[connection].value == ("on" if available else "off") and all(
            (stage.states[entity_id].value != "unavailable") is available
            for entity_id in others
        )

    await device.set_online(False)
    lost = await stage.states.until(partial(all_have, False), SOON)
    verdict.check(
        lost is not None,
        f"{registered.name} goes offline: {len(others)} entities are unavailable, "
        f"{connection} is {stage.states[connection].value}",
    )
    await device.set_online(True)
    found = await stage.states.until(partial(all_have, True), _BACK_TIMEOUT)
    verdict.check(
        found is not None,
        f"{registered.name} comes back: {len(others)} entities are available, "
        f"{connection} is {stage.states[connection].value}",
    )
