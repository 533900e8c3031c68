"""What all ways to sign in have in common once they got somewhere."""

from collections.abc import Collection, Mapping
from typing import Any, Final, override

from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..account.entry import entry_title, without_sign_in
from ..api import GizwitsClient
from ..const import CONF_ACCOUNT, CONF_BASE_URL, CONF_LEFT_OUT
from ..sign_in import Attempt, SignedIn, sign_in
from .device_choice import DeviceChoice
from .errors import FormError
from .forms import async_texts
from .schemas import CONF_NEW_PASSWORD

_SHORTEST_PASSWORD: Final = 8
_KINDS_IN_PASSWORD: Final = 3


class AccountFlow(DeviceChoice, ConfigFlow):
    """A config flow whose account is found, or not yet."""

    _account: SignedIn

    async def _async_sign_in(self, attempt: Attempt) -> SignedIn:
        """Sign in with a password; raises FormError."""
        return await sign_in(async_get_clientsession(self.hass), attempt)

    async def _async_take(self, account: SignedIn) -> None:
        """Make an account that is signed in to the one this flow is about."""
        self._account = account
        # A flow left open elsewhere keeps nobody out: the first to finish ends it.
        await self.async_set_unique_id(account.unique_id, raise_on_progress=False)

    async def _async_found(self, account: SignedIn) -> ConfigFlowResult:
        """Go on with an account to be added."""
        await self._async_take(account)
        self._abort_if_unique_id_configured()
        return await self.async_step_devices()

    async def _async_renew(
        self, entry: ConfigEntry, account: SignedIn, gone: str = "wrong_account"
    ) -> ConfigFlowResult:
        """Let an entry sign in as this flow did, if it is the same account."""
        await self._async_take(account)
        self._abort_if_unique_id_mismatch(reason=gone)
        kept = without_sign_in(entry.data)
        kept.pop(CONF_BASE_URL, None)
        return await self._async_update(entry, kept | account.data)

    async def _async_update(
        self, entry: ConfigEntry, data: dict[str, Any], reason: str | None = None
    ) -> ConfigFlowResult:
        """Give an entry new data, and the title that goes with it."""
        # Unique ids of entities begin with it.
        data[CONF_ACCOUNT] = entry.data[CONF_ACCOUNT]
        title = entry.title
        if title == await self._async_title(entry.data):
            title = await self._async_title(data)
        if reason:
            return self.async_update_reload_and_abort(
                entry, data=data, title=title, reason=reason
            )
        return self.async_update_reload_and_abort(entry, data=data, title=title)

    async def _async_title(self, data: Mapping[str, Any]) -> str:
        texts = await async_texts(self.hass, "provider")
        return entry_title(data, {**texts, **await async_texts(self.hass, "account")})

    @property
    @override
    def _client(self) -> GizwitsClient:
        return self._account.client

    @property
    @override
    def _left_out(self) -> Collection[str]:
        return ()

    @override
    async def _async_account_text(self) -> dict[str, str]:
        cloud = self._account.cloud
        regions = await async_texts(self.hass, "region")
        return {
            "account": await self._async_title(self._account.data),
            "region": regions.get(cloud.key) or str(cloud.base_url.host),
        }

    @override
    async def _async_finish(self, left_out: list[str]) -> ConfigFlowResult:
        # Somebody may have added the account while the devices were being chosen.
        self._abort_if_unique_id_configured()
        data = self._account.data
        return self.async_create_entry(
            title=await self._async_title(data),
            data=data,
            options={CONF_LEFT_OUT: left_out},
        )


def check_new_password(password: str) -> str:
    """Return a password that the cloud takes; raises FormError.

    Only for new ones: many an old account has another.
    """
    kinds = (
        any(char.isupper() for char in password),
        any(char.islower() for char in password),
        any(char.isdigit() for char in password),
        any(not char.isalnum() for char in password),
    )
    if len(password) < _SHORTEST_PASSWORD or sum(kinds) < _KINDS_IN_PASSWORD:
        raise FormError("weak_password", field=CONF_NEW_PASSWORD)
    return password
