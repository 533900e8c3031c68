"""Numbers each device reported, as agg_data sums them up (protocol §2.4)."""

from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Any

KEPT_PER_DEVICE = 2_000


class Samples:
    """The numeric values of each device with their time in epoch seconds."""

    def __init__(self) -> None:
        """Start empty."""
        self._kept: dict[str, deque[tuple[float, str, float]]] = defaultdict(
            lambda: deque(maxlen=KEPT_PER_DEVICE)
        )

    def add(self, did: str, at: float, values: Mapping[str, Any]) -> None:
        """Keep the numbers of a report."""
        for name, value in values.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                self._kept[did].append((at, name, float(value)))

    def of(
        self, did: str, names: set[str], start: float, end: float
    ) -> list[tuple[float, str, float]]:
        """Return what was reported from ``start`` to before ``end``."""
        return [
            sample
            for sample in self._kept[did]
            if sample[1] in names and start <= sample[0] < end
        ]
