"""Values that are more than tuples with names: they inherit, or hide what they hold."""

from typing import Any, ClassVar, Never, Self, dataclass_transform, override


@dataclass_transform(frozen_default=True)
class Record:
    """A value that is what its members are: equal, hashed and changed by them.

    Its members are declared as those of a dataclass and it behaves as a frozen one,
    which takes Python five times as long to make, at each start.
    """

    # All members, those of the base first, and those that have to be given.
    _names: ClassVar[tuple[str, ...]] = ()
    _needed: ClassVar[frozenset[str]] = frozenset()

    @override
    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        """Note which members there are.

        `kw_only` says to who checks types that they are given by name.
        """
        super().__init_subclass__()
        cls._names = (*cls._names, *cls.__annotations__)
        cls._needed = frozenset(name for name in cls._names if not hasattr(cls, name))

    def __init__(self, *in_order: Any, **by_name: Any) -> None:
        """Take the members; what is not given is as the class has it."""
        given = {**dict(zip(self._names, in_order, strict=False)), **by_name}
        is_each_once = len(given) == len(in_order) + len(by_name)
        if not (is_each_once and self._needed <= given.keys() <= {*self._names}):
            raise TypeError(f"{type(self).__name__} has the members {self._names}")
        # In their order, which `vars` keeps.
        for name in self._names:
            value = given[name] if name in given else getattr(self, name)
            object.__setattr__(self, name, value)

    @override
    def __setattr__(self, name: str, value: Any) -> Never:
        """Refuse: a value that changes is another one; see `copy.replace`."""
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def members(self) -> dict[str, Any]:
        """Return the members by name."""
        return dict(vars(self))

    def __replace__(self, /, **changes: Any) -> Self:
        """Return one with other members."""
        return type(self)(**{**vars(self), **changes})

    @override
    def __eq__(self, other: object) -> bool:
        """Return whether the other one is of the same class and has the same members."""
        if type(other) is not type(self):
            return NotImplemented
        return vars(self) == vars(other)

    @override
    def __hash__(self) -> int:
        """Return the same number for all that are equal."""
        return hash((type(self), *vars(self).values()))

    @override
    def __repr__(self) -> str:
        """Return the class and its members."""
        shown = ", ".join(f"{name}={one!r}" for name, one in vars(self).items())
        return f"{type(self).__name__}({shown})"


class Secret(Record):
    """A value whose members nobody is shown."""

    @override
    def __repr__(self) -> str:
        """Return only what it is."""
        return f"{type(self).__name__}()"
