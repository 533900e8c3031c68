"""The integration's own constants."""

from typing import Final

DOMAIN: Final = "gizwits"

# Entry data
CONF_ACCOUNT: Final = "account"
CONF_APP_ID: Final = "app_id"
CONF_BASE_URL: Final = "base_url"
# Entry options: the dids the user did not choose; a device bound later is not among
# them and so appears.
CONF_LEFT_OUT: Final = "left_out"
