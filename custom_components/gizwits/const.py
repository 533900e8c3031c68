"""The integration's own constants."""

from typing import Final

DOMAIN: Final = "gizwits"

# Entry data
CONF_ACCOUNT: Final = "account"
CONF_APP_ID: Final = "app_id"
CONF_BASE_URL: Final = "base_url"
# How the account is signed in to, by one of the ways below; by password where it is
# missing.
CONF_SIGN_IN: Final = "sign_in"
SIGN_IN_AEP: Final = "aep"
SIGN_IN_GUEST: Final = "guest"
SIGN_IN_SMS: Final = "sms"
SIGN_IN_THIRD_PARTY: Final = "third_party"
CONF_PHONE_ID: Final = "phone_id"
CONF_PROVIDER: Final = "provider"
CONF_PROVIDER_UID: Final = "provider_uid"
CONF_PROVIDER_TOKEN: Final = "provider_token"
CONF_PROVIDER_SECRET: Final = "provider_secret"
# Entry options: the dids the user did not choose; a device bound later is not among
# them and so appears.
CONF_LEFT_OUT: Final = "left_out"
# Entry options: the products whose secret is stored, by product key.
CONF_PRODUCTS: Final = "products"
CONF_SECRET: Final = "secret"
# Entry options: whether a new name given in Home Assistant becomes the app's.
CONF_RENAME_IN_APP: Final = "rename_in_app"
# Entry options: the keys of the products without a definition that may be written, and
# of those that their owner decided to leave as they are.
CONF_WRITABLE: Final = "writable"
CONF_READ_ONLY: Final = "read_only"
# Entry options: whether schedules are written with the changes of the clocks ahead, or
# again at each change.
CONF_SPLIT_SCHEDULES: Final = "split_schedules"
# Entry options: what was chosen of entities, by product key and by did.
CONF_ENTITIES: Final = "entities"
CONF_OF_PRODUCTS: Final = "products"
CONF_OF_DEVICES: Final = "devices"
# Keys of the entities besides datapoints, and the types of events of one: a fixed word
# with a hyphen cannot be a datapoint's name.
CONNECTION_KEY: Final = "cloud-connection"
PROBLEM_KEY: Final = "problem-report"
RAISED: Final = "raised"
CLEARED: Final = "cleared"
