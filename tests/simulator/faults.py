"""HTTP faults on demand: what goes wrong, where, and how often."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import random
from typing import Any

from .recorder import path_matches

HTML = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


@dataclass(slots=True, eq=False)
class Fault:
    """One fault and the calls it strikes.

    Which calls: ``method`` and ``path`` (exact, prefix when it ends in a slash, ``*``
    for one part), the first ``times`` of them (None: until cleared), each with
    ``probability``. What happens: see :meth:`Faults.next`.
    """

    method: str | None = None
    path: str | None = None
    times: int | None = 1
    probability: float = 1.0
    status: int | None = None
    html: bool = False
    drop: bool = False
    cut: bool = False
    delay: float = 0.0
    truncate: bool = False
    body: Any = None
    content_type: str | None = None
    error_code: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    before_effect: bool | None = None
    struck: int = 0

    @property
    def replaces_answer(self) -> bool:
        """Say whether the caller gets something else than the real answer."""
        if self.status is not None or self.html or self.drop:
            return True
        return self.body is not None or self.error_code is not None

    @property
    def prevents_effect(self) -> bool:
        """Say whether the call is not carried out at all."""
        return self.replaces_answer and self.before_effect is not False


class Faults:
    """The faults that are waiting to strike, the first fitting one does."""

    def __init__(self) -> None:
        """Start without any."""
        self._waiting: list[Fault] = []
        self._random = random.Random(7)

    def next(self, **what: Any) -> Fault:
        """Let the next fitting call go wrong; returns the fault (``.struck`` counts).

        ``status`` with an empty body, or with ``html=True`` a gateway's page (502 when
        no status is given); ``error_code`` the cloud's own error; ``body`` any text,
        bytes or JSON; ``content_type`` of these or of the real answer; ``headers``
        added; ``drop=True`` closes
        the connection without an answer (a client may repeat a GET by itself then:
        aiohttp's does, once); ``cut=True`` closes it in the middle of the real answer;
        ``truncate=True`` sends half of the real answer as if it were whole; ``delay``
        seconds of waiting. ``before_effect=False`` carries the call out and loses only
        the answer.
        """
        fault = Fault(**what)
        self._waiting.append(fault)
        return fault

    def all(self, **what: Any) -> Fault:
        """Let every fitting call go wrong until cleared; see :meth:`next`."""
        return self.next(**{"times": None, **what})

    def clear(self) -> None:
        """Take all faults back."""
        self._waiting.clear()

    def seed(self, seed: int) -> None:
        """Start the chances of faults with a ``probability`` anew."""
        self._random.seed(seed)

    def strike(self, method: str, path: str) -> Fault | None:
        """Return the fault for this call, if there is one, and count it."""
        for fault in list(self._waiting):
            if fault.method not in (None, method):
                continue
            if not path_matches(fault.path, path):
                continue
            if fault.probability < 1 and self._random.random() >= fault.probability:
                continue
            fault.struck += 1
            if fault.times is not None and fault.struck >= fault.times:
                self._waiting.remove(fault)
            return fault
        return None
