"""The forms of the options in which a person chooses entities."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)

from ..chosen.kind import Kind
from ..chosen.meaning import Meaning

if TYPE_CHECKING:
    import probatio as vol
else:
    import voluptuous as vol

CONF_SUBJECT: Final = "subject"
CONF_SHOWN: Final = "shown"
CONF_DATAPOINT: Final = "datapoint"
CONF_PLATFORM: Final = "platform"
CONF_DEVICE_CLASS: Final = "device_class"
CONF_UNIT: Final = "unit"
CONF_WHAT: Final = "what"
CONF_WHICH: Final = "class"
CONF_APART: Final = "apart"
CONF_ALLOWED: Final = "allowed"
CONF_FILE: Final = "file"

type Labels = Mapping[str, str]


def _list(labels: Labels, *, multiple: bool = False, typed: bool = False) -> Any:
    """Return what lets choose among labels, by their values."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[
                SelectOptionDict(value=value, label=label)
                for value, label in labels.items()
            ],
            multiple=multiple,
            custom_value=typed,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def _words(values: Iterable[str], texts: str) -> Any:
    """Return what lets choose among words that have translated texts."""
    return SelectSelector(
        SelectSelectorConfig(
            options=list(values),
            translation_key=texts,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def subject_schema(labels: Labels) -> vol.Schema:
    """Return the form that asks what is to be worked on."""
    return vol.Schema({vol.Required(CONF_SUBJECT): _list(labels)})


def shown_schema(labels: Labels, shown: list[str]) -> vol.Schema:
    """Return the form that asks which datapoints are entities."""
    return vol.Schema(
        {vol.Required(CONF_SHOWN, default=shown): _list(labels, multiple=True)}
    )


def datapoint_schema(labels: Labels) -> vol.Schema:
    """Return the form that asks which datapoint is to be changed."""
    return vol.Schema({vol.Required(CONF_DATAPOINT): _list(labels)})


def change_schema(
    platforms: Iterable[str],
    platform: str,
    classes: Labels,
    units: Iterable[str],
    meaning: Meaning,
) -> vol.Schema:
    """Return the form that asks what a datapoint is; what it cannot have is left out."""
    fields: dict[Any, Any] = {
        vol.Required(CONF_PLATFORM, default=platform): _words(platforms, "platform")
    }
    for name, value, field in (
        (CONF_DEVICE_CLASS, meaning.device_class, _list(classes)),
        (CONF_UNIT, meaning.unit, _list({u: u for u in units}, typed=True)),
    ):
        if field.config["options"]:
            suggested = {"suggested_value": value or None}
            fields[vol.Optional(name, description=suggested)] = field
    return vol.Schema(fields)


def combine_schema(labels: Labels) -> vol.Schema:
    """Return the form that asks what is to be put together, or changed."""
    return vol.Schema({vol.Required(CONF_WHAT): _list(labels)})


def make_schema(
    kind: Kind, who: Mapping[str, Labels], now: Mapping[str, str], which: str
) -> vol.Schema:
    """Return the form that asks who plays each role: `who` could, `now` does."""
    fields: dict[Any, Any] = {}
    if len(kind.classes) > 1:
        own = [each for each in kind.classes if each]
        marker = vol.Required if all(kind.classes) else vol.Optional
        chosen = which or (kind.classes[0] or None)
        fields[marker(CONF_WHICH, description={"suggested_value": chosen})] = _words(
            own, f"{kind.platform.value}_class"
        )
    for role, labels in who.items():
        suggested = {"suggested_value": now.get(role)}
        fields[vol.Optional(role, description=suggested)] = _list(labels)
    return vol.Schema(fields)


def apart_schema(labels: Labels) -> vol.Schema:
    """Return the form that asks which entities are to be taken apart."""
    return vol.Schema({vol.Required(CONF_APART): _list(labels, multiple=True)})


def writing_schema(*, allowed: bool) -> vol.Schema:
    """Return the form that asks whether a product may be written."""
    return vol.Schema({vol.Required(CONF_ALLOWED, default=allowed): BooleanSelector()})


def export_schema(code: str) -> vol.Schema:
    """Return the form that shows a file to copy."""
    shown = TextSelector(TextSelectorConfig(multiline=True))
    return vol.Schema(
        {vol.Optional(CONF_FILE, description={"suggested_value": code}): shown}
    )
