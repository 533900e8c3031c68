"""The entities of platform number."""

from .platform import setup_of

async_setup_entry = setup_of("number")
