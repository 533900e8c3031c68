"""Apps, users, tokens, products and bindings as the cloud keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .definition import Definition


@dataclass(slots=True)
class App:
    """A brand's app; ``aep`` says that its accounts live on the newer platform.

    One with ``commands_by_aep`` may not send commands to the Open API (brands §1).
    """

    app_id: str
    app_secret: str | None = None
    aep: bool = False
    commands_by_aep: bool = False


@dataclass(slots=True, eq=False)
class User:
    """An account of one app; an anonymous one has only a ``phone_id`` (§2.1).

    ``platform`` is "plain" (POST /app/login), "aep" (plain login says 9005) or
    "migrated" (plain login says 9026; signs in on AEP as well).
    """

    uid: str
    app_id: str
    username: str | None = None
    password: str | None = None
    email: str | None = None
    phone: str | None = None
    phone_id: str | None = None
    third_party: tuple[str, str] | None = None
    platform: str = "plain"
    activated: bool = True
    profile: dict[str, str] = field(default_factory=dict)

    @property
    def is_anonymous(self) -> bool:
        """Say whether nobody can sign in to it by name."""
        return not (self.username or self.email or self.phone or self.third_party)

    def known_as(self, login: str) -> bool:
        """Say whether ``login`` is its user name, e-mail or phone."""
        return login in (self.username, self.email, self.phone)


@dataclass(slots=True)
class Token:
    """A user token; every login makes one more, older ones stay valid (§2.0)."""

    value: str
    user: User
    app_id: str
    expire_at: float


@dataclass(slots=True, eq=False)
class Product:
    """A product with its definition; ``definition_served`` False answers 9002."""

    product_key: str
    product_name: str
    served: Mapping[str, Any]
    definition: Definition
    product_secret: str
    definition_served: bool = True
    sharing: bool = True
    encrypted_registration: bool = True
    agg_data: bool = True
    raw_data: bool = True


@dataclass(slots=True)
class Binding:
    """That a device belongs to a user, and what this user calls it (§2.3)."""

    uid: str
    did: str
    bound_at: float
    role: str
    remark: str = ""
    dev_alias: str = ""
    dev_label: list[str] = field(default_factory=list)
    guest_alias: str = ""
    expire_at: float | None = None


@dataclass(slots=True)
class Settings:
    """What a test can turn about the cloud as a whole."""

    page_cap: int = 20
    report_delay: float = 0.05
    token_life: float = 7 * 86400
    expired_code: int = 9004
    log_retention: float = 7 * 86400
    log_rows: int = 1000
    """Rows of log kept of each device and kind."""
    post_upgrades: bool = False
    """POST /app/users with a token upgrades, as the older document says."""
    raw_data_nested: bool = False
    """raw_data in the shape seen on euapi instead of the one documented."""
    task_log_is_list: bool = False
    """Logs of account tasks as a list instead of one object."""
    tasks_error: int | None = None
    """What /app/scheduler answers where it is gone: 9039, 9045, or 404 as a page."""
    transfer_keeps_owner: bool = True
    """The owner who gave a device away becomes a guest; False: is unbound."""
    delay_scale: float = 1.0
    """Real seconds a second of a scene's delay takes."""
