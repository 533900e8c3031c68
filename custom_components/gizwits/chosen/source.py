"""Python source of what a quirk is made of: classes of plain values."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
import json
from textwrap import indent
from typing import Any, Final

from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.typing import UNDEFINED

# The integration, whose modules are imported from beside `quirks`.
_ROOT: Final = __package__.rpartition(".")[0]
_WIDTH: Final = 80
_DESCRIPTIONS: Final = type(EntityDescription(key="")).__module__


class Source:
    """Writes values as source, and knows what has to be imported for them."""

    def __init__(self) -> None:
        """Start without imports."""
        self._imports: defaultdict[str, set[str]] = defaultdict(set)

    def need(self, module: str, *names: str) -> None:
        """Note that names are imported from a module, as it is seen from `quirks`."""
        self._imports[module].update(names)

    def imports(self) -> str:
        """Return the lines that import what is needed."""
        groups: defaultdict[int, list[str]] = defaultdict(list)
        for module, names in sorted(self._imports.items()):
            group = 2 if module.startswith(".") else int(module.startswith("home"))
            line = f"from {module} import {', '.join(sorted(names))}"
            groups[group].append(line)
        return "\n\n".join("\n".join(groups[number]) for number in sorted(groups))

    def of(self, value: Any) -> str:
        """Return the source of a value.

        Raises TypeError for one that is not made of plain values.
        """
        match value:
            case Enum():
                self._need_class(type(value))
                return f"{type(value).__name__}.{value.name}"
            case str() if value.isprintable():
                return json.dumps(value, ensure_ascii=False)
            case None | bool() | int() | float() | str() | bytes() | range():
                return repr(value)
            case tuple() if hasattr(value, "_fields"):
                return self._of_named_tuple(value)
            case tuple():
                return _joined("(", [self.of(one) for one in value], ")", tail=True)
            case frozenset():
                own = sorted(self.of(one) for one in value)
                return _joined("frozenset({", own, "})") if own else "frozenset()"
            case Mapping():
                return _joined(
                    "{", [f"{self.of(k)}: {self.of(v)}" for k, v in value.items()], "}"
                )
            case _ if is_dataclass(value) and not isinstance(value, type):
                return self._of_dataclass(value)
        raise TypeError(type(value).__name__)

    def _of_named_tuple(self, value: Any) -> str:
        return self._made(value, value._asdict(), value._field_defaults)

    def _of_dataclass(self, value: Any) -> str:
        own = {field.name: getattr(value, field.name) for field in _shown(value)}
        defaults = {field.name: _default(field) for field in _shown(value)}
        return self._made(value, own, defaults)

    def _made(
        self, value: object, own: Mapping[str, Any], defaults: Mapping[str, Any]
    ) -> str:
        """Return how a value of a class is made; what it has by default is left out."""
        self._need_class(type(value))
        given = [
            f"{name}={self.of(part)}"
            for name, part in own.items()
            if part is not UNDEFINED and part != defaults.get(name, MISSING)
        ]
        return _joined(f"{type(value).__name__}(", given, ")")

    def _need_class(self, own: type) -> None:
        module = own.__module__
        if module == _DESCRIPTIONS:
            # Where those are imported from is not where they are made.
            return
        if module.startswith(f"{_ROOT}."):
            module = f"..{module.removeprefix(f'{_ROOT}.')}"
        self.need(module, own.__name__)


def _shown(value: Any) -> Iterator[Field[Any]]:
    yield from (field for field in fields(value) if field.init)


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _joined(start: str, parts: list[str], end: str, *, tail: bool = False) -> str:
    """Return parts on one line where they fit, else each on its own."""
    line = ", ".join(parts)
    if tail and len(parts) == 1:
        line += ","
    if len(start) + len(line) + len(end) <= _WIDTH and "\n" not in line:
        return f"{start}{line}{end}"
    lines = indent("".join(f"{part},\n" for part in parts), "    ")
    return f"{start}\n{lines}{end}"
