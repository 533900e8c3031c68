"""From a device to what a schedule can set of it, in Home Assistant's language."""

from collections.abc import Iterable, Mapping
from copy import replace
from typing import TYPE_CHECKING, Any, cast

from homeassistant.components.number import NumberEntityDescription
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.translation import async_get_cached_translations

from ..api import AnyDatapoint, Enum, Value
from ..const import DOMAIN
from ..device_coordinator import DeviceCoordinator
from ..meaning.identifiers import humanise
from ..spec import VALUE, EntitySpec
from .settings import Setting

if TYPE_CHECKING:
    from ..composites.parts import ClimateParts, WaterHeaterParts
    from ..composites.quantity import Quantity

    type _Tempered = ClimateParts | WaterHeaterParts


def settings_of(device: DeviceCoordinator) -> dict[str, Setting]:
    """Return what a schedule can set of a device, by key, in the definition's order.

    What nothing of ours may write is not there.
    """
    texts = async_get_cached_translations(
        device.hass, device.hass.config.language, "entity", DOMAIN
    )
    own = {(spec.platform, spec.key) for spec in device.specs()}
    degrees = dict(_degrees(device))
    settings = {}
    for spec in device.known.plain:
        is_entity = (spec.platform, spec.key) in own
        unique_id = device.unique_id(spec.key) if is_entity else None
        name = _name(device.hass, spec, unique_id, texts)
        settings[spec.key] = _setting(spec, name, texts, degrees)
    return settings


def _setting(
    spec: EntitySpec,
    name: str,
    texts: Mapping[str, str],
    degrees: Mapping[str, tuple[str, float, float]],
) -> Setting:
    """Return a setting with its texts and limits."""
    datapoint = spec.pair.number if spec.pair else spec.roles[VALUE]
    if isinstance(datapoint, Enum):
        return Setting(name=name, spec=spec, options=_options(spec, texts))
    if spec.platform is not Platform.NUMBER:
        return Setting(name=name, spec=spec)
    # Home Assistant makes its descriptions of another class than the one named.
    description = cast(NumberEntityDescription, spec.description)
    setting = Setting(
        name=name,
        spec=spec,
        unit=description.native_unit_of_measurement,
        minimum=_or(description.native_min_value, 0),
        maximum=_or(description.native_max_value, 100),
        step=description.native_step or 1,
    )
    if limits := degrees.get(datapoint.name):
        unit, low, high = limits
        setting = replace(
            setting, unit=unit, minimum=low, maximum=high, is_target=len(degrees) == 1
        )
    return setting


def _options(spec: EntitySpec, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of options by key; an option nobody translates is its own."""
    key = spec.description.translation_key
    prefix = f"component.{DOMAIN}.entity.{spec.platform}.{key}.state."
    return {option: texts.get(prefix + option, option) for option in spec.options}


def _name(
    hass: HomeAssistant,
    spec: EntitySpec,
    unique_id: str | None,
    texts: Mapping[str, str],
) -> str:
    """Return what the entity is called, or what it would be if it were one."""
    registry = er.async_get(hass)
    if unique_id and (
        entity_id := registry.async_get_entity_id(spec.platform, DOMAIN, unique_id)
    ):
        entry = registry.entities[entity_id]
        if name := entry.name or entry.original_name:
            return f"{_part(hass, entry.device_id)} {name}".strip()
    description = spec.description
    if isinstance(description.name, str):
        return description.name
    key = (
        f"component.{DOMAIN}.entity.{spec.platform}.{description.translation_key}.name"
    )
    return texts.get(key) or humanise(spec.key)


def _part(hass: HomeAssistant, device_id: str | None) -> str:
    """Return what a part of a device is called, nothing for a whole one."""
    device = dr.async_get(hass).async_get(device_id or "")
    if device is None or not getattr(device, "parent_device_id", None):
        return ""
    return device.name_by_user or device.name or ""


def _degrees(
    device: DeviceCoordinator,
) -> Iterable[tuple[str, tuple[str, float, float]]]:
    """Yield unit and limits, as they are now, of the temperatures of composites."""
    for spec in device.specs():
        if spec.platform not in (Platform.CLIMATE, Platform.WATER_HEATER):
            continue
        parts = cast("_Tempered", spec.parts)

        def read(
            role: str, roles: Mapping[str, AnyDatapoint] = spec.roles
        ) -> Value | None:
            return device.data.values.get(roles[role].name)

        target = parts.target
        unit = parts.scale.unit(read, target.read(read) if target else None)
        low, high = parts.scale.limits(unit)
        for quantity in _targets(parts):
            if [weight for _, weight in quantity.weights] == [1]:
                ((role, _),) = quantity.weights
                yield spec.roles[role].name, (str(unit), low, high)


def _targets(parts: Any) -> Iterable[Quantity]:
    names = ("target", "high", "low")
    return [part for name in names if (part := getattr(parts, name, None))]


def _or(value: float | None, other: float) -> float:
    return other if value is None else value
