"""Products of several equal channels: outlets, heads, relays, each a device in a device.

Pure: definition in, channels out. Where it is not unmistakable there are none: what
tells a channel is something to switch (or several readings) that is called the same but
for its number, from 1 on without a gap.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import replace
import re
from types import MappingProxyType
from typing import Final, NamedTuple

from homeassistant.helpers.typing import UNDEFINED, UndefinedType

from .api import Access, AnyDatapoint, Bool, Product
from .composites.shape import key_of, words
from .forbidden import is_bookkeeping, never_write
from .pattern import Pattern
from .spec import Channel, EntitySpec

_NUMBER: Final = Pattern(r"\d+")
_MOST_CHANNELS: Final = 16
# Two of something can be a coincidence, three are not.
_CERTAIN: Final = 3

_SWITCH = r"(?:switch|onoff|power|status|state|control|enable|on)?"
_SWITCH_ZH = r"(?:开关|电源|控制|状态|使能)?"
# What is switched in each channel, as identifier or label without its number.
_LEADS: Final = tuple(
    (kind, words(rf"(?:{english}){_SWITCH}", rf"第?[路号]?(?:{chinese}){_SWITCH_ZH}"))
    for kind, english, chinese in (
        ("outlet", r"outlet|socket|plug|jack", r"插座|插孔|插口|插位"),
        ("relay", r"relay", r"继电器"),
        ("head", r"(?:pump|dosing)?head", r"泵头|滴定头"),
        ("pump", r"pump", r"水?泵"),
        ("valve", r"(?:water|solenoid)?valve", r"电?磁?水?阀门?"),
        ("light", r"light|lamp|led", r"灯光?|照明灯?"),
        ("zone", r"zone|area", r"分?区域?"),
        ("switch", r"(?:key|gang|sw|switch)", r"按键|开关|键"),
        ("channel", r"ch|chn|chan|channel?", r"通道|回?路|线路"),
    )
)
# What is measured in each channel; of one stem there have to be several.
_MEASURED: Final = (
    ("pv_input", Pattern(r"(?:^|[^a-z])(?:pv|mppt)$", re.IGNORECASE)),
    ("phase", Pattern(r"(?:^|[^a-z])phase$", re.IGNORECASE)),
)
# What a product calls its channels by.
_OF_PRODUCT: Final = (
    ("head", Pattern(r"dos(?:er|ing)|titrat|滴定|蠕动", re.IGNORECASE)),
    ("outlet", Pattern(r"outlet|socket|strip|plug|排插|插座|插排", re.IGNORECASE)),
    ("relay", Pattern(r"relay|继电器", re.IGNORECASE)),
)
# What channels are called within names.
_WORDS: Final = "outlet|socket|plug|channel?|ch|relay|head|valve|pump|zone|light"
_WORDS_ZH: Final = "插座|插孔|插口|通道|继电器|阀门|水泵|泵头|区域"
# Before what it is the channel's: "Outlet schedule" is the schedule of an outlet.
_CHANNEL_WORD: Final = Pattern(
    rf"^(?:(?:{_WORDS})\s+|(?:{_WORDS_ZH})\s*)(?=\S)", re.IGNORECASE
)
_DIGITS_ZH: Final = "一二三四五六七八九"
_COUNT: Final = Pattern(
    rf"(?<!\d)(?:(?P<digits>\d{{1,2}})|(?P<chinese>[{_DIGITS_ZH}]))[\s-]*"
    r"(?:头|路|通道|孔|位|heads?\b|channels?\b|ways?\b|gangs?\b|outlets?\b)",
    re.IGNORECASE,
)
# Chinese has no blanks.
_GAP: Final = Pattern(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
# Timers and the like, which a channel has beside what it switches.
_TIMER: Final = Pattern(
    r"timer|plan|schedule|interval|delay|countdown|slot|定时|计划|间隔|间隙|时长|倒计时|时段",
    re.IGNORECASE,
)


class _Family(NamedTuple):
    """The channels of a product: of what kind, and which datapoints each has."""

    kind: str
    number_of: Mapping[str, int]
    leads: frozenset[str]
    # How many there are, if the product says so: one definition serves several models.
    how_many: int


def with_channels(
    product: Product,
    specs: Iterable[EntitySpec],
    product_name: str = "",
    wanted: frozenset[str] = frozenset(),
) -> tuple[EntitySpec, ...]:
    """Return entities, those of a channel with the channel they belong to.

    Channels beyond those the product's name says it has take what they are told and do
    nothing: they have no entities but those of datapoints that are `wanted`.
    """
    specs = tuple(specs)
    family = _family(product, f"{product.name} {product_name}")
    if family is None:
        return specs
    placed = [
        own
        for spec in specs
        for own in [replace(spec, channel=_channel(spec, family))]
        if own.channel is None
        or own.channel.number <= family.how_many
        or not wanted.isdisjoint(point.name for point in own.roles.values())
    ]
    # In one channel two may be called the same now.
    seen: defaultdict[tuple[int, str], list[EntitySpec]] = defaultdict(list)
    for spec in placed:
        if spec.channel and isinstance(spec.channel.entity_name, str):
            name = spec.channel.entity_name.casefold()
            seen[spec.channel.number, name].append(spec)
    twice = {spec.key for same in seen.values() if len(same) > 1 for spec in same}
    return tuple(
        replace(
            spec,
            channel=replace(spec.channel, entity_name=spec.description.name),
        )
        if spec.channel and spec.key in twice
        else spec
        for spec in placed
    )


def _family(product: Product, product_name: str) -> _Family | None:
    """Return the channels of a product, None where there are none or it is unclear."""
    stems = _stems(product)
    found = _led(stems) or _measured(stems)
    if found is None:
        return None
    kind, leads = found
    first = stems[leads[0]]
    if kind == "channel":
        kind = next(
            (own for own, said in _OF_PRODUCT if said.search(product_name)), kind
        )
    members = {
        point.name: number
        for stem, points in stems.items()
        if stem in leads or _belongs(stem, points, leads[0], first)
        for number, point in points.items()
    }
    names = frozenset(point.name for point in first.values())
    return _Family(
        kind,
        MappingProxyType(members),
        names if len(leads) == 1 else frozenset(),
        _stated_count(product_name) or len(first),
    )


def _stated_count(product_name: str) -> int | None:
    """Return how many channels a product is said to have: "5头滴定泵", "4-way relay"."""
    match = _COUNT.search(product_name)
    if match is None:
        return None
    said = match["digits"] or match["chinese"]
    count = _DIGITS_ZH.find(said) + 1 if said in _DIGITS_ZH else int(said)
    return count if count > 1 else None


type _Points = dict[int, AnyDatapoint]


def _stems(product: Product) -> dict[str, _Points]:
    """Return datapoints by their name without its first number, and by that number."""
    stems: defaultdict[str, _Points] = defaultdict(dict)
    for point in product.datapoints.values():
        if match := _NUMBER.search(point.name):
            stem = f"{point.name[: match.start()]}#{point.name[match.end() :]}"
            stems[stem][int(match[0])] = point
    return {stem: points for stem, points in stems.items() if _is_row(points)}


def _is_row(points: _Points) -> bool:
    """Return whether these are numbered from 1 on, and of one kind and access."""
    numbers = range(1, len(points) + 1)
    shapes = {(type(point), point.access) for point in points.values()}
    return (
        2 <= len(points) <= _MOST_CHANNELS
        and points.keys() == set(numbers)
        and len(shapes) == 1
    )


def _led(stems: Mapping[str, _Points]) -> tuple[str, list[str]] | None:
    """Return what is switched in each channel, if that is one thing."""
    found: dict[str, str] = {}
    for stem, points in stems.items():
        first = points[1]
        if not isinstance(first, Bool) or first.access is not Access.WRITABLE:
            continue
        if is_bookkeeping(first) or never_write(first):
            continue
        if kind := _lead(first):
            found[stem] = kind
    if len(found) != 1:
        return None
    ((stem, kind),) = found.items()
    return kind, [stem]


def _lead(point: AnyDatapoint) -> str | None:
    called = {
        key_of(_NUMBER.sub("", text)) for text in (point.name, point.label) if text
    }
    return next(
        (kind for kind, said in _LEADS if any(map(said.fullmatch, called))), None
    )


def _measured(stems: Mapping[str, _Points]) -> tuple[str, list[str]] | None:
    """Return the readings of equal inputs: several of each."""
    for kind, said in _MEASURED:
        own = [stem for stem in stems if said.search(stem.partition("#")[0])]
        if len(own) > 1 and len({len(stems[stem]) for stem in own}) == 1:
            return kind, own
    return None


def _belongs(stem: str, points: _Points, lead: str, leads: _Points) -> bool:
    """Return whether each channel has one of these beside what it switches."""
    if points.keys() != leads.keys():
        return False
    if len(leads) >= _CERTAIN:
        return True
    head = stem.partition("#")[0].casefold()
    called = key_of(_NUMBER.sub("", leads[1].label)) or key_of(lead)
    return (
        (bool(head) and lead.casefold().startswith(head))
        or called in key_of(_NUMBER.sub("", points[1].label))
        or bool(_TIMER.search(f"{stem} {points[1].label}"))
    )


def _channel(spec: EntitySpec, family: _Family) -> Channel | None:
    """Return the channel all datapoints of an entity belong to."""
    names = [point.name for point in spec.roles.values()]
    numbers = {family.number_of.get(name) for name in names}
    number = numbers.pop()
    if numbers or number is None:
        return None
    if family.leads.intersection(names):
        return Channel(family.kind, number, None)
    name = spec.description.name
    return Channel(family.kind, number, _without_number(name, number, spec))


def _without_number(
    name: str | UndefinedType | None, number: int, spec: EntitySpec
) -> str | UndefinedType | None:
    """Return what an entity is called where its channel is known."""
    if not isinstance(name, str):
        return UNDEFINED if name is UNDEFINED else name
    lead = "|".join(_called_before(number))
    shorter, count = re.subn(rf"(?:{lead})", " ", name, count=1)
    shorter = _GAP.sub("", " ".join(shorter.split())).strip(" -_:：·")
    shorter = _CHANNEL_WORD.sub("", shorter)
    if not count or not shorter or shorter.isdigit():
        return name
    return shorter[:1].upper() + shorter[1:]


def _called_before(number: int) -> Iterator[str]:
    """Yield patterns of a channel's number, with the word before it if it is one."""
    digits = rf"0*{number}(?!\d)"
    yield rf"(?:{_WORDS_ZH}|第)\s*{digits}\s*(?:路|号|通道)?"
    yield rf"\b(?:{_WORDS})\s*{digits}"
    yield rf"(?<!\d){digits}\s*(?:路|号)?"
