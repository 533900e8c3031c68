"""The entities of platform select."""

from .platform import setup_of

async_setup_entry = setup_of("select")
