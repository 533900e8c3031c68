"""Tasks of the account: several devices in one (older Open API document, "scheduler").

They have no update and cannot be switched off, but a log, which schedules of one
device have not.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple, Self

from .client import GizwitsClient
from .datapoint import Value
from .exceptions import GizwitsRequestError
from .fields import JsonValue, as_bool, as_int, as_list, as_mapping, as_moment, as_text
from .offered import offered
from .product import Product
from .when import When

_PATH: Final = "/app/scheduler"
_RETRIES: Final = range(61)


class TaskStep(NamedTuple):
    """What one device of a task is to do; `attrs` as the cloud has them."""

    did: str
    product_key: str
    attrs: Mapping[str, JsonValue]

    @classmethod
    def setting(cls, did: str, product: Product, values: Mapping[str, Value]) -> Self:
        """Return the step that sets values by datapoint name.

        Raises GizwitsValueError when one is unknown, read-only or does not fit.
        """
        return cls(did, product.product_key, product.encode(values))

    def values(self, product: Product) -> dict[str, Value | None]:
        """Return what it sets, by datapoint name; unknown ones are left out."""
        return product.decode(self.attrs)

    def to_json(self) -> dict[str, JsonValue]:
        """Return one member of `task`."""
        return {
            "did": self.did,
            "product_key": self.product_key,
            "attrs": dict(self.attrs),
        }


class Task(NamedTuple):
    """A task that is on the cloud; `when` is None where its words make no sense.

    It succeeds when all its steps do; else it is tried again up to `retries` times,
    all of it or, with `retry_failed_only`, what failed.
    """

    id: str
    when: When | None
    steps: tuple[TaskStep, ...]
    retries: int = 0
    retry_failed_only: bool = False
    created_at: datetime | None = None

    @classmethod
    def from_json(cls, row: Mapping[str, object]) -> Self:
        """Return the task of a row that has an id; steps without a did are left out."""
        steps = (
            TaskStep(
                as_text(step.get("did")),
                as_text(step.get("product_key")),
                as_mapping(step.get("attrs")),
            )
            for step in map(as_mapping, as_list(row.get("task")))
        )
        return cls(
            id=as_text(row.get("id")),
            when=When.from_json(row),
            steps=tuple(step for step in steps if step.did),
            retries=as_int(row.get("retry_count")) or 0,
            retry_failed_only=as_text(row.get("retry_task")) == "failed",
            created_at=as_moment(row.get("created_at")),
        )


class TaskRun(NamedTuple):
    """One run of a task: when, in UTC, whether it succeeded, and each device, by did."""

    at: datetime | None
    succeeded: bool
    devices: Mapping[str, bool]

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return the run of a log's entry, None where it is none."""
        row = as_mapping(raw)
        status = as_text(row.get("status")).lower()
        if not status:
            return None
        detail = as_mapping(row.get("detail"))
        return cls(
            as_moment(row.get("datetime")),
            status.startswith("succe"),
            {did: as_bool(done) for did, done in detail.items()},
        )


class Tasks:
    """Read, made and deleted; with the log of their runs.

    Raises GizwitsUnsupportedError where the cloud does not offer them (the newer
    document does not know them), GizwitsRequestError 9030 for an unknown id.
    """

    def __init__(self, client: GizwitsClient) -> None:
        """Send with the account of `client`."""
        self._caller = client.caller

    async def all(self) -> list[Task]:
        """Return the account's tasks: `GET /app/scheduler`."""
        with offered():
            return [Task.from_json(row) for row in await self._caller.rows(_PATH)]

    async def create(
        self,
        when: When,
        steps: Sequence[TaskStep],
        *,
        retries: int = 0,
        retry_failed_only: bool = False,
    ) -> str:
        """Make a task and return its id: `POST /app/scheduler`.

        `retries` 0 to 60. The document's table has `limit` and `skip`, copied from
        the list, which are not sent. Days of the month, a start and an end are not
        for tasks.
        """
        if retries not in _RETRIES:
            raise GizwitsRequestError("A task is tried again 0 to 60 times")
        if not steps or not all(step.attrs for step in steps):
            raise GizwitsRequestError("The task does nothing")
        if when.days or when.start or when.end:
            raise GizwitsRequestError("A task has one date, or days of the week")
        body: dict[str, JsonValue] = {
            **when.to_json(),
            "task": [step.to_json() for step in steps],
            "retry_count": retries,
            "retry_task": "failed" if retry_failed_only else "all",
        }
        with offered():
            return await self._caller.create(_PATH, body)

    async def delete(self, task_id: str) -> None:
        """Delete a task: `DELETE /app/scheduler/{id}`."""
        with offered():
            await self._caller.call("DELETE", f"{_PATH}/{task_id}")

    async def runs(self, task_id: str) -> list[TaskRun]:
        """Return what became of a task: `GET /app/scheduler/{id}/logs`.

        One object in the document, but "logs": a list is taken too.
        """
        with offered():
            body = (await self._caller.call("GET", f"{_PATH}/{task_id}/logs")).body
        entries = body if isinstance(body, list) else [body]
        return [run for run in map(TaskRun.from_json, entries) if run]
