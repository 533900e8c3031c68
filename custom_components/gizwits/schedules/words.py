"""What a schedule does, in words: "Heater on, 38 °C"."""

from collections.abc import Iterator, Mapping
from typing import Final

from homeassistant.components.number import NumberDeviceClass
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_cached_translations

from ..api import Product, Value
from ..api.fields import JsonValue
from ..const import DOMAIN
from ..device_coordinator import DeviceCoordinator
from ..forbidden import is_secret
from ..meaning.identifiers import humanise
from .device_schedule import DeviceSchedule
from .setting_table import settings_of
from .settings import Setting, Shown

# Beyond this a line is no longer read, nor shown in a month.
_LONGEST: Final = 120


def texts_of(hass: HomeAssistant, selector: str) -> dict[str, str]:
    """Return the texts of a selector's options in Home Assistant's language."""
    prefix = f"component.{DOMAIN}.selector.{selector}.options."
    texts = async_get_cached_translations(
        hass, hass.config.language, "selector", DOMAIN
    )
    return {
        key.removeprefix(prefix): text
        for key, text in texts.items()
        if key.startswith(prefix)
    }


def words_of(
    device: DeviceCoordinator,
    schedule: DeviceSchedule,
    settings: Mapping[str, Setting] | None = None,
) -> str:
    """Return what a schedule does with its device, in Home Assistant's language.

    `settings` are the device's where they are known already.
    """
    if schedule.is_raw and not schedule.values:
        return texts_of(device.hass, "schedule_words")["bytes"]
    attrs = schedule.parts[0].plan.attrs if schedule.parts else {}
    return values_words(device, schedule.values, attrs, settings)


def values_words(
    device: DeviceCoordinator,
    values: Mapping[str, Value | None],
    attrs: Mapping[str, JsonValue],
    settings: Mapping[str, Setting] | None = None,
) -> str:
    """Return what values by datapoint do; `attrs` are as the cloud has them."""
    texts = texts_of(device.hass, "schedule_words")
    if settings is None:
        settings = settings_of(device)
    parts = [*_said(device.product, values, attrs, settings, texts)]
    if not parts:
        return texts["nothing"]
    whole = parts[0]
    for part in parts[1:]:
        whole = texts["list"].format(first=whole, second=part)
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"


def _said(
    product: Product,
    values: Mapping[str, Value | None],
    attrs: Mapping[str, JsonValue],
    settings: Mapping[str, Setting],
    texts: Mapping[str, str],
) -> Iterator[str]:
    """Yield a phrase for each thing that is set."""
    told: set[str] = set()
    is_set = [
        (setting, shown)
        for setting in settings.values()
        if setting.datapoints & values.keys()
        and (shown := setting.shown(values)) is not None
    ]
    is_only = sum(_is_temperature(setting) for setting, _ in is_set) == 1 < len(is_set)
    for setting, shown in is_set:
        told |= setting.datapoints
        # "Heater on, 38 °C", or just "17 °C": there is nothing else it could be.
        is_clear = setting.is_target or (is_only and _is_temperature(setting))
        yield _phrase(setting, shown, texts, named=not is_clear)
    yield from _unknown(attrs, product, told, texts)


def _phrase(
    setting: Setting, shown: Shown, texts: Mapping[str, str], *, named: bool
) -> str:
    if isinstance(shown, bool):
        return texts["on" if shown else "off"].format(name=setting.name)
    value = said(setting, shown)
    return texts["value"].format(name=setting.name, value=value) if named else value


def said(setting: Setting, shown: Shown) -> str:
    """Return a value that is not on or off, with its unit."""
    if isinstance(shown, str):
        return setting.options.get(shown, shown)
    number = f"{shown:g}" if abs(shown) < 100_000 else f"{shown:.0f}"
    if not setting.unit or not setting.minimum <= shown <= setting.maximum:
        return number
    return f"{number}{'' if setting.unit == '%' else ' '}{setting.unit}"


def _is_temperature(setting: Setting) -> bool:
    device_class = getattr(setting.spec.description, "device_class", None)
    return device_class is NumberDeviceClass.TEMPERATURE or setting.unit in ("°C", "°F")


def _unknown(
    attrs: Mapping[str, JsonValue],
    product: Product,
    told: set[str],
    texts: Mapping[str, str],
) -> Iterator[str]:
    """Yield what is no setting, by identifier; values that nobody is to see without."""
    for name in sorted(attrs.keys() - told):
        datapoint, raw = product.datapoints.get(name), attrs[name]
        if datapoint is None or is_secret(datapoint):
            yield humanise(name)
        elif isinstance(raw, bool):
            yield texts["on" if raw else "off"].format(name=humanise(name))
        else:
            yield texts["value"].format(name=humanise(name), value=raw)
