"""Why something was refused, in Home Assistant's language."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.translation import async_get_cached_translations

from ..const import DOMAIN


def reason_of(hass: HomeAssistant, err: HomeAssistantError) -> str:
    """Return an error's text for a form: `str` of it is always English."""
    texts = async_get_cached_translations(
        hass, hass.config.language, "exceptions", DOMAIN
    )
    text = texts.get(f"component.{DOMAIN}.exceptions.{err.translation_key}.message")
    if text is None:
        return str(err)
    return text.format(**(err.translation_placeholders or {}))
