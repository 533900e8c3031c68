"""Identifiers of the form the cloud hands out (protocol §0)."""

import random
import string

_BASE62 = string.ascii_letters + string.digits


class Ids:
    """A seeded source of identifiers, so that a run can be repeated."""

    def __init__(self, seed: int) -> None:
        """Start the sequence that ``seed`` determines."""
        self.random = random.Random(seed)
        self._serial = 10_000

    def hex32(self) -> str:
        """Return a uid, token, product key, app id or secret: 32 hex digits."""
        return f"{self.random.getrandbits(128):032x}"

    def did(self) -> str:
        """Return a device id: 22 base-62 characters."""
        return "".join(self.random.choices(_BASE62, k=22))

    def mac(self) -> str:
        """Return a MAC address: 12 lower-case hex digits, no separators."""
        return f"{self.random.getrandbits(44) << 4 & 0xFCFFFFFFFFFF:012x}"

    def passcode(self) -> str:
        """Return a device's passcode: 10 upper-case letters."""
        return "".join(self.random.choices(string.ascii_uppercase, k=10))

    def digits(self, count: int) -> str:
        """Return a code of ``count`` digits, as sent by SMS."""
        return "".join(self.random.choices(string.digits, k=count))

    def object_id(self) -> str:
        """Return the id of a stored object (schedule, group …): 24 hex digits."""
        return f"{self.random.getrandbits(96):024x}"

    def short_id(self) -> str:
        """Return the id of an account task: a few lower-case letters (§2.10)."""
        return "".join(self.random.choices(string.ascii_lowercase, k=8))

    def serial(self) -> int:
        """Return the next number, as sharings and rules carry."""
        self._serial += 1
        return self._serial
