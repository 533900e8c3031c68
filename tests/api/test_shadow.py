"""One device's state, from reports, listings, events and writes."""

from custom_components.gizwits.api import DeviceShadow


def online_shadow() -> DeviceShadow:
    """Return a device that has just reported, at 0 s, 1000 s by the cloud's clock."""
    shadow = DeviceShadow()
    assert shadow.reported({"power": False, "t": 20}, 0, 1000) == {"power", "t"}
    return shadow


def test_nothing_is_known_at_first() -> None:
    """Neither online nor a value."""
    shadow = DeviceShadow()
    assert not shadow.state.online
    assert dict(shadow.state.values) == {}
    assert not shadow.unconfirmed


def test_a_report_brings_values_and_presence() -> None:
    """Only what changed is told; a partial one leaves the rest."""
    shadow = online_shadow()
    assert shadow.state.online
    assert shadow.reported({"power": True}, 1, 1001) == {"power"}
    assert shadow.reported({"power": True}, 2, 1002) == frozenset()
    assert dict(shadow.state.values) == {"power": True, "t": 20}


def test_a_write_shows_at_once_and_is_confirmed() -> None:
    """An old report in between does not take it back."""
    shadow = online_shadow()
    assert shadow.wrote({"power": True}, 10, 1010) == {"power"}
    assert shadow.unconfirmed
    assert shadow.reported({"power": False, "t": 20}, 12, 1012) == frozenset()
    assert shadow.state.values["power"] is True
    assert shadow.reported({"power": True}, 13, 1013) == frozenset()
    assert not shadow.unconfirmed


def test_a_write_the_device_did_not_take_goes_back() -> None:
    """When it says so after the hold time."""
    shadow = online_shadow()
    shadow.wrote({"power": True}, 10, 1010)
    assert shadow.reported({"power": False}, 20, 1020) == {"power"}
    assert shadow.state.values["power"] is False
    assert not shadow.unconfirmed


def test_looked_up_values_are_taken_when_they_are_newer() -> None:
    """As old ones as those reported last are not; none at all changes nothing."""
    shadow = online_shadow()
    assert shadow.looked_up({"t": 19}, 5, 1005, 998) == frozenset()
    assert shadow.looked_up({"t": 19}, 5, 1005, 0) == frozenset()
    assert shadow.state.values["t"] == 20
    assert shadow.looked_up({"t": 21}, 5, 1005, 999.5) == {"t"}
    assert shadow.looked_up({"t": 22}, 6, 1006, 1004) == {"t"}


def test_looked_up_values_do_not_take_back_a_later_write() -> None:
    """What the cloud has kept from before the write is older than the write."""
    shadow = online_shadow()
    shadow.wrote({"power": True}, 10, 1010)
    assert shadow.looked_up({"power": False}, 60, 1060, 1009) == frozenset()
    assert shadow.unconfirmed
    assert shadow.looked_up({"power": False}, 60, 1060, 1030) == {"power"}


def test_recent_values_say_that_the_device_is_there() -> None:
    """Old ones are shown and say nothing of it."""
    shadow = DeviceShadow()
    assert shadow.looked_up({"t": 20}, 0, 10_000, 10_000 - 3600) == {"t"}
    assert not shadow.state.online
    shadow.looked_up({"t": 20}, 1, 10_001, 10_000 - 60)
    assert shadow.state.online


def test_values_from_before_it_went_do_not_bring_a_device_back() -> None:
    """The cloud said that it is gone after these were reported."""
    shadow = online_shadow()
    shadow.told(False)
    assert not shadow.state.online
    shadow.looked_up({"power": False, "t": 20}, 30, 1030, 1000)
    assert not shadow.state.online


def test_a_device_goes_and_comes() -> None:
    """Its values stay."""
    shadow = online_shadow()
    shadow.told(False)
    assert not shadow.state.online
    assert shadow.state.values["t"] == 20
    assert shadow.listed(True, 1) is False
    assert shadow.state.online


def test_a_listing_can_call_for_a_question() -> None:
    """Where it insists on a device that could not be reached."""
    shadow = DeviceShadow()
    assert not shadow.listed(True, 0)
    shadow.told(False)
    assert shadow.listed(True, 1)
    assert not shadow.state.online
    shadow.events_missed()
    assert not shadow.listed(True, 2)
    assert shadow.state.online
