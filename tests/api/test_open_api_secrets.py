"""No operation of the Open API tells a secret, whatever goes wrong with it."""

import logging
import re
import traceback
from typing import Any

import aiohttp
import pytest

from custom_components.gizwits.api import GizwitsClient, GizwitsError

from tests.api.calls import CALLS
from tests.api.open_api import OPERATIONS
from tests.api.stage import Stage
from tests.simulator import SimulatedCloud, SimulatedDevice, User

FAULTS: list[dict[str, Any]] = [
    {"drop": True},
    {"status": 502, "html": True},
    {"error_code": 9015},
    {"body": "{"},
]
SECRETS = ("password", "new_password", "code", "passcode", "their_token", "their_uid")


def secrets(stage: Stage) -> set[str]:
    """Return everything that must not be told."""
    cloud = stage.cloud
    found = {stage.names[name] for name in SECRETS if name in stage.names}
    found |= {*cloud.accounts.tokens, *cloud.accounts.app_tokens, *cloud.accounts.users}
    found |= {device.passcode for device in cloud.devices.values()}
    found |= {product.product_secret for product in cloud.products.values()}
    return found | {cloud.app.app_secret or "", cloud.base_url.removeprefix("http://")}


def told(text: str, words: set[str]) -> list[str]:
    """Return the secrets a text holds; source lines of a traceback are ours."""
    lines = [line for line in text.splitlines() if not line.startswith("    ")]
    return [word for word in words if any(word in line for line in lines)]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
@pytest.mark.parametrize("number", OPERATIONS)
async def test_no_error_tells(
    cloud: SimulatedCloud,
    client: GizwitsClient,
    user: User,
    device: SimulatedDevice,
    session: aiohttp.ClientSession,
    caplog: pytest.LogCaptureFixture,
    number: str,
    fault: dict[str, Any],
) -> None:
    """Neither its text nor its causes, nor a log at any level."""
    caplog.set_level(logging.DEBUG)
    stage = Stage(cloud, client, user, device, session)
    stage.keep("number", number)
    stage.keep("token", (await client.login()).value)
    wanted = OPERATIONS[number]
    path = re.sub(r"\{\w+\}", "*", wanted.path)
    struck = cloud.faults.all(method=wanted.method, path=path, **fault)
    # Some answers are not looked at: those calls succeed.
    error: GizwitsError | None = None
    try:
        await CALLS[number](stage)
    except GizwitsError as err:
        error = err
    assert struck.struck
    assert error or "body" in fault
    shown = "".join(traceback.format_exception(error)) if error else ""
    records = [r for r in caplog.records if r.name.startswith("custom_components")]
    shown += "\n".join(caplog.handler.format(record) for record in records)
    assert told(f"{shown}\n{error!r} {error}", secrets(stage)) == []


@pytest.mark.parametrize("number", OPERATIONS)
async def test_no_secret_in_an_address(
    cloud: SimulatedCloud,
    client: GizwitsClient,
    user: User,
    device: SimulatedDevice,
    session: aiohttp.ClientSession,
    number: str,
) -> None:
    """But the uid of a guest and the code of an invitation, where the cloud wants it."""
    stage = Stage(cloud, client, user, device, session)
    stage.keep("number", number)
    stage.keep("token", (await client.login()).value)
    await CALLS[number](stage)
    words = secrets(stage) - {cloud.base_url.removeprefix("http://")}
    if number in ("n23", "n24"):
        words -= {stage["code"]}
    if number in ("n26", "n27"):
        words -= {stage["other_uid"]}
    addresses = "\n".join(f"{call.path} {call.query}" for call in cloud.requests)
    assert told(addresses, words) == []
