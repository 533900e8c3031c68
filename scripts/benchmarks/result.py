"""One line of the table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured, and what it is measured against.

    With a `floor` the limit is that of the ratio, else that of the figure itself.
    Without a limit it is told, but is no goal.
    """

    goal: str
    what: str
    size: int
    figure: float
    limit: float | None
    unit: str = ""
    floor: float | None = None

    @property
    def measure(self) -> float:
        """Return what is compared with the limit."""
        return self.figure / self.floor if self.floor else self.figure

    @property
    def passed(self) -> bool | None:
        """Return whether the goal is met, None where there is none."""
        return None if self.limit is None else self.measure <= self.limit
