"""What nobody sees and what nothing writes, whatever else a definition says of it."""

from functools import lru_cache
import re
from typing import Final

from .api import AnyDatapoint, Binary, Bool, Number
from .meaning.text import text_of
from .pattern import Pattern

_FLAGS: Final = re.ASCII

# A password, and the network it is for. (`key` alone is a button.)
_SECRET: Final = Pattern(
    r"passw|\bpasscode|\bpwd\b|\bpsk\b|\bwpa\b|ssid|secret|密码|密钥|口令|无线名称|wifi名",
    _FLAGS,
)

# What resets, restarts, licenses or reprograms a device, or changes what it is.
# Sources: definitions of Maxspect, VaySunic, Vaillant, Clearlight and Jebao devices.
_DANGEROUS: Final = Pattern(
    r"\bfactory\b|\breboot\b|\brestart\b|\blicen[cs]e\b|\b(firmware|fw|ota) ?up|"
    r"\bupgrade\b|\bbmu platform\b|\breset set\b|\bset hour\b|"
    r"^vm\w{0,2} ?c[x\d]?0(04|09|11)\b|^model( [a-z\d]+)?(?= ;)|"
    r"出厂设置|恢复出厂|还原|重启|授权|固件|升级",
    _FLAGS,
)
_TEST: Final = Pattern(r"^(test|测试) ;|; 测试$", _FLAGS)

# Nothing is behind them (`备用电池`, a spare battery, is something).
_RESERVE: Final = Pattern(
    r"^((bak|bk|reserved?|spare|rsv|rfu) ?[_\d ]*) ;|; (备用|预留|保留)[_\d ]*$", _FLAGS
)
# The device's clock, as bytes or as single numbers. `time` alone is many things.
_CLOCK_BYTES: Final = Pattern(
    r"\b(ymd|hms|date|time) ?data\b|\bclock( now)?(?= ;)|"
    r"日期数据|时间数据|设备时间|系统时间|校时|当前时间|时钟",
    _FLAGS,
)
_CLOCK_NUMBER: Final = Pattern(
    r"^clock\b|\bclock:|^time (week|hour|min)(?= ;)|^(week|hour|minute)(?= ;)|时钟",
    _FLAGS,
)
_DURATION: Final = Pattern(r"时长|延时|duration|timer|length", _FLAGS)
# "Timer 1 has come and sends its data": written by the device for its app.
_MARKER: Final = Pattern(r"发送?数据", _FLAGS)


@lru_cache(maxsize=4096)
def is_secret(datapoint: AnyDatapoint) -> bool:
    """Return whether a value is not to be seen, in diagnostics neither."""
    return bool(_SECRET.search(text_of(datapoint)))


@lru_cache(maxsize=4096)
def is_bookkeeping(datapoint: AnyDatapoint) -> bool:
    """Return whether a datapoint is the device's and its app's own business."""
    return is_clock(datapoint) or _is_reserve_or_marker(datapoint)


def is_clock(datapoint: AnyDatapoint) -> bool:
    """Return whether a datapoint is the time the device thinks it is, or a part of it."""
    match datapoint:
        case Binary():
            return bool(_CLOCK_BYTES.search(text_of(datapoint)))
        case Number(writable=True):
            text = text_of(datapoint)
            return bool(_CLOCK_NUMBER.search(text) and not _DURATION.search(text))
    return False


def _is_reserve_or_marker(datapoint: AnyDatapoint) -> bool:
    text = text_of(datapoint)
    if isinstance(datapoint, Bool) and datapoint.writable:
        return bool(
            _RESERVE.search(text) or _MARKER.search(f"{text} {datapoint.description}")
        )
    return bool(_RESERVE.search(text))


@lru_cache(maxsize=4096)
def never_write(datapoint: AnyDatapoint) -> bool:
    """Return whether nothing of ours may write a datapoint, actions neither.

    The device's clock is no entity either, but a person may well set it.
    """
    text = text_of(datapoint)
    return (
        is_secret(datapoint)
        or _is_reserve_or_marker(datapoint)
        or bool(_DANGEROUS.search(text) or _TEST.search(text))
    )
