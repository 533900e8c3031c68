"""Values that were written and wait for their confirmation."""

from custom_components.gizwits.api.pending import PendingWrites


def pending(**values: int) -> PendingWrites:
    """Return what was written at 100 s, at 1000 s by the cloud's clock."""
    writes = PendingWrites()
    writes.wrote(values, 100, 1000)
    return writes


def test_without_writes_a_report_is_shown_as_it_is() -> None:
    """The very mapping, at no cost."""
    values = {"a": 1}
    assert PendingWrites().accept(values, 0) is values


def test_the_same_value_confirms() -> None:
    """And nothing waits any more."""
    writes = pending(a=1)
    assert writes.written
    assert writes.accept({"a": 1, "b": 2}, 101) == {"a": 1, "b": 2}
    assert not writes.written


def test_another_value_too_soon_is_from_before() -> None:
    """Only the written datapoint is held back, and only for a while."""
    writes = pending(a=1)
    assert writes.accept({"a": 0, "b": 2}, 107.9) == {"b": 2}
    assert writes.written
    assert writes.accept({"a": 0}, 108) == {"a": 0}
    assert not writes.written


def test_a_report_from_before_the_write_never_takes_it_back() -> None:
    """However late it comes, where the cloud says when it was sent."""
    writes = pending(a=1)
    assert writes.accept({"a": 0}, 200, updated_at=999) == {}
    assert writes.written
    assert writes.accept({"a": 0}, 200, updated_at=1000) == {"a": 0}
    assert not writes.written


def test_a_newer_report_still_keeps_the_hold_time() -> None:
    """A device can report its old value right after it got the command."""
    writes = pending(a=1)
    assert writes.accept({"a": 0}, 105, updated_at=1005) == {}


def test_a_second_write_starts_the_time_anew() -> None:
    """Each datapoint has its own."""
    writes = pending(a=1, b=1)
    writes.wrote({"a": 2}, 106, 1006)
    assert writes.accept({"a": 1, "b": 0}, 109) == {"b": 0}
    assert writes.accept({"a": 2}, 110) == {"a": 2}
    assert not writes.written
