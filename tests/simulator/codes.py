"""Picture captchas and SMS codes (protocol §2.1)."""

from .clock import Clock
from .errors import ApiError
from .ids import Ids

CAPTCHA_LIFE = 300
SMS_LIFE = 24 * 3600


class Codes:
    """The codes that are out; tests read them in ``captchas`` and ``sms``."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        """Start empty."""
        self._clock = clock
        self._ids = ids
        self.captchas: dict[str, str] = {}
        self.sms: dict[str, str] = {}
        self._captcha_ends: dict[str, float] = {}
        self._sms_ends: dict[str, float] = {}

    def new_captcha(self) -> str:
        """Return the id of a new captcha."""
        captcha_id = self._ids.hex32()
        self.captchas[captcha_id] = self._ids.digits(4)
        self._captcha_ends[captcha_id] = self._clock.now() + CAPTCHA_LIFE
        return captcha_id

    def solve_captcha(self, captcha_id: str, code: str) -> None:
        """Use a captcha up, whatever the answer; 9009 too late, 9010 wrong."""
        right = self.captchas.pop(captcha_id, None)
        ends = self._captcha_ends.pop(captcha_id, 0.0)
        if right is not None and ends <= self._clock.now():
            raise ApiError(9009)
        if right is None or right != code:
            raise ApiError(9010)

    def send_sms(self, phone: str) -> None:
        """Send a new code to a phone; an older one is good no more."""
        self.sms[phone] = self._ids.digits(6)
        self._sms_ends[phone] = self._clock.now() + SMS_LIFE

    def check_sms(self, phone: str, code: str, *, consume: bool) -> None:
        """Check a phone's code; 9009 after 24 hours, 9010 wrong."""
        right = self.sms.get(phone)
        if right is None or right != code:
            raise ApiError(9010)
        if self._sms_ends[phone] <= self._clock.now():
            raise ApiError(9009)
        if consume:
            del self.sms[phone]
