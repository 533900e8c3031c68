"""How hard logins are throttled (protocol §2.0)."""

from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class LoginGate:
    """Shut by hand, or by ``limit`` logins within ``window`` seconds."""

    shut: bool = False
    retry_after: int | None = None
    limit: int | None = None
    window: float = 60.0
    _seen: deque[float] = field(default_factory=deque)

    def closed(self, now: float) -> bool:
        """Count an attempt and say whether it is refused with 9041."""
        while self._seen and self._seen[0] <= now - self.window:
            self._seen.popleft()
        self._seen.append(now)
        return self.shut or (self.limit is not None and len(self._seen) > self.limit)
