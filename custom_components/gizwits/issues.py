"""What a person is told in Home Assistant's repairs."""

from collections.abc import Container, Iterable
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .markdown import plain

INFERRED_PRODUCT: Final = "inferred_product"
NO_PUSH: Final = "no_push"
NO_ROOM: Final = "no_room"
TASK_FAILING: Final = "task_failing"


@callback
def tell_inferred(
    hass: HomeAssistant, entry_id: str, product_key: str, name: str
) -> None:
    """Tell that nothing but its reports is known of a product."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        _issue_id(entry_id, product_key),
        data={"entry_id": entry_id, "product_key": product_key, "name": name},
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=INFERRED_PRODUCT,
        translation_placeholders={"product": name or product_key},
    )


@callback
def forget_inferred(hass: HomeAssistant, entry_id: str, product_key: str) -> None:
    """Take back what was told of a product."""
    ir.async_delete_issue(hass, DOMAIN, _issue_id(entry_id, product_key))


@callback
def tell_no_push(
    hass: HomeAssistant, entry_id: str, account: str, hosts: Iterable[str]
) -> None:
    """Tell that nothing is pushed from these hosts, most likely for a firewall."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        f"{NO_PUSH}_{entry_id}",
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=NO_PUSH,
        translation_placeholders={
            "account": plain(account),
            "hosts": ", ".join(map(plain, hosts)),
        },
    )


@callback
def forget_no_push(hass: HomeAssistant, entry_id: str) -> None:
    """Take back that nothing is pushed."""
    ir.async_delete_issue(hass, DOMAIN, f"{NO_PUSH}_{entry_id}")


@callback
def tell_no_room(
    hass: HomeAssistant, entry_id: str, account: str, most: int, off: int
) -> None:
    """Tell that of the entities that would be on so many are off."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        f"{NO_ROOM}_{entry_id}",
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=NO_ROOM,
        translation_placeholders={
            "account": plain(account),
            "most": str(most),
            "off": str(off),
        },
    )


@callback
def forget_no_room(hass: HomeAssistant, entry_id: str) -> None:
    """Take back that entities are off for want of room."""
    ir.async_delete_issue(hass, DOMAIN, f"{NO_ROOM}_{entry_id}")


@callback
def forget_others(
    hass: HomeAssistant, entry_id: str, product_keys: Container[str] = ()
) -> None:
    """Take back what was told of an entry's products, but of those there are."""
    prefix = _issue_id(entry_id, "")
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain != DOMAIN or not issue_id.startswith(prefix):
            continue
        if issue_id.removeprefix(prefix) not in product_keys:
            ir.async_delete_issue(hass, domain, issue_id)


@callback
def tell_task_failing(
    hass: HomeAssistant,
    entry_id: str,
    task_id: str,
    *,
    task: str,
    devices: str,
    count: int,
) -> None:
    """Tell that a task has failed several times in a row, and with which devices."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        f"{TASK_FAILING}_{entry_id}_{task_id}",
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=TASK_FAILING,
        translation_placeholders={
            "task": plain(task),
            "devices": plain(devices),
            "count": str(count),
        },
    )


@callback
def forget_task_failing(hass: HomeAssistant, entry_id: str, task_id: str) -> None:
    """Take back what was told of a task."""
    ir.async_delete_issue(hass, DOMAIN, f"{TASK_FAILING}_{entry_id}_{task_id}")


@callback
def forget_tasks_failing(
    hass: HomeAssistant, entry_id: str, *, but: Container[str]
) -> None:
    """Take back what was told of an account's tasks that are not among `but`."""
    prefix = f"{TASK_FAILING}_{entry_id}_"
    for domain, issue_id in list(ir.async_get(hass).issues):
        is_one = domain == DOMAIN and issue_id.startswith(prefix)
        if is_one and issue_id.removeprefix(prefix) not in but:
            ir.async_delete_issue(hass, domain, issue_id)


def _issue_id(entry_id: str, product_key: str) -> str:
    return f"{INFERRED_PRODUCT}_{entry_id}_{product_key}"
