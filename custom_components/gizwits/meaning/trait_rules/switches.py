"""What is switched."""

from typing import Final

from ...api import Bool
from ..rule import WRITABLE, Rule, pattern

SWITCHES: Final[tuple[Rule, ...]] = (
    Rule(
        key="child_lock",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"童锁|; 锁定$|按键锁|面板锁|键盘锁|按键锁定|\b(child|key|keypad|panel|kid) ?lock\b|"
            r"\block (switch|onoff|on off|c)\b|^locked\b"
        ),
        unless=pattern(r"门锁|door"),
        setting=True,
    ),
    Rule(
        key="link_mode",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"^(link |wifi )?mode(?= ;)|连接方式|配网方式"),
        says=pattern(r"\bap ?控制|wireless|热点|路由|直连|\bap\b.{0,6}(mode|模式)"),
        setting=True,
        off=True,
    ),
    # Seen in 21 products as a setting of the link; never on and off of the device.
    Rule(
        key="mode_switch",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"^mode ; (mode|模式)?$"),
        setting=True,
        off=True,
    ),
    Rule(
        key="temperature_unit",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"\btemp(erature)? (set )?unit\b|^t ?unit\b|^c f ;|\bcf flag\b|温度单位|"
            r"\bunit (celsius|fahrenheit)\b"
        ),
        setting=True,
    ),
    Rule(
        key="notification",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"推送|提醒|\bpush\b|\bnotif\w*|报警开关|告警开关"),
        setting=True,
        off=True,
    ),
    Rule(
        key="buzzer",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"蜂鸣|按键音|静音|提示音|\bbuzzer\b|\bmute\b|\bbeep\b|\bkey tones?\b"
        ),
        setting=True,
    ),
    Rule(
        key="display",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"屏显|显示屏|屏幕|指示灯|背光|"
            r"\b(display|backlight|indicator|screen)\b"
        ),
        setting=True,
    ),
    Rule(
        key="power_memory",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"断电记忆|掉电记忆|停电记忆|来电恢复|\bpower (memory|loss)\b|"
            r"restore after power"
        ),
        setting=True,
    ),
    Rule(
        key="window_detection",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"开窗检测|窗户检测|\bwindow (detect\w*|switch)\b|window detection"
        ),
        setting=True,
    ),
    Rule(
        key="weather_compensation",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"温度补偿|气候补偿|\b(weather|outdoor) ?comp(ensation)?\b"),
        setting=True,
    ),
    Rule(
        key="calibration_run",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"校准|\bcalib\w*|\bcal (run|sw|switch)\b"),
        setting=True,
        off=True,
    ),
    Rule(
        key="reset",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"复位|重置|清零|清除|\breset\b|\bclear\b"),
        setting=True,
        off=True,
    ),
    Rule(
        key="schedule",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"定时\d*开关|计划开关|预约开关|按计划|独立计划|; 定时$|\btimer\d* ?on\b|"
            r"\b(enable schedule|schedule (on|enable|onoff)|plan\d* on)\b|"
            r"\bweekly programme\b"
        ),
        unless=pattern(r"发|marker"),
        setting=True,
    ),
    Rule(
        key="reverse",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"反转|反向|换向|正反|\breverse\b|\bcontrol back\b"),
        unless=pattern(r"风|fan|wind"),
        setting=True,
    ),
    Rule(
        key="option",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r""),
        says=pattern(r"选项|\boption\b"),
        setting=True,
    ),
    Rule(
        key="power_switch",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"^(switch|power|on off|onoff|switch on|power switch|cmd on off|light on) ; "
            r"(开关|开关机|电源|电源开关|总开关|主开关|开机|power|switch|power switch|"
            r"on ?/ ?off|on off|onoff)?(?= ;|$)|"
            r"^[^;]* ; (总开关|主开关|总电源|电源开关|开关机)(?= ;|$)"
        ),
    ),
)
