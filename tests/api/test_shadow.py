"""One device's state, from reports, listings, events and writes."""

from dataclasses import dataclass
from typing import Any, override

from custom_components.gizwits.api import (
    Access,
    AttrsReported,
    DeviceShadow,
    Number,
    Product,
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting(Number):
    """A number that notes what it is asked to decode."""

    decoded: list[object]

    @override
    def decode(self, raw: object) -> int | float | None:
        """Note it too."""
        self.decoded.append(raw)
        return super().decode(raw)


class Teller:
    """A device of two numbers, and what of its reports was decoded."""

    def __init__(self) -> None:
        """Make its product."""
        self.decoded: list[object] = []
        self.product = Product(
            "key",
            datapoints={
                name: Counting(
                    name=name,
                    label=name,
                    access=Access.WRITABLE,
                    minimum=0,
                    maximum=100,
                    step=1,
                    decoded=self.decoded,
                )
                for name in ("a", "b")
            },
        )

    def report(self, at: float, **attrs: Any) -> AttrsReported:
        """Return a report; what was decoded before is forgotten."""
        self.decoded.clear()
        return AttrsReported("did", attrs, self.product, at)


def test_what_a_report_repeats_is_not_decoded_again() -> None:
    """Reports may be partial; each name counts for itself."""
    shadow, teller = DeviceShadow(), Teller()
    assert shadow.heard(teller.report(0, a=1, b=2), 1000) == {"a", "b"}
    assert shadow.heard(teller.report(1, a=1, b=3), 1001) == {"b"}
    assert teller.decoded == [3]
    assert shadow.heard(teller.report(2, b=3), 1002) == frozenset()
    assert shadow.heard(teller.report(3, a=1), 1003) == frozenset()
    assert teller.decoded == []
    assert dict(shadow.state.values) == {"a": 1, "b": 3}


def test_a_report_in_another_order_is_compared_by_name() -> None:
    """What lies at the same place of two reports need not be the same datapoint."""
    shadow, teller = DeviceShadow(), Teller()
    shadow.heard(teller.report(0, a=1, b=2), 1000)
    assert shadow.heard(teller.report(1, b=2, a=1), 1001) == frozenset()
    assert shadow.heard(teller.report(2, b=1, a=2), 1002) == {"a", "b"}
    assert dict(shadow.state.values) == {"a": 2, "b": 1}


def test_a_repeated_report_counts_after_a_look_up() -> None:
    """The cloud's stored value was shown in between; the device's own word is newer."""
    shadow, teller = DeviceShadow(), Teller()
    shadow.heard(teller.report(0, a=1, b=2), 1000)
    assert shadow.looked_up({"a": 5}, 10, 1010, 1009) == {"a"}
    assert shadow.heard(teller.report(20, a=1, b=2), 1020) == {"a"}
    assert shadow.state.values["a"] == 1


def test_a_repeated_report_takes_a_write_back() -> None:
    """The device says what it said before the write: it did not apply it."""
    shadow, teller = DeviceShadow(), Teller()
    shadow.heard(teller.report(0, a=1, b=2), 1000)
    shadow.wrote({"a": 7}, 10, 1010)
    assert shadow.heard(teller.report(11, a=1), 1011) == frozenset()
    assert shadow.unconfirmed
    assert shadow.heard(teller.report(30, a=1), 1030) == {"a"}
    assert not shadow.unconfirmed
    assert shadow.heard(teller.report(31, a=7), 1031) == {"a"}


def test_a_repeated_report_confirms_a_write() -> None:
    """What was written is what the device said last before somebody changed it."""
    shadow, teller = DeviceShadow(), Teller()
    shadow.heard(teller.report(0, a=1), 1000)
    shadow.wrote({"a": 1}, 10, 1010)
    shadow.heard(teller.report(11, a=1), 1011)
    assert not shadow.unconfirmed
