"""The entities of platform event."""

from .platform import setup_of

async_setup_entry = setup_of("event")
