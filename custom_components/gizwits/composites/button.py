"""Finds what happens once: a portion of food, a filter that was changed."""

from collections.abc import Iterator
import re
from typing import Final, NamedTuple

from homeassistant.components.button import ButtonDeviceClass, ButtonEntityDescription
from homeassistant.const import EntityCategory, Platform

from ..api import Bool
from ..pattern import Pattern
from . import vocabulary as say
from .found import Found
from .parts import ButtonParts, Composite
from .shape import Shape, Words, words

_FEED: Final = words(
    r"feednow|feedonce|manualfeed|manualfeeding|feedmanual|handfeed|quickfeed",
    r"立即喂食|手动喂食|一键喂食|马上喂食|手动投食|立即投食|手动出粮|一键投喂|手动投喂|喂食一次",
)
# In a feeder, what is done by hand is feeding.
_BY_HAND: Final = words(r"manual|feed", r"手动|喂食|投食|出粮")
_IDENTIFY: Final = words(
    r"identify|identification|findme|finddevice|locate|blink",
    r"识别|查找设备|寻找设备|定位设备",
)
_RESET_FILTER: Final = words(
    r"(?:reset|clear)(?:filter|filterlife|filterdays|filtertime)|"
    r"filter(?:life|days|time)?(?:reset|clear)|resetfilteralarm",
    r"(?:滤网|滤芯|滤材|滤棉|过滤网)(?:寿命|天数|时间|使用时间)?(?:复位|重置|清零|恢复)|"
    r"复位(?:滤网|滤芯)|(?:重置|清零)(?:滤网|滤芯)",
)
# What counts until it is to be done again.
_RESET: Final = words(
    r"reset(?!set$|all$|wifi|net|device|system|password|timer|plan).{3,}",
    r".{3,}(?<!wifi)(?<!net)(?<!device)(?<!system)reset",
    r".{2,}(?:天数|时间|寿命|提醒|周期|电量)(?:复位|重置|清零)",
)
_CALIBRATE: Final = words(
    r"calibrate|calibration|startcalibration|calibrationstart|docalibration",
    r"校准|开始校准|一键校准|校正",
)
_UNLOCK: Final = words(
    r"remoteunlock|unlock(?:door)?|opendoor", r"(?:远程|一键)?开锁|远程开门"
)
_SKIP: Final = words(
    r"(?:next|prev|previous|last)(?:song|track|music|one)?", r"[上下]一[首曲个]"
)
# One starts and another stops: none of the two is on or off.
_START: Final = words(
    r"start(?:work|charge|charging|run)?", r"(?:启动|开始)(?:充电|工作|运行)?"
)
_STOP: Final = words(r"stop(?:work|charge|charging|run)?", r"停止(?:充电|工作|运行)?")
_PAUSE: Final = words(r"pause", r"暂停")
_TEST_ITSELF: Final = words(
    r"selftest|selfcheck|batterytest|testbattery", r"自检|电池自检"
)
# "write 1 to start": a description that calls it once.
_ONCE: Final = Pattern(
    r"写入?\s*1\s*\S{0,6}一次|write (?:1|true) to|one[- ]?shot|触发一次", re.IGNORECASE
)


class _Kind(NamedTuple):
    """A kind of button; without a key it is called what its datapoint is."""

    words: Words | None
    key: str | None = None
    category: EntityCategory | None = None
    device_class: ButtonDeviceClass | None = None
    enabled: bool = True


_CONFIG: Final = EntityCategory.CONFIG
_KINDS: Final = (
    _Kind(_FEED, "feed_now"),
    _Kind(_IDENTIFY, "identify", EntityCategory.DIAGNOSTIC, ButtonDeviceClass.IDENTIFY),
    _Kind(_RESET_FILTER, "reset_filter", _CONFIG),
    _Kind(_RESET, None, _CONFIG, enabled=False),
    _Kind(_CALIBRATE, "calibrate", _CONFIG, enabled=False),
    _Kind(_TEST_ITSELF, None, _CONFIG, enabled=False),
    _Kind(_UNLOCK),
    _Kind(_SKIP),
    _Kind(None),
)


def find(shape: Shape) -> Iterator[Found]:
    """Yield the buttons of a product."""
    is_feeder = shape.is_product(say.FEEDER_PRODUCT)
    starts, stops = shape.one_bool(_START), shape.one_bool(_STOP)
    if starts and stops:
        for own in (starts, stops, shape.one_bool(_PAUSE)):
            if own:
                yield _button(own, _Kind(None))
    for point in list(shape.points.values()):
        datapoint = point.datapoint
        if not isinstance(datapoint, Bool) or not datapoint.writable:
            continue
        if is_feeder and point.is_called(_BY_HAND):
            yield _button(datapoint, _KINDS[0])
            continue
        for kind in _KINDS:
            if kind.words and point.is_called(kind.words):
                yield _button(datapoint, kind)
                break
            if kind.words is None and _ONCE.search(datapoint.description):
                yield _button(datapoint, kind)


def _button(datapoint: Bool, kind: _Kind) -> Found:
    return Found(
        platform=Platform.BUTTON,
        composite=Composite(
            ButtonEntityDescription(
                key=datapoint.name,
                translation_key=kind.key,
                device_class=kind.device_class,
                entity_category=kind.category,
                entity_registry_enabled_default=kind.enabled,
            ),
            ButtonParts(press={"press": True}),
        ),
        roles={"press": datapoint},
        is_main=False,
        named_by=None if kind.key else datapoint.name,
    )
