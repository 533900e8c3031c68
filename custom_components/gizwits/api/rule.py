"""A linkage rule: when something happens and all is so, then do (newer document)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Self

from .fields import JsonValue, as_int, as_list, as_mapping, as_text
from .payload import from_list


class RuleEvent(StrEnum):
    """What lets the cloud look at a rule."""

    ONLINE = "online"
    OFFLINE = "offline"
    ALERT = "alert"
    FAULT = "fault"
    DATA = "data"
    # From outside, by a call that no document describes.
    EXTERNAL = "extern"


_EVENTS: Final = frozenset(RuleEvent)


@dataclass(frozen=True, slots=True)
class RuleTrigger:
    """The alert or fault that begins (`active`) or ends."""

    datapoint: str
    active: bool


@dataclass(frozen=True, slots=True)
class RuleInput:
    """A device whose values conditions may name: `prefix.datapoint`."""

    product_key: str
    did: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison of texts: `device1.t`, `>=`, `25`; text is in quotes, `'on'`."""

    left: str
    operator: str
    right: str


@dataclass(frozen=True, slots=True)
class RuleCommand:
    """What a device is to do: `attrs` as a command has them, or `raw`, a payload."""

    did: str
    attrs: Mapping[str, JsonValue] = field(default_factory=dict)
    raw: bytes = b""

    @property
    def is_known(self) -> bool:
        """Return whether it says what to do with which device."""
        return bool(self.did and (self.attrs or self.raw))


@dataclass(frozen=True, slots=True)
class RulePause:
    """A pause in seconds."""

    seconds: int


type RuleStep = RuleCommand | RulePause


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the account.

    `did` is the device whose `event` counts, for alert and fault the one of
    `trigger`. Of `conditions` all of one group have to be true; all groups of `steps`
    run at the same time, each in its order. `interval` is the pause between two runs
    in seconds. `id` is 0 before the cloud has it.
    """

    name: str
    product_key: str
    did: str
    event: RuleEvent | None
    trigger: RuleTrigger | None = None
    inputs: tuple[RuleInput, ...] = ()
    conditions: tuple[tuple[Condition, ...], ...] = ()
    steps: tuple[tuple[RuleStep, ...], ...] = ()
    interval: int = 0
    remark: str = ""
    id: int = 0

    @property
    def is_whole(self) -> bool:
        """Return whether all of it is known, so that it can be sent back."""
        return self.event is not None and all(
            step.is_known
            for group in self.steps
            for step in group
            if isinstance(step, RuleCommand)
        )

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return the rule of a row, None where it has no number.

        The document calls it `rule_id`, the vendor's schema `id`.
        """
        row = as_mapping(raw)
        number = as_int(row.get("rule_id")) or as_int(row.get("id"))
        if number is None:
            return None
        # The vendor's tutorial: an empty event is a report.
        event = as_text(row.get("event")) or RuleEvent.DATA.value
        trigger = as_mapping(row.get("event_attr"))
        name = as_text(trigger.get("attr_name"))
        active = as_text(trigger.get("value")) == "1"
        return cls(
            id=number,
            name=as_text(row.get("name")),
            remark=as_text(row.get("remark")),
            product_key=as_text(row.get("product_key")),
            did=as_text(row.get("did")),
            event=RuleEvent(event) if event in _EVENTS else None,
            trigger=RuleTrigger(name, active) if name else None,
            inputs=tuple(_input(one) for one in as_list(row.get("input"))),
            conditions=tuple(
                tuple(map(_condition, group)) for group in _groups(row.get("condition"))
            ),
            steps=tuple(
                tuple(map(_step, group)) for group in _groups(row.get("output"))
            ),
            interval=as_int(row.get("interval")) or 0,
        )

    def to_json(self) -> dict[str, JsonValue]:
        """Return the body of a rule."""
        body: dict[str, JsonValue] = {
            "product_key": self.product_key,
            "did": self.did,
            "name": self.name,
            "remark": self.remark,
            "interval": self.interval,
            "event": self.event.value if self.event else "",
            "input": [
                {"product_key": one.product_key, "did": one.did, "prefix": one.prefix}
                for one in self.inputs
            ],
            "condition": [
                [
                    {"left": one.left, "opt": one.operator, "right": one.right}
                    for one in group
                ]
                for group in self.conditions
            ],
            "output": [[_step_json(one) for one in group] for group in self.steps],
        }
        if self.trigger:
            body["event_attr"] = {
                "attr_name": self.trigger.datapoint,
                "value": str(int(self.trigger.active)),
            }
        return body


def _groups(raw: object) -> Iterable[list[Any]]:
    return map(as_list, as_list(raw))


def _input(raw: object) -> RuleInput:
    row = as_mapping(raw)
    names = ("product_key", "did", "prefix")
    return RuleInput(*(as_text(row.get(name)) for name in names))


def _condition(raw: object) -> Condition:
    row = as_mapping(raw)
    return Condition(*(as_text(row.get(name)) for name in ("left", "opt", "right")))


def _step(raw: object) -> RuleStep:
    row = as_mapping(raw)
    if as_text(row.get("type")) == "delay":
        return RulePause(as_int(row.get("delay")) or 0)
    return RuleCommand(
        as_text(row.get("did")), as_mapping(row.get("attrs")), from_list(row.get("raw"))
    )


def _step_json(step: RuleStep) -> dict[str, JsonValue]:
    if isinstance(step, RulePause):
        return {"type": "delay", "delay": step.seconds}
    command: dict[str, JsonValue] = {"type": "devctrl", "did": step.did}
    if step.attrs:
        command["attrs"] = dict(step.attrs)
    if step.raw:
        command["raw"] = list[JsonValue](step.raw)
    return command
