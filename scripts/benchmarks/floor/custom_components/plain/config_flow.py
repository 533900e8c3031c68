"""No flow; Home Assistant wants the module."""

from homeassistant.config_entries import ConfigFlow


class PlainConfigFlow(ConfigFlow, domain="plain"):
    """Never started."""
