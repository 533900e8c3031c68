"""Adding an account of the simulated cloud by the integration's own config flow."""

from dataclasses import dataclass
from typing import Any

from .errors import DemoError
from .rest import RestApi

_FLOWS = "/api/config/config_entries/flow"


@dataclass(frozen=True, slots=True)
class Account:
    """What a person types to add an account."""

    app_id: str
    username: str
    password: str
    base_url: str


async def add_account(rest: RestApi, account: Account) -> str:
    """Go through the steps as the frontend does; return the title of the entry."""
    step = await rest.post(
        _FLOWS, {"handler": "gizwits", "show_advanced_options": False}
    )
    _expect(step, "menu", "user")
    step = await _go_on(rest, step, {"next_step_id": "sign_in"})
    _expect(step, "form", "sign_in")
    step = await _go_on(
        rest,
        step,
        {
            "app_id": account.app_id,
            "region": "auto",
            "username": account.username,
            "password": account.password,
            "advanced": {"base_url": account.base_url},
        },
    )
    _expect(step, "form", "devices")
    step = await _go_on(rest, step, {"devices": _default_of(step, "devices")})
    _expect(step, "create_entry")
    title: str = step["title"]
    return title


async def _go_on(rest: RestApi, step: dict[str, Any], typed: dict[str, Any]) -> Any:
    return await rest.post(f"{_FLOWS}/{step['flow_id']}", typed)


def _expect(step: dict[str, Any], kind: str, name: str | None = None) -> None:
    if step["type"] != kind or (name and step["step_id"] != name):
        what = step.get("errors") or step.get("reason") or step.get("step_id")
        raise DemoError(f"the config flow shows {step['type']} ({what}), not {kind}")


def _default_of(step: dict[str, Any], name: str) -> Any:
    return next(
        field["default"] for field in step["data_schema"] if field["name"] == name
    )
