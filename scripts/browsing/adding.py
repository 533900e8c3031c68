"""Adding an account: signing in wrongly, then rightly, and choosing devices."""

from .tour import Tour

ADD = "/config/integrations/dashboard/add?domain=gizwits"


async def sign_in_wrongly(tour: Tour) -> None:
    """Open the form from a link, and mistype the password."""
    frontend, other = tour.frontend, tour.stage.household.other
    await frontend.open(ADD)
    await frontend.press("OK")
    await frontend.choose("Sign in")
    await tour.picture("sign-in")
    await frontend.pick_own("App", other.app_id)
    await frontend.fill("username", other.username)
    await frontend.fill("password", "not-the-password")
    await frontend.choose("Advanced")
    await frontend.fill("base_url", other.base_url)
    await frontend.press("Submit")
    await frontend.see("The password is wrong")


async def sign_in_rightly(tour: Tour) -> None:
    """Correct the password only: the rest is still there."""
    frontend, other = tour.frontend, tour.stage.household.other
    await frontend.fill("password", other.password)
    await frontend.press("Submit")


async def choose_devices(tour: Tour) -> None:
    """Leave one of the devices out."""
    frontend = tour.frontend
    left_out = tour.stage.household.devices[0]
    await (await frontend.see(left_out.alias)).click()
    await frontend.press("Submit")
    await frontend.see("Name and assign")
    await frontend.press("Skip and finish")
