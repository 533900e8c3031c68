"""The account's linkage rules (newer document, "rules"): the cloud's own automations.

Only here does the cloud know conditions; schedules have none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .client import GizwitsClient
from .exceptions import GizwitsConnectionError, GizwitsRequestError
from .fields import JsonValue, as_int, as_list, as_mapping, as_text
from .rule import Rule

_PATH: Final = "/app/rules"


@dataclass(frozen=True, slots=True)
class RuleParameter:
    """A datapoint that conditions may name; `type` is bool, int, enum or binary."""

    name: str
    label: str
    type: str
    options: tuple[str, ...]


class Rules:
    """Read, made, changed and deleted.

    An unknown id is GizwitsRequestError 9015: no document has a code for it.
    """

    def __init__(self, client: GizwitsClient) -> None:
        """Send with the account of `client`."""
        self._caller = client.caller

    async def all(self) -> list[Rule]:
        """Return the account's rules: `GET /app/rules`, page by page."""
        rows = await self._caller.rows(_PATH, member="rules", key=("rule_id", "id"))
        return [rule for row in rows if (rule := Rule.from_json(row))]

    async def parameters(
        self, product_keys: Iterable[str] = ()
    ) -> dict[str, tuple[RuleParameter, ...]]:
        """Return by product key what rules may name: `GET /app/rules/params`.

        Without keys those of all products of the app.
        """
        params = {"product_key": ",".join(product_keys)}
        reply = await self._caller.call("GET", f"{_PATH}/params", params=params)
        return {
            product_key: tuple(map(_parameter, as_list(rows)))
            for product_key, rows in as_mapping(reply.body).items()
        }

    async def create(self, rule: Rule) -> int:
        """Make a rule and return its id: `POST /app/rules`."""
        return await self._send("POST", _PATH, rule)

    async def update(self, rule: Rule) -> None:
        """Put a rule in the place of the one with its id: `PUT /app/rules/{rule_id}`.

        A rule with parts we do not know would lose them: change what was read only
        where it was made by us.
        """
        await self._send("PUT", f"{_PATH}/{rule.id}", rule)

    async def delete(self, rule_id: int) -> None:
        """Delete a rule: `DELETE /app/rules/{rule_id}`."""
        await self._caller.call("DELETE", f"{_PATH}/{rule_id}")

    async def _send(self, method: str, path: str, rule: Rule) -> int:
        if rule.event is None or not rule.steps:
            raise GizwitsRequestError("The rule does nothing")
        body: dict[str, JsonValue] = rule.to_json()
        reply = await self._caller.call(method, path, json=body)
        number = as_int(as_mapping(reply.body).get("rule_id"))
        if number is None:
            raise GizwitsConnectionError("The answer has no id")
        return number


def _parameter(raw: object) -> RuleParameter:
    row = as_mapping(raw)
    return RuleParameter(
        as_text(row.get("name")),
        as_text(row.get("display_name")),
        as_text(row.get("type")),
        tuple(map(as_text, as_list(row.get("enum")))),
    )
