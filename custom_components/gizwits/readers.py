"""Who reads which datapoint, so that a change is told to nobody else."""

from collections.abc import Callable, Generator, Iterable
import logging
from typing import Any, override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .api import DeviceState

_LOGGER = logging.getLogger(__name__)


class Reader:
    """One who listens to a device, and what it reads. Called, it ends that.

    There is one for each entity: a function of its own is five times as large.
    """

    __slots__ = ("_readers", "names", "update")

    def __init__(
        self, readers: Readers, names: Iterable[str], update: CALLBACK_TYPE
    ) -> None:
        """Have `update` called when one of `names` changes."""
        self._readers = readers
        self.names = frozenset(names)
        self.update = update

    def __call__(self) -> None:
        """End it."""
        self._readers.remove(self)


class Readers:
    """All who listen to one device, each told once of one report."""

    __slots__ = ("_of", "all")

    def __init__(self) -> None:
        """Start without any."""
        self.all: dict[Reader, None] = {}
        # Most names have one reader, and there are many devices: no tuple of one.
        self._of: dict[str, Reader | tuple[Reader, ...]] = {}

    @callback
    def add(self, names: Iterable[str], update: CALLBACK_TYPE) -> Reader:
        """Have `update` called when one of `names` changes."""
        reader = Reader(self, names, update)
        self.all[reader] = None
        for name in reader.names:
            there = self._readers(name)
            self._of[name] = (*there, reader) if there else reader
        return reader

    @callback
    def remove(self, reader: Reader) -> None:
        """Call it no more."""
        del self.all[reader]
        for name in reader.names:
            left = tuple(own for own in self._readers(name) if own is not reader)
            if left:
                self._of[name] = left
            else:
                del self._of[name]

    @callback
    def tell(self, changed: Iterable[str]) -> None:
        """Call those who read what changed."""
        readers: dict[Reader, None] = {}
        for name in changed:
            own = self._of.get(name)
            if isinstance(own, Reader):
                readers[own] = None
            elif own:
                readers |= dict.fromkeys(own)
        _call(readers)

    @callback
    def tell_all(self) -> None:
        """Call everybody."""
        _call(list(self.all))

    def _readers(self, name: str) -> tuple[Reader, ...]:
        own = self._of.get(name, ())
        return own if isinstance(own, tuple) else (own,)


@callback
def _call(readers: Iterable[Reader]) -> None:
    for reader in readers:
        try:
            reader.update()
        except Exception:
            # What one of them stumbles over is told to the others all the same.
            _LOGGER.exception("Unexpected error over what a device reported")


class ReadCoordinator(DataUpdateCoordinator[DeviceState]):
    """A coordinator whose listeners say which datapoints they read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start without any; what is given is Home Assistant's own."""
        super().__init__(*args, **kwargs)
        self.readers = Readers()

    @callback
    @override
    def async_add_listener(
        self, update_callback: CALLBACK_TYPE, context: Any = None
    ) -> Callable[[], None]:
        """Call `update_callback` when a datapoint named in `context` changes.

        A device that comes or goes is told to all.
        """
        return self.readers.add(context or (), update_callback)

    @callback
    @override
    def async_update_listeners(self) -> None:
        """Tell all of them."""
        self.readers.tell_all()

    @override
    def async_contexts(self) -> Generator[Any]:
        """Yield what each of them reads."""
        yield from (reader.names for reader in self.readers.all)
