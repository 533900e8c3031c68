"""Who is bound to what (protocol §2.3)."""

from .clock import Clock
from .models import Binding, User


class Bindings:
    """All bindings, in the order they were made."""

    def __init__(self, clock: Clock) -> None:
        """Start empty."""
        self._clock = clock
        self._made: dict[tuple[str, str], Binding] = {}

    def get(self, uid: str, did: str) -> Binding | None:
        """Return a user's binding of a device; one of limited time may be over."""
        binding = self._made.get((uid, did))
        if binding is None or self._over(binding):
            return None
        return binding

    def of_user(self, uid: str) -> list[Binding]:
        """Return a user's bindings, newest first."""
        found = [b for b in self._made.values() if b.uid == uid and not self._over(b)]
        return found[::-1]

    def of_device(self, did: str) -> list[Binding]:
        """Return a device's bindings, oldest first."""
        return [b for b in self._made.values() if b.did == did and not self._over(b)]

    def add(self, user: User, did: str, role: str) -> Binding:
        """Bind; binding again keeps what there is."""
        made = self.get(user.uid, did)
        if made is None:
            made = Binding(user.uid, did, self._clock.now(), role)
            self._made.pop((user.uid, did), None)
            self._made[user.uid, did] = made
        return made

    def remove(self, uid: str, did: str) -> bool:
        """Unbind; say whether there was a binding."""
        return self._made.pop((uid, did), None) is not None

    def _over(self, binding: Binding) -> bool:
        return binding.expire_at is not None and binding.expire_at <= self._clock.now()
