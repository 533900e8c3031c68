"""The entities of platform text."""

from .platform import setup_of

async_setup_entry = setup_of("text")
