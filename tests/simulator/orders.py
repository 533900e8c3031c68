"""Commands the cloud gives by itself: schedules, groups, scenes (protocol §2.7-2.10)."""

import asyncio
import binascii
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .datapoint import InvalidValue, Value
from .device import SimulatedDevice
from .groups import DONE, FAILED, RUNNING, Scene
from .schedules import Schedule

if TYPE_CHECKING:
    from .state import CloudState


class Orders:
    """Hands commands to devices that can take them and says whether they could."""

    def __init__(self, state: CloudState) -> None:
        """Give orders to the devices of ``state``."""
        self._state = state

    def command(
        self,
        device: SimulatedDevice,
        values: Mapping[str, Value],
        attrs: Mapping[str, Any],
    ) -> bool:
        """Set datapoints; false when the device cannot be reached."""
        if not _reaches(device):
            return False
        self._state.command(device, values, attrs)
        return True

    def raw(self, device: SimulatedDevice, p0: bytes) -> bool:
        """Send bytes; false when the device cannot be reached."""
        if not _reaches(device):
            return False
        self._state.raw_command(device, p0)
        return True

    def schedule(self, schedule: Schedule) -> bool:
        """Carry out a schedule: its device, all of its group, or its scene."""
        if schedule.kind == "scene_id":
            scene = self._state.scenes.get(schedule.target)
            if scene is not None:
                self.start(scene)
            return scene is not None
        dids = [schedule.target]
        if schedule.kind == "group_id":
            dids = self._members(schedule.target)
        done = [self._by_http(schedule, did) for did in dids]
        return all(done)

    def start(self, scene: Scene) -> None:
        """Run the tasks of a scene one after the other."""
        scene.status = RUNNING
        self._state.spawn(self._run(scene))

    async def _run(self, scene: Scene) -> None:
        success = True
        for task in scene.tasks:
            if task["task_type"] == "delay":
                scale = self._state.settings.delay_scale
                await asyncio.sleep(task["time"] * scale)
            elif task["task_type"] == "device":
                success &= self._by_scene(scene, task, task["did"])
            else:
                dids = self._members(task["group_id"])
                done = [self._by_scene(scene, task, did) for did in dids]
                success &= all(done)
        scene.status = DONE if success else FAILED

    def _members(self, group_id: str) -> list[str]:
        group = self._state.groups.get(group_id)
        return list(group.dids) if group else []

    def _bound(self, uid: str, did: str) -> SimulatedDevice | None:
        bound = self._state.bindings.get(uid, did) is not None
        return self._state.devices.get(did) if bound else None

    def _by_http(self, schedule: Schedule, did: str) -> bool:
        device = self._bound(schedule.uid, did)
        if device is None:
            return False
        if schedule.raw:
            return self.raw(device, bytes.fromhex(schedule.raw))
        return self.attributes(device, schedule.attrs)

    def _by_scene(self, scene: Scene, task: Mapping[str, Any], did: str) -> bool:
        device = self._bound(scene.uid, did)
        if device is None:
            return False
        if task.get("raw"):
            return self.raw(device, binascii.a2b_base64(task["raw"]))
        try:
            values = device.product.definition.written_by_scene(task["attrs"])
        except InvalidValue:
            return False
        return self.command(device, values, task["attrs"])

    def attributes(self, device: SimulatedDevice, attrs: Mapping[str, Any]) -> bool:
        """Set datapoints given as HTTP has them; false when they do not fit."""
        try:
            values = device.product.definition.written_by_http(attrs)
        except InvalidValue:
            return False
        return self.command(device, values, attrs)


def _reaches(device: SimulatedDevice) -> bool:
    return device.online and device.hears_orders and not device.is_disabled
