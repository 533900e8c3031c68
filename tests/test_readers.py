"""Who is told of what, and that nobody's fault is another's."""

import logging

import pytest

from homeassistant.core import HomeAssistant

from custom_components.gizwits.api import DeviceState
from custom_components.gizwits.readers import ReadCoordinator

_LOGGER = logging.getLogger(__name__)


class Listener:
    """Counts how often it is told, and can fail over it."""

    def __init__(self, *, fails: bool = False) -> None:
        """Fail where it is to."""
        self.told = 0
        self._fails = fails

    def __call__(self) -> None:
        """Count."""
        self.told += 1
        if self._fails:
            raise ValueError("It stumbles")


@pytest.fixture
def coordinator(hass: HomeAssistant) -> ReadCoordinator:
    """Return a coordinator that nobody listens to."""
    own = ReadCoordinator(hass, _LOGGER, config_entry=None, name="own")
    own.data = DeviceState()
    return own


async def test_only_those_who_read_it_are_told(coordinator: ReadCoordinator) -> None:
    """Each once, though several that it reads have changed."""
    both, one, none = Listener(), Listener(), Listener()
    coordinator.async_add_listener(both, frozenset({"a", "b"}))
    coordinator.async_add_listener(one, frozenset({"b"}))
    coordinator.async_add_listener(none)
    coordinator.readers.tell(["a", "b", "c"])
    assert (both.told, one.told, none.told) == (1, 1, 0)
    coordinator.readers.tell(["a"])
    assert (both.told, one.told, none.told) == (2, 1, 0)
    coordinator.async_update_listeners()
    assert (both.told, one.told, none.told) == (3, 2, 1)
    assert list(coordinator.async_contexts()) == [{"a", "b"}, {"b"}, set()]


async def test_who_has_ended_is_told_nothing(coordinator: ReadCoordinator) -> None:
    """Those who read the same go on; the last one leaves nothing behind."""
    first, second = Listener(), Listener()
    end_first = coordinator.async_add_listener(first, frozenset({"a"}))
    end_second = coordinator.async_add_listener(second, frozenset({"a"}))
    end_first()
    coordinator.readers.tell(["a"])
    coordinator.async_update_listeners()
    assert (first.told, second.told) == (0, 2)
    end_second()
    coordinator.readers.tell(["a"])
    coordinator.async_update_listeners()
    assert second.told == 2
    assert not list(coordinator.async_contexts())


async def test_who_ends_while_others_are_told(coordinator: ReadCoordinator) -> None:
    """An entity may remove itself over what it is told."""
    last = Listener()
    ends = [coordinator.async_add_listener(lambda: ends.pop()(), frozenset({"a"}))]
    coordinator.async_add_listener(last, frozenset({"a"}))
    coordinator.async_update_listeners()
    assert (ends, last.told) == ([], 1)


async def test_the_fault_of_one_is_not_the_others(
    coordinator: ReadCoordinator, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and the report reaches the rest."""
    wrong, right = Listener(fails=True), Listener()
    coordinator.async_add_listener(wrong, frozenset({"a"}))
    coordinator.async_add_listener(right, frozenset({"a"}))
    coordinator.readers.tell(["a"])
    coordinator.async_update_listeners()
    assert (wrong.told, right.told) == (2, 2)
    assert caplog.text.count("ValueError: It stumbles") == 2


async def test_a_name_twice_is_one(coordinator: ReadCoordinator) -> None:
    """Whoever names a datapoint twice can end listening all the same."""
    listener = Listener()
    end = coordinator.async_add_listener(listener, iter(["a", "a"]))
    coordinator.readers.tell(["a"])
    end()
    coordinator.readers.tell(["a"])
    assert listener.told == 1
