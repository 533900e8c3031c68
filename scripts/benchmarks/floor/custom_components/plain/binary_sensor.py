"""The entities of platform binary_sensor."""

from .platform import setup_of

async_setup_entry = setup_of("binary_sensor")
