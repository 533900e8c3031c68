"""Scenes: made of commands and pauses, started, and what became of them."""

from collections.abc import Awaitable
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
import pytest

from custom_components.gizwits.api import (
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsRequestError,
    GizwitsValueError,
    Product,
    Value,
)
from custom_components.gizwits.api.groups import Groups
from custom_components.gizwits.api.scenes import (
    Delay,
    Scene,
    SceneCommand,
    Scenes,
    SceneStatus,
    SceneStep,
)
from custom_components.gizwits.api.target import Target, TargetKind

from tests.api.helpers import defined, product_of, until
from tests.api.strategies import JSON, attributes
from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.datapoint import Datapoint as SimulatedDatapoint

START = datetime(2026, 11, 12, 11, 30, tzinfo=UTC)
VALUES: dict[str, Value] = {
    "power": True,
    "mode": "heat",
    "target": 21.5,
    "plan": b"\1\2\3",
}


@pytest.fixture
async def scenes(client: GizwitsClient, cloud: SimulatedCloud) -> Scenes:
    """Return the area at a cloud whose clock stands at START, and pauses do not."""
    cloud.settings.delay_scale = 0.001
    cloud.clock.freeze(START)
    await client.login()
    return Scenes(client)


@pytest.fixture
def product(device: SimulatedDevice) -> Product:
    """Return the device's product."""
    return product_of(device)


@pytest.fixture
def target(device: SimulatedDevice) -> Target:
    """Return the device."""
    return Target(TargetKind.DEVICE, device.did)


async def code_of(call: Awaitable[Any]) -> int | None:
    """Return the code of a call that must not succeed."""
    with pytest.raises(GizwitsError) as caught:
        await call
    return caught.value.code


async def test_made_changed_deleted(
    scenes: Scenes, client: GizwitsClient, product: Product, target: Target
) -> None:
    """Every kind of step; what is read is what was made."""
    group = await Groups(client).create("All", product.product_key)
    steps = (
        SceneCommand.setting(target, product, VALUES),
        Delay(3600),
        SceneCommand(Target(TargetKind.GROUP, group), raw=b"\1\1\0"),
    )
    made = await scenes.create("Evening", steps, "r")
    [found] = await scenes.all()
    assert found == Scene(
        id=made,
        name="Evening",
        steps=steps,
        remark="r",
        created_at=START,
        updated_at=START,
    )
    command = found.steps[0]
    assert isinstance(command, SceneCommand)
    assert command.attrs["mode"] == 1
    assert command.attrs["plan"] == "AQID"
    assert command.values(product) == VALUES
    await scenes.update(made, "Night", found.steps)
    [found] = await scenes.all()
    assert (found.name, found.steps, found.remark) == ("Night", steps, "")
    await scenes.delete(made)
    assert await scenes.all() == []
    for call in (scenes.delete(made), scenes.start(made), scenes.status(made)):
        assert await code_of(call) == 9220


async def test_started(
    scenes: Scenes,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    product: Product,
    target: Target,
) -> None:
    """Running, done; failed where a device is offline."""
    steps: list[SceneStep] = [Delay(20), SceneCommand.setting(target, product, VALUES)]
    made = await scenes.create("Evening", steps)
    assert await scenes.status(made) is SceneStatus.NOT_RUNNING
    await scenes.start(made)
    assert await scenes.status(made) is SceneStatus.RUNNING
    await until(lambda: device.values["plan"] == b"\1\2\3")
    assert device.values["mode"] == "heat"
    assert await scenes.status(made) is SceneStatus.DONE
    await device.set_online(False)
    await scenes.start(made)
    await until(lambda: cloud.scenes[made].status == 2)
    assert await scenes.status(made) is SceneStatus.FAILED


async def test_of_somebody_else(
    scenes: Scenes, cloud: SimulatedCloud, user: User
) -> None:
    """9221."""
    made = await scenes.create("Evening", [Delay(1)])
    cloud.scenes[made].uid = "other"
    assert await code_of(scenes.start(made)) == 9221


async def test_what_does_not_fit_is_not_sent(
    scenes: Scenes, cloud: SimulatedCloud, product: Product, target: Target
) -> None:
    """Nothing to do, a pause that is none, a scene of a scene, values."""
    cloud.clear_recordings()
    scene = Target(TargetKind.SCENE, "s")
    wrong_steps: list[list[SceneStep]] = [
        [],
        [Delay(0)],
        [Delay(3601)],
        [SceneCommand(target)],
        [SceneCommand(scene, {"power": True})],
    ]
    for steps in wrong_steps:
        with pytest.raises(GizwitsRequestError):
            await scenes.create("x", steps)
    wrong_values: list[dict[str, Value]] = [
        {"mode": "sing"},
        {"plan": b"12345"},
        {"room": 1},
        {"x": 1},
    ]
    for values in wrong_values:
        with pytest.raises(GizwitsValueError):
            SceneCommand.setting(target, product, values)
    assert cloud.requests == []


@pytest.mark.parametrize("body", [{}, [], {"status": 4}, {"status": None}])
async def test_no_status(scenes: Scenes, cloud: SimulatedCloud, body: Any) -> None:
    """Is none of the four."""
    cloud.faults.next(path="/app/scene/*/task", body=body)
    with pytest.raises(GizwitsConnectionError):
        await scenes.status("a")


@given(JSON)
def test_anything_is_read(raw: Any) -> None:
    """A scene of the cloud, with any step, never an error."""
    Scene.from_json(raw)
    steps = [raw, {"task_type": "device", "attrs": raw, "raw": raw, "did": raw}]
    scene = Scene.from_json({"id": "a", "tasks": [*steps, {"task_type": "delay"}]})
    assert scene is not None
    assert scene.steps[-1] == Delay(0)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("AQID", b"\1\2\3"),
        ("010203", b"\1\2\3"),
        ([1, 2, 3], b"\1\2\3"),
        ("abcd", b"i\xb7\x1d"),
        ("", b""),
        ("?", None),
        (5, None),
    ],
)
def test_bytes_of_a_scene(product: Product, raw: Any, value: bytes | None) -> None:
    """Base64, and hex where its length says so or it is nothing else."""
    assert product.decode_scene({"plan": raw, "x": 1}) == {"plan": value}


@given(attributes(), JSON)
def test_every_value_there_and_back(attribute: dict[str, Any], raw: Any) -> None:
    """In the form of scenes, which the simulator's own reading takes."""
    product = Product.from_definition("p", defined(attribute))
    [(name, datapoint)] = product.datapoints.items()
    theirs = SimulatedDatapoint.parse(attribute)
    value = theirs.default()
    encoded = product.encode_scene({name: value})
    assert theirs.from_scene(encoded[name]) == value
    assert product.decode_scene(encoded) == {name: datapoint.decode(value)} or (
        product.decode_scene(encoded) == {name: value}
    )
    product.decode_scene({name: raw})
