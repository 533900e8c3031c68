"""The dashboard that shows the devices."""

from collections.abc import Mapping, Sequence

from .account import Account
from .cards import Card, section
from .looks import Looks
from .registry import Device
from .states import States
from .websocket import WebSocketApi

_ADDRESS = "gizwits-demo"
# A page with more than this is slow in the browser.
_MOST_SECTIONS = 40


async def show(api: WebSocketApi, config: Card) -> None:
    """Make the dashboard, and the first thing that everybody sees."""
    await api.command(
        "lovelace/dashboards/create",
        url_path=_ADDRESS,
        title="Gizwits",
        icon="mdi:home-automation",
        show_in_sidebar=True,
        require_admin=False,
    )
    await api.command("lovelace/config/save", url_path=_ADDRESS, config=config)
    await api.command(
        "frontend/set_system_data", key="core", value={"default_panel": _ADDRESS}
    )


def build(
    devices: Sequence[Device],
    looks: Mapping[str, Looks],
    states: States,
    other: Account,
) -> Card:
    """Return the dashboard: the devices, and a page on what else there is to try."""
    shown = devices[:_MOST_SECTIONS]
    return {
        "title": "Gizwits",
        "views": [
            {
                "title": "Household",
                "type": "sections",
                "max_columns": 4,
                "dense_section_placement": True,
                "header": {"card": _markdown(_welcome(len(devices)), plain=True)},
                "sections": [
                    section(device, looks[device.did], states) for device in shown
                ],
            },
            {
                "title": "Try it",
                "type": "sections",
                "max_columns": 2,
                "sections": [{"type": "grid", "cards": [_markdown(_by_hand(other))]}],
            },
        ],
    }


def _markdown(text: str, *, plain: bool = False) -> Card:
    card: Card = {"type": "markdown", "content": text}
    if plain:
        card["text_only"] = True
    else:
        card["grid_options"] = {"columns": "full"}
    return card


def _welcome(count: int) -> str:
    return f"# Hello {{{{ user }}}}\nThese {count} devices live on a simulated Gizwits cloud"


def _by_hand(other: Account) -> str:
    # Home Assistant's Markdown breaks lines where the text does.
    return f"""\
## Add an account by hand

On the simulated cloud there is a second account, and some of the same devices are \
shared to it. **[Add the integration](/config/integrations/dashboard/add?domain=gizwits)** \
and sign in with

| What | Value |
|---|---|
| App | `{other.app_id}` |
| E-mail | `{other.username}` |
| Password | `{other.password}` |
| Advanced: address | `{other.base_url}` |
"""
