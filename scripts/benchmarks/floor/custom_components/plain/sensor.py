"""The entities of platform sensor."""

from .platform import setup_of

async_setup_entry = setup_of("sensor")
