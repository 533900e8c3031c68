"""Single datapoints: whether they are entities, as what, and what they mean."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import Platform
from homeassistant.helpers.translation import async_get_translations

from ..api import Number
from ..chosen.meaning import UNITS, Meaning, classes_of, fits
from ..chosen.platforms import platforms_of
from ..flows.errors import FormError
from .entities import EntityBase
from .entity_schemas import (
    CONF_DATAPOINT,
    CONF_DEVICE_CLASS,
    CONF_PLATFORM,
    CONF_SHOWN,
    CONF_UNIT,
    change_schema,
    datapoint_schema,
    shown_schema,
)

# What has a device class and, if it is a number, a unit.
_MEANING: frozenset[str] = frozenset(
    {Platform.BINARY_SENSOR, Platform.NUMBER, Platform.SENSOR}
)


class PointSteps(EntityBase):
    """Steps `entities_shown`, `entities_point` and `entities_change`."""

    _key: str

    async def async_step_entities_shown(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose which datapoints are entities, also those that are off or hidden."""
        bench = self._bench
        if user_input is None:
            labels = bench.labels()
            return await self._async_form(
                "entities_shown",
                shown_schema({key: labels[key] for key in bench.loose}, bench.shown),
                last_step=False,
                name=bench.subject.name,
            )
        choices, shown = bench.choices, set(bench.shown)
        for key in bench.loose:
            is_wanted = key in user_input[CONF_SHOWN]
            if is_wanted != (key in shown):
                choices = choices.with_point(key, shown=is_wanted)
        self._work_on(choices)
        return await self.async_step_entities_menu()

    async def async_step_entities_point(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose the datapoint that is to be changed."""
        if user_input is not None:
            self._key = user_input[CONF_DATAPOINT]
            return await self.async_step_entities_change()
        labels = self._bench.labels()
        return await self._async_form(
            "entities_point",
            datapoint_schema({key: labels[key] for key in self._bench.loose}),
            last_step=False,
            name=self._bench.subject.name,
        )

    async def async_step_entities_change(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what the datapoint is shown as, its device class and its unit."""
        bench, part = self._bench, self._bench.loose[self._key]
        problem = None
        if user_input is not None:
            try:
                self._change(user_input)
            except FormError as err:
                problem = err
            else:
                return await self.async_step_entities_menu()
        platforms = platforms_of(part)
        spec = bench.spec(self._key)
        is_number = isinstance(part.datapoint, Number)
        schema = change_schema(
            [platform.value for platform in platforms],
            (spec.platform if spec else platforms[0]).value,
            await self._async_class_texts(classes_of(part.datapoint), is_number),
            sorted({u for units in UNITS.values() for u in units if u})
            if is_number
            else (),
            bench.meaning(self._key),
        )
        return await self._async_form(
            "entities_change",
            schema,
            user_input,
            problem,
            last_step=False,
            datapoint=bench.labels()[self._key],
            label=part.datapoint.label or "–",
            description=part.datapoint.description or "–",
        )

    def _change(self, typed: dict[str, Any]) -> None:
        """Take over what was typed. Raises FormError for a unit that does not fit."""
        bench, part = self._bench, self._bench.loose[self._key]
        spec = bench.spec(self._key)
        meaning = Meaning(
            typed.get(CONF_DEVICE_CLASS, ""), typed.get(CONF_UNIT, "").strip()
        )
        platform = typed[CONF_PLATFORM]
        changes: dict[str, Any] = {}
        if platform in _MEANING:
            if not fits(meaning, part.datapoint):
                raise FormError("unit_does_not_fit", field=CONF_UNIT)
            if meaning != bench.meaning(self._key):
                changes["meaning"] = meaning
        if spec is None or spec.platform != platform:
            changes["platform"] = Platform(platform)
        if spec is None:
            changes["shown"] = True
        if changes:
            self._work_on(bench.choices.with_point(self._key, **changes))

    async def _async_class_texts(
        self, classes: tuple[str, ...], is_number: bool
    ) -> dict[str, str]:
        """Return the device classes by Home Assistant's own names for them."""
        domain = "sensor" if is_number else "binary_sensor"
        texts = await async_get_translations(
            self.hass, self.hass.config.language, "entity_component", {domain}
        )
        named = {
            each: texts.get(
                f"component.{domain}.entity_component.{each}.name",
                each.replace("_", " ").capitalize(),
            )
            for each in classes
        }
        return dict(sorted(named.items(), key=lambda item: item[1].casefold()))
