"""The entities of platform switch."""

from .platform import setup_of

async_setup_entry = setup_of("switch")
