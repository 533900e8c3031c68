"""Lights: what is shown, and what each action writes."""

from typing import Any

import pytest

from homeassistant.components.light import (
    ATTR_BRIGHTNESS,
    ATTR_COLOR_MODE,
    ATTR_COLOR_TEMP_KELVIN,
    ATTR_EFFECT,
    ATTR_EFFECT_LIST,
    ATTR_HS_COLOR,
    ATTR_MAX_COLOR_TEMP_KELVIN,
    ATTR_MIN_COLOR_TEMP_KELVIN,
    ATTR_RGB_COLOR,
    ATTR_SUPPORTED_COLOR_MODES,
    EFFECT_OFF,
    ColorMode,
)
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .acting import act, add_made_up, sent, state
from .common import add_device, set_up, state_of, until
from .shapes import bit, definition, uint

from tests.simulator import SimulatedCloud, SimulatedDevice, User

LIGHT = "composite-light"
COLOR = {"color_r": 255, "color_g": 128, "color_b": 0}


@pytest.fixture
async def lamp(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> SimulatedDevice:
    """Return a lamp that is on, in white."""
    device = add_device(
        cloud,
        user,
        "bedside_light",
        values={
            "light_on": True,
            "light_mode": "white",
            "brightness": 50,
            "color_temp": 3000,
            **COLOR,
        },
    )
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    return device


async def test_a_lamp(hass: HomeAssistant, lamp: SimulatedDevice) -> None:
    """White, coloured and in a scene are told apart by its mode."""
    shown = state(hass, lamp, LIGHT)
    assert shown.state == STATE_ON
    assert shown.attributes["friendly_name"] == "bedside_light"
    assert shown.attributes[ATTR_SUPPORTED_COLOR_MODES] == [
        ColorMode.COLOR_TEMP,
        ColorMode.RGB,
    ]
    assert shown.attributes[ATTR_COLOR_MODE] == ColorMode.COLOR_TEMP
    assert shown.attributes[ATTR_COLOR_TEMP_KELVIN] == 3000
    assert shown.attributes[ATTR_MIN_COLOR_TEMP_KELVIN] == 2700
    assert shown.attributes[ATTR_MAX_COLOR_TEMP_KELVIN] == 6500
    assert shown.attributes[ATTR_BRIGHTNESS] == 128
    assert shown.attributes[ATTR_EFFECT] == EFFECT_OFF
    assert shown.attributes[ATTR_EFFECT_LIST][:2] == ["reading", "sunset"]

    await lamp.report({"light_mode": "color"})
    await until(
        hass,
        lambda: state(hass, lamp, LIGHT).attributes[ATTR_COLOR_MODE] == ColorMode.RGB,
    )
    assert state(hass, lamp, LIGHT).attributes[ATTR_RGB_COLOR] == (255, 128, 0)
    await lamp.report({"light_mode": "scene", "scene": "candle"})
    await until(
        hass, lambda: state(hass, lamp, LIGHT).attributes[ATTR_EFFECT] == "candle"
    )
    await lamp.report({"light_on": False})
    await until(hass, lambda: state_of(hass, lamp, LIGHT) == STATE_OFF)


@pytest.mark.parametrize(
    ("action", "data", "attrs"),
    [
        ("turn_on", {}, {"light_on": True}),
        ("turn_off", {}, {"light_on": False}),
        ("turn_on", {"brightness": 255}, {"light_on": True, "brightness": 100}),
        ("turn_on", {"brightness": 1}, {"light_on": True, "brightness": 1}),
        ("turn_on", {"brightness_pct": 30}, {"light_on": True, "brightness": 30}),
        (
            "turn_on",
            {"rgb_color": (10, 20, 255), "brightness_pct": 80},
            {
                "light_on": True,
                "light_mode": "color",
                "color_r": 10,
                "color_g": 20,
                "color_b": 255,
                "brightness": 80,
            },
        ),
        (
            "turn_on",
            {"color_temp_kelvin": 4000},
            {"light_on": True, "light_mode": "white", "color_temp": 4000},
        ),
        (
            "turn_on",
            {"effect": "ocean"},
            {"light_on": True, "light_mode": "scene", "scene": "ocean"},
        ),
        ("turn_on", {"effect": "off"}, {"light_on": True, "light_mode": "white"}),
    ],
)
async def test_each_action_is_one_request(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    lamp: SimulatedDevice,
    action: str,
    data: dict[str, Any],
    attrs: dict[str, Any],
) -> None:
    """On, mode, colour and brightness go together."""
    await act(hass, lamp, LIGHT, action, **data)
    assert sent(cloud) == [attrs]


async def test_a_refused_command_changes_nothing(
    hass: HomeAssistant, cloud: SimulatedCloud, lamp: SimulatedDevice
) -> None:
    """Neither the brightness nor the colour mode."""
    cloud.faults.next(method="POST", path="/app/control/", error_code=9025)
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, lamp, LIGHT, "turn_on", rgb_color=(0, 0, 255))
    assert caught.value.translation_key == "error_9025"
    shown = state(hass, lamp, LIGHT).attributes
    assert shown[ATTR_COLOR_MODE] == ColorMode.COLOR_TEMP


async def test_a_colour_is_as_bright_as_its_brightest_part(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Where the light has no brightness of its own."""
    device = add_device(
        cloud,
        user,
        "pet_house",
        values={
            "Lamp_OnOff": True,
            "Lamp_Color": "自选",
            "Lamp_R": 127,
            "Lamp_G": 0,
            "Lamp_B": 0,
        },
    )
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    shown = state(hass, device, LIGHT).attributes
    assert shown["friendly_name"] == "pet_house Light"
    assert (shown[ATTR_RGB_COLOR], shown[ATTR_BRIGHTNESS]) == ((255, 0, 0), 128)

    await act(hass, device, LIGHT, "turn_on", brightness=255)
    await act(hass, device, LIGHT, "turn_on", effect="sky_blue")
    await act(hass, device, LIGHT, "turn_on", rgb_color=(0, 255, 0), brightness_pct=50)
    assert sent(cloud) == [
        {"Lamp_OnOff": True, "Lamp_R": 254, "Lamp_G": 0, "Lamp_B": 0},
        {"Lamp_OnOff": True, "Lamp_Color": "天蓝"},
        {
            "Lamp_OnOff": True,
            "Lamp_Color": "自选",
            "Lamp_R": 0,
            "Lamp_G": 127,
            "Lamp_B": 0,
        },
    ]


async def test_scenes_of_a_light_that_is_only_on_or_off(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Its hand-operated mode is no effect, but the end of one."""
    device = add_device(
        cloud, user, "aquarium_light", values={"switch": True, "mode": "日照"}
    )
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    shown = state(hass, device, LIGHT).attributes
    assert shown[ATTR_COLOR_MODE] == ColorMode.ONOFF
    assert shown[ATTR_EFFECT] == "sunshine"
    assert shown[ATTR_EFFECT_LIST] == [
        "dawn",
        "sunshine",
        "cloudy",
        "dusk",
        "moonlight",
        "schedule",
        EFFECT_OFF,
    ]
    await act(hass, device, LIGHT, "turn_on", effect=EFFECT_OFF)
    assert sent(cloud) == [{"switch": True, "mode": "手动"}]


async def test_hue_and_white_without_a_mode(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """What nothing tells is what was asked for last."""
    strip = definition(
        "LED strip",
        bit("switch"),
        uint("hue", 0, 360),
        uint("saturation", 0, 100),
        uint("brightness", 0, 1000),
        uint("color_temp", 2000, 7000),
    )
    device = add_made_up(
        cloud,
        user,
        strip,
        values={"switch": True, "hue": 120, "saturation": 100, "brightness": 1000},
    )
    await set_up(hass, cloud, user)
    await device.report({"hue": 240, "saturation": 50, "color_temp": 2700})
    await until(
        hass,
        lambda: state(hass, device, LIGHT).attributes[ATTR_HS_COLOR] == (240, 50),
    )
    cloud.clear_recordings()
    await act(hass, device, LIGHT, "turn_on", color_temp_kelvin=5000)
    shown = state(hass, device, LIGHT).attributes
    assert shown[ATTR_COLOR_MODE] == ColorMode.COLOR_TEMP
    assert shown[ATTR_COLOR_TEMP_KELVIN] == 5000
    await act(hass, device, LIGHT, "turn_on", hs_color=(0, 100), brightness_pct=10)
    assert state(hass, device, LIGHT).attributes[ATTR_COLOR_MODE] == ColorMode.HS
    assert sent(cloud) == [
        {"switch": True, "color_temp": 5000},
        {"switch": True, "hue": 0, "saturation": 100, "brightness": 102},
    ]
