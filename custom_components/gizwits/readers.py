"""Who reads which datapoint, so that a change is told to nobody else."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from homeassistant.core import CALLBACK_TYPE, callback

if TYPE_CHECKING:
    from .device_coordinator import DeviceCoordinator


class Readers:
    """Callbacks by the names they read, each told once of one report."""

    def __init__(self) -> None:
        """Start without any."""
        # Most names have one reader, and there are many devices: no tuple of one.
        self._of: dict[str, CALLBACK_TYPE | tuple[CALLBACK_TYPE, ...]] = {}

    @callback
    def add(self, names: Iterable[str], reader: CALLBACK_TYPE) -> None:
        """Have `reader` called when one of `names` changes."""
        for name in names:
            there = self._readers(name)
            self._of[name] = (*there, reader) if there else reader

    @callback
    def remove(self, names: Iterable[str], reader: CALLBACK_TYPE) -> None:
        """Call it no more."""
        for name in names:
            left = tuple(own for own in self._readers(name) if own != reader)
            if left:
                self._of[name] = left
            else:
                self._of.pop(name, None)

    @callback
    def tell(self, changed: Iterable[str]) -> None:
        """Call those who read what changed."""
        readers = {reader: None for name in changed for reader in self._readers(name)}
        for reader in readers:
            reader()

    def _readers(self, name: str) -> tuple[CALLBACK_TYPE, ...]:
        own = self._of.get(name, ())
        return own if isinstance(own, tuple) else (own,)


class Removal:
    """Called, it ends what `async_add_listener` began.

    There is one for each entity: a function of its own is five times as large.
    """

    __slots__ = ("_coordinator", "_listener_id")

    def __init__(self, coordinator: DeviceCoordinator, listener_id: int) -> None:
        """End one of those that listen to a device."""
        self._coordinator = coordinator
        self._listener_id = listener_id

    def __call__(self) -> None:
        """End it."""
        self._coordinator.async_remove_listener(self._listener_id)
