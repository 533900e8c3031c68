"""Checks of what happens at the devices and shows in Home Assistant."""

from functools import partial

from .checks_of_writes import SOON
from .picks import Pick, pick
from .stage import Stage
from .verdict import Verdict

_TIMES = 10
# A device that came back is asked for its values, and answers (s).
_BACK_TIMEOUT = 10.0


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
            + (f", the slowest after {max(came) * 1000:.0f} ms" if came else ""),
        )


async def _press(stage: Stage, chosen: Pick) -> float | None:
    """Turn a switch over at the device; return how long Home Assistant took."""
    turned = not chosen.value
    wanted = "on" if turned else "off"
    await chosen.device.report({chosen.entity.key: turned})
    return await stage.states.until(
        lambda: stage.states[chosen.entity_id].value == wanted, SOON
    )


async def check_lost_and_found(stage: Stage, verdict: Verdict) -> None:
    """A device loses its connection and comes back."""
    device = pick(stage, "switch").device
    registered = next(own for own in stage.devices if own.did == device.did)
    connection = registered.connection.entity_id
    others = [
        entity.entity_id
        for entity in registered.entities
        if entity.enabled and entity.entity_id != connection
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
