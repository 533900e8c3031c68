"""What a person chose, as a quirk file that can be shared with everybody."""

from collections.abc import Iterable, Mapping
from textwrap import indent
from types import ModuleType
from typing import Final, NamedTuple

from .. import quirks
from ..api import Product
from ..composites.parts import Composite
from ..meaning.rule import Trait
from ..quirks import Quirk
from ..spec import EntitySpec
from . import KINDS
from .choices import Choices
from .source import Source

# What the quirk there is already is called in the file.
_FAMILY: Final = "_KNOWN"
_HEAD: Final = '''"""{name}: what its definition cannot say.

Put this file into `quirks/` and its QUIRKS into `quirks/__init__.py`, before the others.
"""
'''


class Exported(NamedTuple):
    """What is written down: a product, what was known of it, and what was chosen.

    `specs` are the entities that come of it.
    """

    product: Product
    name: str
    quirk: Quirk | None
    choices: Choices
    specs: Iterable[EntitySpec]


def quirk_source(own: Exported) -> str:
    """Return the source of a module with one quirk in `QUIRKS`.

    The product that has it gets the same entities without any choice.
    """
    source = Source()
    parts = [*_composites(own.specs, source), _quirk(own, source)]
    head = _HEAD.format(name=_one_line(own.name))
    source.need("typing", "Final")
    return "\n".join([head, source.imports(), "", *parts])


def _composites(specs: Iterable[EntitySpec], source: Source) -> list[str]:
    """Return the composites, each with its roles, and what yields them."""
    made = [
        (spec, Composite(spec.description, spec.parts))
        for spec in specs
        if spec.platform in KINDS and spec.parts
    ]
    if not made:
        return []
    source.need("collections.abc", "Iterable")
    source.need("..spec", "EntitySpec")
    source.need(".parts", "composite")
    source.need(".quirk", "Points")
    blocks, lines = [], []
    for number, (spec, composite) in enumerate(made, 1):
        name = f"_{spec.platform.value.upper()}_{number}"
        roles = {role: point.name for role, point in spec.roles.items()}
        described = type(spec.description).__name__
        source.need(f"homeassistant.components.{spec.platform.value}", described)
        blocks += [
            f"{name}_ROLES: Final = {source.of(roles)}",
            f"{name}: Final = {source.of(composite)}",
        ]
        lines.append(
            f"yield from composite(points, {name}_ROLES, {name}, needs={name}_ROLES)"
        )
    body = indent("\n".join(lines), "    ")
    return [
        *blocks,
        "",
        "",
        f"def _composites(points: Points) -> Iterable[EntitySpec]:\n{body}",
        "",
        "",
    ]


def _quirk(own: Exported, source: Source) -> str:
    """Return the quirk itself, on top of the one there is already."""
    fields = {
        "name": source.of(_one_line(own.name)),
        "product_keys": source.of(frozenset({own.product.product_key})),
        "is_complete": "True",
    }
    if own.product.seen is not None:
        fields["datapoints"] = source.of(tuple(own.product.datapoints.values()))
    if any(spec.platform in KINDS for spec in own.specs):
        fields["composites"] = "_composites"
    elif own.quirk:
        source.need(".quirk", "no_composites")
        fields["composites"] = "no_composites"
    known = _place(own.quirk) if own.quirk else None
    traits = [f"**{_FAMILY}.traits,"] if known else []
    traits += _traits(own, source)
    if traits:
        fields["traits"] = "{\n" + indent("\n".join(traits), "    ") + "\n}"
    made, before = "Quirk(", ""
    source.need(".quirk", "Quirk")
    if known:
        module, number = known
        source.need("copy", "replace")
        source.need(f".{module}", "QUIRKS as FAMILY")
        before = f"{_FAMILY}: Final[Quirk] = FAMILY[{number}]\n\n"
        made = f"replace(\n    {_FAMILY},"
        fields |= {"product_names": "frozenset()", "attributes": "frozenset()"}
    body = indent("".join(f"{name}={text},\n" for name, text in fields.items()), "    ")
    whole = indent(f"{made}\n{body})", "    ")
    return f"{before}QUIRKS: Final = (\n{whole},\n)\n"


def _traits(own: Exported, source: Source) -> list[str]:
    """Return what was chosen for single datapoints."""
    known: Mapping[str, Trait] = own.quirk.traits if own.quirk else {}
    chosen = own.choices.traits(own.product, known)
    lines, hidden = [], []
    for name in own.choices.points:
        if name not in chosen:
            continue
        if chosen[name].hidden:
            hidden.append(name)
        else:
            lines.append(f"{source.of(name)}: {source.of(chosen[name])},")
    if hidden:
        source.need(".parts", "hidden")
        lines.append(f"**hidden({source.of(tuple(hidden))}),")
    return lines


def _place(quirk: Quirk) -> tuple[str, int] | None:
    """Return the module a quirk is in, and its number there."""
    for name, module in vars(quirks).items():
        if isinstance(module, ModuleType):
            own = getattr(module, "QUIRKS", ())
            if quirk in own and module is not quirks:
                return name, own.index(quirk)
    return None


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace('"', "'").replace("\\", "/") or "A product"
