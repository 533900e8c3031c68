"""Entities of several datapoints: put together, changed, taken apart."""

from collections.abc import Mapping
from copy import replace
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import Platform

from ..chosen import KINDS
from ..chosen.choices import CompositeChoice
from ..flows.errors import FormError
from ..flows.forms import async_texts
from .entities import EntityBase
from .entity_schemas import (
    CONF_APART,
    CONF_WHAT,
    CONF_WHICH,
    apart_schema,
    combine_schema,
    make_schema,
)
from .workbench import COMBINED

_NEW: Final = "new "


class CastSteps(EntityBase):
    """Step `entities_combine`, a form for each platform, and `entities_apart`."""

    _composite: str

    async def async_step_entities_combine(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose an entity that is there already, or the kind of a new one."""
        bench = self._bench
        if user_input is not None:
            what = user_input[CONF_WHAT]
            if what.startswith(_NEW):
                platform = Platform(what.removeprefix(_NEW))
                self._composite = bench.free_key(platform)
            else:
                self._composite, platform = what, bench.composites[what].platform
            return await self._async_make(platform, None)
        texts = await async_texts(self.hass, "combine")
        labels = {
            key: f"{bench.name_of(spec)} ({texts.get(spec.platform, spec.platform)})"
            for key, spec in bench.composites.items()
            if spec.platform in COMBINED
        }
        labels |= {
            f"{_NEW}{own.value}": f"+ {texts.get(own, own.value)}"
            for own in bench.makeable
        }
        return await self._async_form(
            "entities_combine",
            combine_schema(labels),
            last_step=False,
            name=bench.subject.name,
        )

    async def async_step_entities_apart(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take entities apart: their datapoints become entities of their own again."""
        bench = self._bench
        if user_input is not None:
            choices = bench.choices
            for key in user_input[CONF_APART]:
                choices = choices.with_composite(key, None)
            self._work_on(choices)
            return await self.async_step_entities_menu()
        texts = await async_texts(self.hass, "combine")
        labels = {
            key: f"{bench.name_of(spec)} ({texts.get(spec.platform, spec.platform)})"
            for key, spec in bench.composites.items()
        }
        return await self._async_form(
            "entities_apart",
            apart_schema(labels),
            last_step=False,
            name=bench.subject.name,
        )

    async def _async_make(
        self, platform: Platform, typed: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Ask who plays which role in an entity of a platform."""
        problem = None
        if typed is not None:
            try:
                self._make(platform, typed)
            except FormError as err:
                problem = err
            else:
                return await self.async_step_entities_menu()
        bench = self._bench
        schema = make_schema(
            KINDS[platform],
            self._who(platform),
            bench.roles(platform, self._composite),
            self._which(platform),
        )
        return await self._async_form(
            f"make_{platform.value}",
            schema,
            typed,
            problem,
            last_step=False,
            name=bench.subject.name,
        )

    def _which(self, platform: Platform) -> str:
        """Return the class it has now, or would have if nobody chose one."""
        return (
            self._bench.which(platform, self._composite) or KINDS[platform].classes[0]
        )

    def _who(self, platform: Platform) -> Mapping[str, Mapping[str, str]]:
        """Return who could play each role; those of other entities made are busy.

        A role that nothing can play is not asked for.
        """
        bench, labels = self._bench, self._bench.labels()
        busy = bench.others(self._composite)
        who = {
            role.name: {
                key: labels[key]
                for key, part in bench.parts.items()
                if key not in busy and role.fits(part)
            }
            for role in KINDS[platform].roles
        }
        return {role: could for role, could in who.items() if could}

    def _make(self, platform: Platform, typed: Mapping[str, Any]) -> None:
        """Take over who plays what. Raises FormError where that does not work."""
        bench, key = self._bench, self._composite
        roles = {
            role.name: typed[role.name]
            for role in KINDS[platform].roles
            if typed.get(role.name)
        }
        for role, name in roles.items():
            if list(roles.values()).count(name) > 1:
                raise FormError("used_twice", field=role)
        own = CompositeChoice(
            platform=platform, roles=roles, which=typed.get(CONF_WHICH, "")
        )
        made = bench.made(key, own)
        if made is None:
            raise FormError("makes_nothing")
        for role in roles:
            if role not in made.roles:
                raise FormError("has_no_effect", field=role)
        now = replace(
            own, roles=bench.roles(platform, key), which=self._which(platform)
        )
        if key in bench.composites and own in (now, replace(now, which="")):
            # It was looked at, and is right as it is.
            return
        self._work_on(bench.choices.with_composite(key, own))


class MakeSteps(CastSteps):
    """A step for each platform, whose form has its own texts."""

    async def async_step_make_climate(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Put a climate together."""
        return await self._async_make(Platform.CLIMATE, user_input)

    async def async_step_make_water_heater(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Put a water heater together."""
        return await self._async_make(Platform.WATER_HEATER, user_input)

    async def async_step_make_light(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Put a light together."""
        return await self._async_make(Platform.LIGHT, user_input)

    async def async_step_make_fan(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Put a fan together."""
        return await self._async_make(Platform.FAN, user_input)

    async def async_step_make_humidifier(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Put a humidifier together."""
        return await self._async_make(Platform.HUMIDIFIER, user_input)

    async def async_step_make_cover(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Put a cover together."""
        return await self._async_make(Platform.COVER, user_input)

    async def async_step_make_valve(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Put a valve together."""
        return await self._async_make(Platform.VALVE, user_input)

    async def async_step_make_vacuum(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Put a robot together."""
        return await self._async_make(Platform.VACUUM, user_input)
