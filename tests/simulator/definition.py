"""A product's definition: the answer of GET /app/datapoint (protocol §5.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .datapoint import Datapoint, InvalidValue, UnusableAttribute, Value


@dataclass(frozen=True, slots=True)
class Definition:
    """All datapoints of a product and whether its layout is of variable length."""

    var_len: bool
    datapoints: tuple[Datapoint, ...]
    by_name: Mapping[str, Datapoint]

    @classmethod
    def parse(cls, served: Mapping[str, Any]) -> Definition:
        """Read the JSON served for a product; of two equal names the first counts."""
        by_name: dict[str, Datapoint] = {}
        for attr in _attributes(served):
            try:
                datapoint = Datapoint.parse(attr)
            except UnusableAttribute:
                continue
            by_name.setdefault(datapoint.name, datapoint)
        datapoints = tuple(sorted(by_name.values(), key=lambda dp: dp.id))
        var_len = served.get("protocolType") == "var_len"
        return cls(var_len, datapoints, by_name)

    def defaults(self) -> dict[str, Value]:
        """Return the values of a device that was never set."""
        return {dp.name: dp.default() for dp in self.datapoints}

    def check(self, values: Mapping[str, Any]) -> dict[str, Value]:
        """Return decoded values checked for name, type, range and length."""
        return {name: self.known(name).check(value) for name, value in values.items()}

    def known(self, name: str) -> Datapoint:
        """Return a datapoint by name, or raise InvalidValue."""
        if name not in self.by_name:
            raise InvalidValue(name)
        return self.by_name[name]

    def written_by_http(self, attrs: Mapping[str, Any]) -> dict[str, Value]:
        """Return the decoded values of a control call (§2.4), or InvalidValue."""
        return {
            name: self._writable(name).from_http(value) for name, value in attrs.items()
        }

    def written_by_socket(self, attrs: Mapping[str, Any]) -> dict[str, Value]:
        """Return the decoded values of a c2s_write (§4.2), or InvalidValue."""
        return {
            name: self._writable(name).from_socket(value)
            for name, value in attrs.items()
        }

    def written_by_scene(self, attrs: Mapping[str, Any]) -> dict[str, Value]:
        """Return the decoded values of a scene's task (§2.8), or InvalidValue."""
        return {
            name: self._writable(name).from_scene(value)
            for name, value in attrs.items()
        }

    def to_http(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values as devdata shows them; what is unknown stays as it is."""
        return {
            name: self._shown(name, value, "http") for name, value in values.items()
        }

    def to_socket(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values as s2c_noti shows them; what is unknown stays as it is."""
        return {name: self._shown(name, value, "ws") for name, value in values.items()}

    def _writable(self, name: str) -> Datapoint:
        datapoint = self.known(name)
        if not datapoint.writable:
            raise InvalidValue(name)
        return datapoint

    def _shown(self, name: str, value: Any, where: str) -> Any:
        datapoint = self.by_name.get(name)
        if datapoint is None:
            return list(value) if isinstance(value, bytes) else value
        if where == "http":
            return datapoint.to_http(value)
        return datapoint.to_socket(value)


def _attributes(served: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the members of all entities that are objects at all."""
    entities = served.get("entities")
    found = [
        attr
        for entity in (entities if isinstance(entities, list) else [])
        if isinstance(entity, dict)
        for attr in entity.get("attrs") or []
    ]
    return [attr for attr in found if isinstance(attr, dict)]
