"""From the cloud's parts in UTC to the local words of a person."""

from collections.abc import Iterable
import datetime as dt

from ..api import When
from .local import LocalWhen


def from_cloud(
    parts: Iterable[When],
    zone: dt.tzinfo,
    now: dt.datetime,
    exact_until: dt.date | None = None,
) -> LocalWhen | None:
    """Return what parts that belong together mean in local words, None for nonsense.

    The inverse of `to_cloud`; a part that somebody else made is read as it runs at its
    next time (`runs_as_told` says whether it does so all year). With `exact_until`
    a part that ends there is one to be continued.
    """
    raise NotImplementedError


def runs_as_told(
    parts: Iterable[When], local: LocalWhen, zone: dt.tzinfo, now: dt.datetime
) -> bool:
    """Return whether parts do in the coming year just what the local words say.

    False for what the maker's app made where the clocks change: it is an hour off for
    half the year.
    """
    raise NotImplementedError
