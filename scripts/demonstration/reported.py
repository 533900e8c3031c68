"""What the owner of a reported device had chosen, in the account of the demo.

Nobody wants to fill in the options again, so that account is there from the start.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
import hashlib
import json
from typing import Any

from .account import Account
from .place import Place


def options_of(dumps: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return the options under which the devices of dumps are as they were reported.

    None where nothing was chosen. What was chosen for the one device is chosen for its
    product here.
    """
    chosen = {_product(dump): dump["chosen"] for dump in dumps if dump.get("chosen")}
    writable = [_product(dump) for dump in dumps if dump.get("is_writable")]
    if not chosen and not writable:
        return None
    return {"entities": {"products": chosen, "devices": {}}, "writable": writable}


def _product(dump: Mapping[str, Any]) -> str:
    return str(dump["device"]["product_key"])


def write_entry(place: Place, account: Account, options: Mapping[str, Any]) -> None:
    """Have Home Assistant start with an account, instead of adding it."""
    unique_id = hashlib.sha256(account.username.encode()).hexdigest()
    now = datetime.now(UTC).isoformat()
    entry: dict[str, Any] = {
        "created_at": now,
        "data": {
            "account": unique_id[:8],
            "app_id": account.app_id,
            "base_url": account.base_url,
            "password": account.password,
            "region": "custom",
            "username": account.username,
        },
        "disabled_by": None,
        "discovery_keys": {},
        "domain": "gizwits",
        "entry_id": unique_id[:26],
        "minor_version": 1,
        "modified_at": now,
        "options": {**options},
        "pref_disable_new_entities": False,
        "pref_disable_polling": False,
        "source": "user",
        "subentries": [],
        "title": account.username,
        "unique_id": unique_id,
        "version": 1,
    }
    kept = {
        "version": 1,
        "minor_version": 5,
        "key": "core.config_entries",
        "data": {"entries": [entry]},
    }
    path = place.folder / ".storage" / "core.config_entries"
    path.write_text(json.dumps(kept), encoding="utf-8")
