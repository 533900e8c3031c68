"""Who reads which datapoint, so that a change is told to nobody else."""

from collections.abc import Callable, Iterable
from typing import Any, cast, override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .api import DeviceState


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

    def __init__(self, coordinator: ReadCoordinator, listener_id: int) -> None:
        """End one of those that listen to a device."""
        self._coordinator = coordinator
        self._listener_id = listener_id

    def __call__(self) -> None:
        """End it."""
        self._coordinator.async_remove_listener(self._listener_id)


class ReadCoordinator(DataUpdateCoordinator[DeviceState]):
    """A coordinator whose listeners say which datapoints they read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start without any; what is given is Home Assistant's own."""
        super().__init__(*args, **kwargs)
        self._readers = Readers()

    @callback
    @override
    def async_add_listener(
        self, update_callback: CALLBACK_TYPE, context: Any = None
    ) -> Callable[[], None]:
        """Call `update_callback` when a datapoint named in `context` changes.

        A device that comes or goes is told to all.
        """
        self._last_listener_id += 1
        self._listeners[self._last_listener_id] = update_callback, context
        self._readers.add(context or (), update_callback)
        return Removal(self, self._last_listener_id)

    @callback
    def async_remove_listener(self, listener_id: int) -> None:
        """Forget a listener; `Removal` calls this."""
        update_callback, context = self._listeners.pop(listener_id)
        names = cast(Iterable[str], context or ())
        self._readers.remove(names, update_callback)
        if not self._listeners:
            self._unschedule_refresh()
