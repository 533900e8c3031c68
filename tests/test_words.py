"""Option labels and their keys, names in Chinese and English."""

import unicodedata

from hypothesis import given, strategies as st
import pytest

from custom_components.gizwits.api import Access, Enum
from custom_components.gizwits.meaning.identifiers import is_readable
from custom_components.gizwits.meaning.names import STATES, name_words
from custom_components.gizwits.meaning.option_words import OPTION_WORDS
from custom_components.gizwits.meaning.text import identifier_words, plain, text_of
from custom_components.gizwits.meaning.vocabulary import english_name
from custom_components.gizwits.meaning.whole_names import WHOLE_NAMES
from custom_components.gizwits.meaning.words import known_key, option_keys

from tests.api.strategies import TEXT

_WORDS = sorted({word for words in OPTION_WORDS.values() for word in words})


def _enum(*labels: str) -> Enum:
    return Enum(name="e", label="", access=Access.WRITABLE, labels=labels)


@pytest.mark.parametrize(
    ("labels", "keys"),
    [
        (["自动", "制冷", "制热", "除湿", "送风"], "auto cool heat dry fan_only"),
        (["自动", "低风", "中风", "高风"], "auto low medium high"),
        (["关", "弱", "强"], "off weak strong"),
        (["摄氏", "华氏"], "celsius fahrenheit"),
        (["℃", "℉"], "celsius fahrenheit"),
        (["C", "F"], "celsius fahrenheit"),
        (
            ["经典造浪", "正弦造浪", "随机造浪", "恒流造浪"],
            "classic sine random constant",
        ),
        (["独立", "主机", "从机"], "standalone leader follower"),
        (["单机", "主控", "同步从机"], "standalone leader follower_in_step"),
        (["手动", "早晨", "日出", "定时"], "manual morning sunrise schedule"),
        (["Mon", "周五", "Sun"], "monday friday sunday"),
        (["停机", "运行中", "喂食"], "stopped running feed"),
        (["舒适", "经济", "解冻", "停止"], "comfort eco frost stop"),
        (
            ["cft", "eco", "fro", "stop", "cft1"],
            "comfort eco frost stop comfort_minus_1",
        ),
        (["打开", "停止", "关闭"], "open stop close"),
        (["打开", "关闭"], "on off"),
        (["Auto", "Fan-only", "stand_by"], "auto fan_only standby"),
        (["自动模式", "睡眠模式"], "auto sleep"),
        (["自动 (Auto)", "手动（Manual）"], "auto manual"),
        (["idle", " charging", "charged"], "idle charging charged"),
        (["1档", "2档"], "level_1 level_2"),
        (["校准1", "校准2"], "calibrate_1 calibrate_2"),
    ],
)
def test_known_labels_have_stable_keys(labels: list[str], keys: str) -> None:
    """In both languages, in the definition's order, to the definition's own label."""
    enum = _enum(*labels)
    assert option_keys(enum) == dict(zip(keys.split(), enum.options, strict=True))


@pytest.mark.parametrize(
    "labels",
    [
        # What nobody knows, and digits, are their own keys
        ["CH", "DHW"],
        ["0", "1", "2"],
        ["模式A", "😀", "!!!"],
        # Two of one meaning: no guess
        ["关", "关闭"],
        ["Auto", "auto", "AUTO"],
        ["A/C", "A-C", "A C", "A_C"],
        # Words that mean something only in company
        ["解冻", "冷藏"],
        ["C", "D"],
        ["sat", "cable"],
        # "High" with an afterthought is not "High"
        ["High (eco)"],
        ["comfort_1"],
    ],
)
def test_other_labels_are_their_own_keys(labels: list[str]) -> None:
    """Wrong is worse than none."""
    assert option_keys(_enum(*labels)) == {label: label for label in labels}


def test_words_of_home_assistant_are_no_keys() -> None:
    """A state "unknown" means that there is none."""
    keys = option_keys(_enum("unknown", "unavailable", "none"))
    assert list(keys) == ["not_known", "not_available", "none"]


def test_the_words_are_written_as_they_are_looked_up() -> None:
    """Each once, and no key is another key's word with another meaning."""
    words = [word for words in OPTION_WORDS.values() for word in words]
    assert len(words) == len(set(words))
    assert [word for word in words if plain(word) != word] == []
    for key, own in OPTION_WORDS.items():
        assert known_key(key) in (None, key), key
        assert own, key


@given(st.lists(st.sampled_from(_WORDS) | TEXT, min_size=1, max_size=12))
def test_keys_are_one_to_one(labels: list[str]) -> None:
    """Whatever the labels: every option has one key, and no key has two."""
    enum = _enum(*labels)
    keys = option_keys(enum)
    assert tuple(keys.values()) == enum.options
    assert all(isinstance(enum.encode(option), str) for option in keys.values())


def test_states_are_keys() -> None:
    """An enum's translation has texts for keys that can be."""
    for key, states in STATES.items():
        assert states <= OPTION_WORDS.keys(), key
    assert STATES["choice"] == OPTION_WORDS.keys()


def test_whole_names_say_one_thing() -> None:
    """Within a rule no label stands for two keys; all are written plainly."""
    for names in WHOLE_NAMES.values():
        words = [word for own in names.values() for word in own]
        assert len(words) == len(set(words))
        assert [word for word in words if plain(word) != word] == []
    assert name_words("child_lock") == {"child lock", "童锁", "童锁开关"}


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("SwitchON", "switch on"),
        ("room_tempH", "room temp h"),
        ("pH_OUT", "ph out"),
        ("mV", "mv"),
        ("CH1SWTime", "ch1 sw time"),
        ("PM2_5", "pm2 5"),
        ("YMDData", "ymd data"),
        ("on_off", "on off"),
        ("序列号", "序列号"),
    ],
)
def test_words_of_identifiers(identifier: str, words: str) -> None:
    """Capitals, digits and underscores part words."""
    assert identifier_words(identifier) == words


def test_text_to_search_in() -> None:
    """Identifier, label, and a description that is a name."""
    enum = Enum(
        name="WaterTemp",
        label="WaterTemp",
        access=Access.READONLY,
        labels=("a",),
        description="水温",
    )
    assert text_of(enum) == "water temp ; water temp ; 水温"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("室内温度", "Indoor temperature"),
        ("风扇转速", "Fan speed"),
        ("周五定时开关", "Friday schedule"),
        ("1号泵", "Pump 1"),
        ("通道1", "Channel 1"),
        ("出水温度 (flow)", "Flow temperature"),
        ("温湿度传感器故障", "Temperature and humidity sensor failure"),
        ("LED故障", "LED failure"),
        # One word nobody knows is one too many
        ("内外机通信故障", None),
        # A charge or an energy
        ("电量", None),
        ("😀", None),
        ("", None),
    ],
)
def test_names_in_english(label: str, name: str | None) -> None:
    """Word by word, or not at all."""
    assert english_name(label) == name


@given(TEXT)
def test_no_label_breaks_the_translation(label: str) -> None:
    """A name or none, never half of one."""
    name = english_name(label)
    assert name is None or name.strip()
    if name and unicodedata.normalize("NFKC", label).isascii():
        assert name.isascii()


@pytest.mark.parametrize(
    ("identifier", "readable"),
    [
        ("water_temperature", True),
        ("FanSpeed", True),
        ("channe1", False),
        ("M1", False),
        ("CALSW", False),
        ("room_temp", False),
    ],
)
def test_identifiers_that_need_no_translation(identifier: str, readable: bool) -> None:
    """Whole English words, none cut short."""
    assert is_readable(identifier) is readable
