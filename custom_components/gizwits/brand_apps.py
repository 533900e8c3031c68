"""Apps of brands whose devices are on a Gizwits cloud, by the name people know.

An account belongs to one app: the app id says whose users to look among. Apps whose
accounts can no longer sign in here are left out.
"""

from typing import Final, NamedTuple

from .api import REGIONS
from .api.aep import Platform


class BrandApp(NamedTuple):
    """One brand's app; `variant` tells it from others, or is what else it is called.

    `regions` are those its users are known to be in, the likeliest first; `platform`
    says where they sign in. The app of some sends its commands to the newer platform,
    whose devices take none by the Open API then.
    """

    brand: str
    app_id: str
    regions: tuple[str, ...]
    variant: str = ""
    platform: Platform = Platform.PLAIN
    commands_by_aep: bool = False

    @property
    def label(self) -> str:
        """Return what a list of apps shows."""
        return f"{self.brand} ({self.variant})" if self.variant else self.brand


# By label, as the form shows them.
BRAND_APPS: Final[tuple[BrandApp, ...]] = (
    BrandApp(
        "Aqua Medic Link",
        "b45f1f4f31f546378fcfaed7775c4d12",
        ("eu", "us", "cn"),
        "Android",
        Platform.BOTH,
    ),
    BrandApp(
        "Aqua Medic Link",
        "07452c4f036a4be3acedf8dbeef38320",
        ("eu", "us", "cn"),
        "iOS",
        Platform.BOTH,
    ),
    BrandApp(
        "Bestway Smart Hub",
        "98754e684ec045528b073876c34c7348",
        ("eu", "us", "cn"),
        "Lay-Z-Spa, SaluSpa, Flowclear",
    ),
    BrandApp(
        "Bestway V2",
        "43424551921d4ee18dd279140e11e198",
        ("eu",),
        commands_by_aep=True,
    ),
    BrandApp(
        "Clearlight",
        "5c42414e51aa49cdbbe5466c27e33e40",
        ("us",),
        "SmartLife, Jacuzzi saunas",
    ),
    BrandApp(
        "Heatzy",
        "c70a66ff039d41b4a220e198b0fcc8b3",
        ("eu",),
        "Acova Elec'Pro, Sauter Orosi",
    ),
    BrandApp(
        "HY09RF Smart Heating",
        "50b40b4e57114e6ba87bd46b9abe71d8",
        ("cn", "eu"),
        "Android",
    ),
    BrandApp(
        "HY09RF Smart Heating",
        "3bbf9e4b41b24b9ab939c9525dc9c95c",
        ("cn", "eu"),
        "iOS",
    ),
    BrandApp(
        "Jebao Aqua",
        "c3703c4888ec4736a3a0d9425c321604",
        ("us", "eu", "cn"),
        platform=Platform.BOTH,
    ),
    BrandApp(
        "Maxspect Syna-G+",
        "b59fcef4de7a4d2ab7f4c26eb81a0537",
        ("eu", "us", "cn"),
    ),
    BrandApp(
        "PH-803W",
        "68bb8ff791a2487ba9d015e11fe72d7b",
        ("cn", "us"),
        "iMoniter",
    ),
    BrandApp("Vesta Precision", "9a6d8b3d46a246fca38dea306f98e19e", ("us",)),
    BrandApp("Wave Spa", "78a879318939402b9c70819d918ef8ed", ("eu", "us")),
    BrandApp(
        "Zhuohu energy meter",
        "1d5b0ff021614f42a44954c362d65992",
        ("cn",),
    ),
)

_BY_APP_ID: Final = {app.app_id: app for app in BRAND_APPS}


def brand_of(app_id: str) -> str | None:
    """Return the brand an app id belongs to, None for one that is not known."""
    app = _BY_APP_ID.get(app_id)
    return app.brand if app else None


def regions_to_try(app_id: str) -> tuple[str, ...]:
    """Return all regions in the order to look for an account of this app in.

    Where its users are known to be comes first; some were found where nobody
    expected them, so none is left out.
    """
    app = _BY_APP_ID.get(app_id)
    return tuple(dict.fromkeys((*(app.regions if app else ()), *REGIONS)))


def platform_of(app_id: str) -> Platform:
    """Return where the accounts of an app sign in; plainly, where nothing is known."""
    app = _BY_APP_ID.get(app_id)
    return app.platform if app else Platform.PLAIN


def commands_by_aep(app_id: str) -> bool:
    """Return whether an app sends commands to the newer platform."""
    app = _BY_APP_ID.get(app_id)
    return app is not None and app.commands_by_aep


def app_id_of(typed: str) -> str:
    """Return the app id somebody means who chose an app's label or typed an id."""
    wanted = typed.strip().casefold()
    for app in BRAND_APPS:
        if app.label.casefold() == wanted:
            return app.app_id
    return wanted


def label_of(app_id: str) -> str:
    """Return what the list of apps shows for an app id; itself where it is unknown."""
    app = _BY_APP_ID.get(app_id)
    return app.label if app else app_id
