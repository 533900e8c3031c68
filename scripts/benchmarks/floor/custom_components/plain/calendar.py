"""The entities of platform calendar."""

from .platform import setup_of

async_setup_entry = setup_of("calendar")
