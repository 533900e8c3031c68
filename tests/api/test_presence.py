"""Presence: which of the contradictory signs counts."""

from custom_components.gizwits.api.presence import DATA_SPEAKS_FOR, Presence


def test_nothing_is_known_at_first() -> None:
    """So it is offline, until the first listing says otherwise."""
    presence = Presence()
    assert not presence.online
    assert not presence.listed(True, 0)
    assert presence.online


def test_a_listing_that_repeats_itself_is_no_news() -> None:
    """A lie of months does not undo what the socket said; the device is asked."""
    presence = Presence()
    presence.listed(True, 0)
    presence.told(False)
    assert presence.listed(True, 1)
    assert not presence.online
    presence.reported(2)
    assert presence.online
    assert not presence.listed(True, 3)


def test_a_listed_false_while_data_flows_is_a_lie() -> None:
    """For as long as data speaks; a change after that is believed."""
    presence = Presence()
    presence.reported(0)
    assert not presence.listed(False, DATA_SPEAKS_FOR - 1)
    assert presence.online
    presence.listed(True, DATA_SPEAKS_FOR)
    presence.listed(False, DATA_SPEAKS_FOR)
    assert not presence.online


def test_a_change_of_the_listing_is_believed() -> None:
    """In both directions, where nothing else is known."""
    presence = Presence()
    presence.listed(True, 0)
    presence.listed(False, 1)
    assert not presence.online
    presence.listed(True, 2)
    assert presence.online


def test_what_the_socket_says_ends_what_data_said() -> None:
    """A device that went away after a report is away, whatever its age."""
    presence = Presence()
    presence.listed(True, 0)
    presence.reported(0)
    presence.told(False)
    assert not presence.online
    presence.listed(False, 1)
    assert not presence.online
    presence.told(True)
    assert presence.online


def test_after_missed_events_a_listing_counts_anew() -> None:
    """The same "true" brings a device back that came back unseen."""
    presence = Presence()
    presence.listed(True, 0)
    presence.told(False)
    presence.forget_listing()
    assert not presence.listed(True, 1)
    assert presence.online
