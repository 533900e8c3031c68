"""All a Gizwits cloud knows, without the servers that show it."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from . import payload
from .accounts import Accounts
from .bindings import Bindings
from .clock import Clock
from .codes import Codes
from .datapoint import Value
from .device import SimulatedDevice
from .faults import Faults
from .groups import Group, Rule, Scene
from .history import History
from .ids import Ids
from .login_gate import LoginGate
from .m2m import Hub, M2mHost
from .models import Binding, Product, Settings, User
from .orders import Orders
from .recorder import Control, RawControl, Recorder
from .runner import Runner
from .samples import Samples
from .sharing import Message, Share


class CloudState:
    """The stores of the cloud and what connects them."""

    def __init__(self, settings: Settings, *, hosts: int, seed: int) -> None:
        """Start with no product, no device and no user."""
        self.settings = settings
        self.clock = Clock()
        self.ids = Ids(seed)
        self.faults = Faults()
        self.login_gate = LoginGate()
        self.recorder = Recorder()
        self.accounts = Accounts(self.clock, self.ids, settings)
        self.bindings = Bindings(self.clock)
        self.history = History(self.clock, settings)
        self.samples = Samples()
        self.codes = Codes(self.clock, self.ids)
        self.mails: list[tuple[str, str]] = []
        self.enrolled: dict[tuple[str, str], str] = {}
        self.groups: dict[str, Group] = {}
        self.scenes: dict[str, Scene] = {}
        self.rules: dict[int, Rule] = {}
        self.shares: dict[int, Share] = {}
        self.messages: dict[str, Message] = {}
        self.orders = Orders(self)
        self.runner = Runner(self)
        self.hub = Hub(self)
        self.m2m = [M2mHost(self, index) for index in range(hosts)]
        self.products: dict[str, Product] = {}
        self.devices: dict[str, SimulatedDevice] = {}
        self._timers: set[asyncio.TimerHandle] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def bind(self, user: User, device: SimulatedDevice, role: str = "") -> Binding:
        """Bind a device to a user; the user's sockets get s2c_binding_changed."""
        chosen = role or device.role or self._role(device)
        binding = self.bindings.add(user, device.did, chosen)
        binding.dev_alias = binding.dev_alias or device.alias
        binding.remark = binding.remark or device.remark
        self.hub.binding_changed(user.uid, device, bind=True)
        return binding

    def unbind(self, user: User, device: SimulatedDevice) -> bool:
        """Take a binding back; when the owner goes, all guests lose the device."""
        binding = self.bindings.get(user.uid, device.did)
        if binding is None:
            return False
        leaving = [binding]
        if binding.role == "owner":
            others = self.bindings.of_device(device.did)
            leaving += [other for other in others if other.role == "guest"]
        for gone in leaving:
            self.bindings.remove(gone.uid, device.did)
            self.hub.binding_changed(gone.uid, device, bind=False)
        return True

    def command(
        self,
        device: SimulatedDevice,
        values: Mapping[str, Value],
        attrs: Mapping[str, Any],
    ) -> None:
        """Take an accepted command: recorded now, obeyed after the lag."""
        self.recorder.add(self.recorder.controls, Control(device.did, dict(attrs)))
        self.after_lag(device, device.obey, dict(values))

    def raw_command(self, device: SimulatedDevice, p0: bytes) -> None:
        """Take a raw payload; a device ignores what it does not understand."""
        self.recorder.add(self.recorder.raws, RawControl(device.did, p0))
        definition = device.product.definition
        if payload.is_read(definition, p0):
            names = payload.read_names(definition, p0)
            self.after_lag(device, device.answer_read, names)
        elif payload.is_control(definition, p0):
            try:
                values = payload.unpack_control(definition, p0)
            except payload.BadPayload:
                return
            self.after_lag(device, device.obey, values)

    def after_lag(
        self, device: SimulatedDevice, act: Callable[..., None], *args: Any
    ) -> None:
        """Do something when the device's lag has passed, in real time."""
        lag = device.report_delay
        self.later(self.settings.report_delay if lag is None else lag, act, *args)

    def later(self, seconds: float, act: Callable[..., None], *args: Any) -> None:
        """Do something later, in real time; not at all when the cloud stops."""

        def run() -> None:
            self._timers.discard(timer)
            act(*args)

        timer = asyncio.get_running_loop().call_later(seconds, run)
        self._timers.add(timer)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside the callers; it ends with the cloud at the latest."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """End all timers and tasks."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _role(self, device: SimulatedDevice) -> str:
        """Return the role of the next binder (§2.3)."""
        if self.bindings.of_device(device.did):
            return "normal"
        return "owner" if device.product.sharing else "special"
