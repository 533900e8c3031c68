"""The entities of a device or of a product: what a person chooses of them."""

from collections import Counter
from collections.abc import Mapping
from copy import replace
from typing import Any

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult

from ..account.decisions import decided
from ..chosen.choices import NO_CHOICES, Choices
from ..chosen.store import with_choices
from ..const import CONF_READ_ONLY, CONF_WRITABLE
from ..markdown import plain
from ..registry import enable_entities
from .base import OptionsBase
from .entity_schemas import CONF_ALLOWED, CONF_SUBJECT, subject_schema, writing_schema
from .workbench import Subject, Workbench


class EntityBase(OptionsBase):
    """A flow in which somebody works on entities."""

    _bench: Workbench
    _dropped = False

    def _work_on(self, choices: Choices) -> None:
        """Go on with other choices."""
        self._dropped = False
        self._bench = replace(self._bench, choices=choices)

    async def async_step_entities_menu(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what to do next; nothing is kept before it is saved."""
        bench = self._bench
        steps = ["entities_shown", "entities_point"] if bench.loose else []
        if bench.composites or bench.makeable:
            steps.append("entities_combine")
        if bench.composites:
            steps.append("entities_apart")
        if bench.product.seen is not None or self._is_writable:
            steps.append("entities_writing")
        steps.append("entities_export")
        if bench.choices:
            steps.append("entities_undo")
        if bench.choices != bench.saved or self._dropped:
            steps.insert(0, "entities_save")
        return self.async_show_menu(
            step_id="entities_menu",
            menu_options=steps,
            description_placeholders={
                "name": plain(bench.subject.name),
                "count": str(bench.count),
            },
        )

    @property
    def _is_writable(self) -> bool:
        writable = self.config_entry.options.get(CONF_WRITABLE, ())
        return self._bench.subject.product_key in writable


class EntitySteps(EntityBase):
    """Step `entities`, its menu, and what needs no form of datapoints."""

    async def async_step_entities(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a device, or a product and so all of its devices."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        subjects = self._subjects()
        if not subjects:
            return self.async_abort(reason="no_devices_set_up")
        if user_input is not None:
            account, options = self.config_entry.runtime_data, self.config_entry.options
            subject = subjects[user_input[CONF_SUBJECT]]
            self._bench = Workbench.of(account, options, subject)
            return await self.async_step_entities_menu()
        counts = Counter(subject.name for subject in subjects.values())
        labels = {
            # Devices nobody gave a name to all look the same.
            key: own.name if counts[own.name] == 1 else f"{own.name} · {key[-6:]}"
            for key, own in subjects.items()
        }
        return await self._async_form(
            "entities", subject_schema(labels), last_step=False
        )

    def _subjects(self) -> Mapping[str, Subject]:
        """Return what can be worked on: devices, and products with several."""
        devices = self.config_entry.runtime_data.devices.values()
        subjects = {
            own.device.did: Subject(
                own.product.product_key, own.device.did, own.device.name
            )
            for own in sorted(devices, key=lambda own: own.device.name.casefold())
        }
        products: dict[str, list[str]] = {}
        for own in devices:
            name = own.device.product_name or own.product.name
            products.setdefault(own.product.product_key, []).append(name)
        return {
            **{
                key: Subject(key, "", f"{names[0] or key} (× {len(names)})")
                for key, names in products.items()
            },
            **subjects,
        }

    async def async_step_entities_save(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Keep what was chosen; the account is set up anew."""
        return self._save(self._kept())

    def _kept(self) -> dict[str, Any]:
        """Return the options with what was chosen; what is wanted is switched on."""
        bench, subject = self._bench, self._bench.subject
        before = bench.saved.points
        wanted = {
            name
            for name, own in bench.choices.points.items()
            if own.shown and not (name in before and before[name].shown)
        }
        for own in bench.account.devices.values():
            if subject.did in ("", own.device.did) and (
                own.product.product_key == subject.product_key
            ):
                unique_ids = {own.unique_id(name) for name in wanted}
                enable_entities(self.hass, self.config_entry, unique_ids)
        options = self.config_entry.options
        if bench.choices == bench.saved and not self._dropped:
            return {**options}
        choices = None if self._dropped else bench.choices
        return with_choices(options, choices, subject.product_key, subject.did)

    async def async_step_entities_undo(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Forget what was chosen; a device is then as its product is."""
        if user_input is None:
            return await self._async_form(
                "entities_undo", last_step=False, name=self._bench.subject.name
            )
        options = with_choices(
            self.config_entry.options,
            None,
            self._bench.subject.product_key,
            self._bench.subject.did,
        )
        left = Workbench.of(self._bench.account, options, self._bench.subject)
        self._work_on(left.choices if self._bench.subject.did else NO_CHOICES)
        self._dropped = True
        return await self.async_step_entities_menu()

    async def async_step_entities_writing(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Allow to write a product without a definition, or no longer."""
        if user_input is None:
            return await self._async_form(
                "entities_writing",
                writing_schema(allowed=self._is_writable),
                last_step=True,
                name=self._bench.subject.name,
            )
        decision = CONF_WRITABLE if user_input[CONF_ALLOWED] else CONF_READ_ONLY
        key = self._bench.subject.product_key
        return self._save(decided(self._kept(), key, decision))
