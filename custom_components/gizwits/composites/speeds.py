"""A fan's speeds and their percentages."""

from typing import NamedTuple

from homeassistant.util.percentage import (
    ordered_list_item_to_percentage,
    percentage_to_ordered_list_item,
    percentage_to_ranged_value,
    ranged_value_to_percentage,
)

from ..api import Value


class Speeds(NamedTuple):
    """The speeds of a role: numbers from `low` to `high`, or options from slow to fast.

    With `is_percent` the number is the percentage, and `low` the least it runs at.
    """

    role: str
    low: float = 1
    high: float = 1
    options: tuple[str, ...] = ()
    is_percent: bool = False

    @property
    def how_many(self) -> int:
        """Return how many speeds there are."""
        if self.is_percent:
            return 100
        return len(self.options) or max(1, int(self.high - self.low + 1))

    def percentage(self, value: Value | None) -> int | None:
        """Return the percentage of a speed, 0 where it stands still."""
        if isinstance(value, str):
            if value not in self.options:
                return None
            return ordered_list_item_to_percentage(list(self.options), value)
        if not isinstance(value, (int, float)) or value > self.high:
            return None
        if self.is_percent:
            return max(0, round(value))
        if value < self.low:
            return 0
        return ranged_value_to_percentage((self.low, self.high), value)

    def value(self, percentage: int) -> Value:
        """Return the speed of a percentage above 0."""
        if self.options:
            return percentage_to_ordered_list_item(list(self.options), percentage)
        if self.is_percent:
            return max(percentage, self.low)
        band = (self.low, self.high)
        return max(self.low, round(percentage_to_ranged_value(band, percentage)))
