"""Actions on one device: datapoints, bytes, names, bindings."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import (
    HomeAssistantError,
    ServiceValidationError,
    Unauthorized,
)
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.translation import async_get_exception_message

from .acting import add_made_up
from .action_helpers import MAC, World, build_world, call, device_id
from .common import registered, state_of, until
from .shapes import bit, definition, pick

from custom_components.gizwits.const import CONF_LEFT_OUT, CONF_PRODUCTS, DOMAIN
from custom_components.gizwits.services.catalogue import ACTIONS

from tests.simulator import SimulatedCloud, User

WRONG_SECRET = "0123456789abcdef" * 2


@pytest.fixture
async def world(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> World:
    """Return an account that is set up."""
    return await build_world(hass, cloud, user)


async def test_several_datapoints_are_one_request(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Values of each kind, shown at once; nobody has to know the did."""
    await call(
        hass,
        "set_datapoints",
        {
            "device_id": device_id(hass, world, world.machine),
            "values": {
                "option_a": "on",
                "option_b": 1,
                "choice": "beta",
                "amount": "38.0",
                "blob": [1, 2, 255],
            },
        },
    )
    assert [(control.did, control.attrs) for control in cloud.controls] == [
        (
            world.machine.did,
            {
                "option_a": True,
                "option_b": True,
                "choice": "beta",
                "amount": 38,
                "blob": "0102ff0000000000",
            },
        )
    ]
    assert state_of(hass, world.machine, "amount") == "38"


@pytest.mark.parametrize(
    ("values", "key", "expected"),
    [
        (
            {"nothing": 1},
            "unknown_datapoint",
            "option_a, option_b, choice, amount, blob",
        ),
        ({"measured": 1}, "not_writable", ""),
        ({"fault_x": True}, "not_writable", ""),
        ({"amount": 105}, "out_of_range", "20 to 104"),
        ({"amount": "warm"}, "wrong_type", "20 to 104"),
        ({"amount": "380"}, "out_of_range", "20 to 104"),
        ({"amount": None}, "wrong_type", "20 to 104"),
        ({"amount": [1]}, "wrong_type", "20 to 104"),
        ({"option_a": 2}, "wrong_type", "true, false"),
        ({"option_a": "perhaps"}, "wrong_type", "true, false"),
        ({"choice": "delta"}, "not_an_option", "alpha, beta, gamma"),
        ({"choice": True}, "not_an_option", "alpha, beta, gamma"),
        ({"blob": "00" * 9}, "wrong_length", "16 hex digits"),
        ({"blob": "no hex"}, "wrong_type", "16 hex digits"),
        ({"blob": [1, 256]}, "wrong_type", "16 hex digits"),
    ],
)
async def test_nothing_is_sent_when_one_value_is_wrong(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    values: dict[str, Any],
    key: str,
    expected: str,
) -> None:
    """The person is told which, and what would fit."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(
            hass,
            "set_datapoints",
            {
                "device_id": device_id(hass, world, world.machine),
                "values": {"option_b": True, **values},
            },
        )
    assert caught.value.translation_key == key
    placeholders = caught.value.translation_placeholders or {}
    assert placeholders["name"] == "Machine"
    assert placeholders["datapoint"] == next(iter(values))
    assert placeholders["expected"] == expected
    assert not cloud.controls
    message = async_get_exception_message(DOMAIN, key, placeholders)
    assert "Machine" in message
    assert expected in message


async def test_options_by_the_key_that_the_entity_shows(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Nobody has to type the cloud's own label; `off` is YAML's false."""
    device = add_made_up(
        cloud, user, definition("Kettle", pick("Keep", "关", "开", "制热"))
    )
    world = await build_world(hass, cloud, user)
    target = device_id(hass, world, device)
    for given in ("heat", "制热", False):
        await call(
            hass, "set_datapoints", {"device_id": target, "values": {"Keep": given}}
        )
    sent = [control.attrs["Keep"] for control in cloud.controls]
    assert sent == ["制热", "制热", "关"]


@pytest.mark.parametrize("name", ["Factory_Reset", "WiFi_Password", "Reboot", "bak1"])
async def test_what_is_never_written(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, name: str
) -> None:
    """Neither as a value nor in bytes, by nobody."""
    device = add_made_up(
        cloud, user, definition("Kettle", bit("Light_On"), bit(name)), alias="Kettle"
    )
    world = await build_world(hass, cloud, user)
    target = device_id(hass, world, device)
    for action, data, key in (
        ("set_datapoints", {"values": {"Light_On": True, name: True}}, "never_written"),
        ("send_raw_command", {"data": "0101"}, "never_raw"),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, action, {"device_id": target, **data})
        assert caught.value.translation_key == key
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "set_datapoints", {"device_id": target, "values": {"x": 1}})
    assert (caught.value.translation_placeholders or {})["expected"] == "Light_On"
    assert not cloud.controls
    assert not cloud.raws


async def test_a_product_without_a_definition(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Only bytes can be sent to it."""
    device = add_made_up(
        cloud, user, definition("Kettle", bit("Light_On")), served=False
    )
    world = await build_world(hass, cloud, user)
    target = device_id(hass, world, device)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "set_datapoints", {"device_id": target, "values": {"x": 1}})
    assert caught.value.translation_key == "no_definition"
    await call(hass, "send_raw_command", {"device_id": target, "data": [1, 2]})
    assert [(raw.did, raw.p0) for raw in cloud.raws] == [(device.did, b"\x01\x02")]


@pytest.mark.parametrize(
    "data",
    [
        "01 0aFF",
        "0x010aff",
        "01:0a:ff",
        "0x01,0x0A, 0XFF",
        "01-0a-ff",
        [1, 10, 255],
    ],
)
async def test_bytes(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, data: Any
) -> None:
    """As hex digits or as a list."""
    target = device_id(hass, world, world.machine)
    await call(hass, "send_raw_command", {"device_id": target, "data": data})
    assert [(raw.did, raw.p0) for raw in cloud.raws] == [
        (world.machine.did, b"\x01\x0a\xff")
    ]


@pytest.mark.parametrize(
    "data", ["", "xyz", "012", "1,2", ",", [], [256], [-1], [True], ["a"]]
)
async def test_what_is_no_bytes(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, data: Any
) -> None:
    """Nothing is sent."""
    target = device_id(hass, world, world.machine)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "send_raw_command", {"device_id": target, "data": data})
    assert caught.value.translation_key == "not_bytes"
    assert not cloud.raws


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ({"error_code": 9025}, "error_9025"),
        ({"error_code": 9042}, "error_9042"),
        ({"error_code": 9041}, "throttled"),
        ({"status": 400, "body": '{"error_code": 9777}'}, "cloud_refused"),
        ({"status": 502, "html": True}, "no_answer"),
        ({"drop": True}, "no_answer"),
    ],
)
@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("set_datapoints", {"values": {"option_a": True}}),
        ("send_raw_command", {"data": "0101"}),
    ],
)
async def test_what_the_cloud_refuses(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    fault: dict[str, Any],
    key: str,
    action: str,
    data: dict[str, Any],
) -> None:
    """It is said in words, with the name of the device."""
    cloud.faults.next(method="POST", path="/app/control/", **fault)
    target = device_id(hass, world, world.machine)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, action, {"device_id": target, **data})
    assert not isinstance(caught.value, ServiceValidationError)
    assert caught.value.translation_key == key
    assert "{" not in str(caught.value)
    own = world.entry.runtime_data.devices[world.machine.did]
    assert own.data.online is (key != "error_9042")


async def test_a_refused_account_asks_the_user(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The sign-in form is there."""
    cloud.expire_tokens()
    world.user.password = "Changed-1"
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "get_groups", {})
    assert caught.value.translation_key == "auth_failed"
    await hass.async_block_till_done()
    assert hass.config_entries.flow.async_progress(include_uninitialized=True)


async def test_devices_that_are_none(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Unknown, another integration's, the account, not set up, not loaded."""

    async def refusal(target: str) -> str | None:
        with pytest.raises(ServiceValidationError) as caught:
            await call(
                hass, "set_datapoints", {"device_id": target, "values": {"a": 1}}
            )
        return caught.value.translation_key

    assert await refusal("nonsense") == "service_device_not_found"
    foreign = MockConfigEntry(domain="other")
    foreign.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=foreign.entry_id, identifiers={("other", "1")}
    )
    assert await refusal(device.id) == "service_device_wrong_domain"
    assert await refusal(device_id(hass, world, None)) == "not_a_device"
    target = device_id(hass, world, world.machine)
    own = world.entry.runtime_data.inventory.devices.pop(world.machine.did)
    assert await refusal(target) == "device_not_ready"
    world.entry.runtime_data.inventory.devices[world.machine.did] = own
    await hass.config_entries.async_unload(world.entry.entry_id)
    assert await refusal(target) == "service_config_entry_not_loaded"
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "get_groups", {"config_entry_id": world.entry.entry_id})
    assert caught.value.translation_key == "service_config_entry_not_loaded"


async def test_renaming_in_the_app(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The alias is the device's name at once; an empty one is none."""
    target = device_id(hass, world, world.machine)
    await call(
        hass, "update_binding", {"device_id": target, "alias": "Spa", "remark": "Out"}
    )
    binding = cloud.bindings.get(world.user.uid, world.machine.did)
    assert binding
    assert (binding.dev_alias, binding.remark) == ("Spa", "Out")
    await until(hass, lambda: _name(hass, target) == "Spa", 15)
    await call(hass, "update_binding", {"device_id": target, "remark": ""})
    assert (binding.dev_alias, binding.remark) == ("Spa", "")
    for names in (["tub", "whirlpool"], []):
        await call(hass, "update_binding", {"device_id": target, "voice_names": names})
        assert binding.dev_label == names
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "update_binding", {"device_id": target})
    assert caught.value.translation_key == "nothing_to_change"


def _name(hass: HomeAssistant, target: str) -> str | None:
    device = dr.async_get(hass).async_get(target)
    return device.name if device else None


async def test_unbinding(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The device is gone at once, here and at the cloud."""
    target = device_id(hass, world, world.machine)
    cloud.faults.next(
        method="DELETE",
        path="/app/bindings",
        body={"success": [], "failed": [world.machine.did]},
        status=200,
    )
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "unbind_device", {"device_id": target})
    assert caught.value.translation_key == "not_unbound"
    assert registered(hass, world.entry, world.machine.did)

    await call(hass, "unbind_device", {"device_id": target})
    assert not registered(hass, world.entry, world.machine.did)
    assert cloud.bindings.get(world.user.uid, world.machine.did) is None
    assert registered(hass, world.entry, world.second.did)


def _store_product(hass: HomeAssistant, world: World, secret: str) -> None:
    hass.config_entries.async_update_entry(
        world.entry,
        options={
            **world.entry.options,
            CONF_PRODUCTS: {
                world.machine.product_key: {"secret": secret, "name": "My Machine"}
            },
        },
    )


@pytest.mark.parametrize("product", ["My Machine", " my machine ", None])
async def test_binding_by_mac(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, product: str | None
) -> None:
    """The secret comes from the options; a device left out before is set up again."""
    _store_product(hass, world, world.machine.product.product_secret)
    await call(
        hass, "unbind_device", {"device_id": device_id(hass, world, world.machine)}
    )
    options = {**world.entry.options, CONF_LEFT_OUT: [world.machine.did]}
    hass.config_entries.async_update_entry(world.entry, options=options)
    answer = await call(
        hass,
        "bind_device",
        {
            "product": product or world.machine.product_key,
            "mac": MAC,
            "name": "Again",
        },
    )
    assert answer == {
        "device_id": device_id(hass, world, world.machine),
        "name": "Again",
    }
    assert world.entry.options[CONF_LEFT_OUT] == []


async def test_binding_where_the_cloud_does_not_say_what(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The device comes with the listing all the same."""
    _store_product(hass, world, world.machine.product.product_secret)
    cloud.faults.next(method="POST", path="/app/bind_mac", status=201, body="{}")
    answer = await call(hass, "bind_device", {"product": "My Machine", "mac": MAC})
    assert answer == {"device_id": None, "name": None}


@pytest.mark.parametrize("action", ["bind_device", "register_device"])
async def test_products_whose_secret_is_not_stored(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, action: str
) -> None:
    """The person is told which are."""
    for asked, known in (
        ("Boiler", "–"),
        ("Boiler", "My Machine"),
        (" ", "My Machine"),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, action, {"product": asked, "mac": MAC})
        assert caught.value.translation_key == "unknown_product"
        placeholders = caught.value.translation_placeholders or {}
        assert placeholders == {"product": asked, "known": known}
        _store_product(hass, world, WRONG_SECRET)


async def test_a_wrong_secret_is_said_and_not_shown(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither in the error nor in the log."""
    for secret, key in ((WRONG_SECRET, "error_9044"), ("no-secret-at-all", "not_sent")):
        _store_product(hass, world, secret)
        with pytest.raises(HomeAssistantError) as caught:
            await call(hass, "bind_device", {"product": "My Machine", "mac": MAC})
        assert caught.value.translation_key == key
        assert caught.value.__cause__ is None
        assert secret not in f"{caught.value!r} {caplog.text}"


async def test_registering(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """One sealed request; the passcode is made up and told to nobody."""
    _store_product(hass, world, world.machine.product.product_secret)
    cloud.clear_recordings()
    await call(
        hass, "register_device", {"product": "My Machine", "mac": "aabbccddeeff"}
    )
    path = f"/dev/{world.machine.product_key}/device"
    assert len(cloud.requests_to("POST", path)) == 1
    for mac in ("aa&type=x", "a=b"):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, "register_device", {"product": "My Machine", "mac": mac})
        assert caught.value.translation_key == "not_a_mac"
    assert len(cloud.requests_to("POST", path)) == 1


async def test_who_may(
    hass: HomeAssistant,
    world: World,
    hass_read_only_user: MockUser,
    hass_admin_user: MockUser,
    cloud: SimulatedCloud,
) -> None:
    """Only administrators change the account; automations act for nobody."""
    target = device_id(hass, world, world.machine)
    data = {"device_id": target, "alias": "Spa"}
    with pytest.raises(Unauthorized):
        await call(hass, "update_binding", data, user_id=hass_read_only_user.id)
    assert not cloud.requests_to("PUT", "/app/bindings/")
    await call(hass, "update_binding", data, user_id=hass_admin_user.id)
    await call(hass, "update_binding", data)
    await call(
        hass,
        "set_datapoints",
        {"device_id": target, "values": {"option_a": True}},
        user_id=hass_read_only_user.id,
    )
    assert len(cloud.controls) == 1


def test_what_needs_an_administrator() -> None:
    """Whatever changes the account, and bytes that nobody can check.

    Who may set a device now may also have it set later.
    """
    assert {action.name for action in ACTIONS if not action.admin} == {
        "set_datapoints",
        "create_schedule",
        "update_schedule",
        "delete_schedule",
        "create_task",
        "delete_task",
        "control_group",
        "run_scene",
        "mark_message_read",
        *(action.name for action in ACTIONS if action.name.startswith("get_")),
    }
