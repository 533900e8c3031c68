"""A product understood and mapped, with what its entities are told of."""

import json
from pathlib import Path

import pytest

from custom_components.gizwits.mapped_product import Mapper
from custom_components.gizwits.spec import VALUE

FIXTURES = Path(__file__).parent / "fixtures"
PRODUCTS = sorted(FIXTURES.glob("p*/*.json"))


@pytest.mark.parametrize("path", PRODUCTS, ids=lambda path: path.stem)
def test_an_entity_is_told_of_all_it_is_made_of(path: Path) -> None:
    """Whoever makes a spec has to say so; an entity without names never changes."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    mapper = Mapper(chinese=False, options={})
    mapped = mapper.defined(raw["product_key"], raw, raw.get("name", ""))
    specs = (*mapped.all_specs("any"), *mapped.plain)
    assert specs
    for spec in specs:
        assert spec.names == {point.name for point in spec.roles.values()}
        told = spec.roles.keys() | ({VALUE} if spec.pair else set())
        assert spec.nothing.keys() == told
