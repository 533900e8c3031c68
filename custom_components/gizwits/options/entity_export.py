"""What was chosen, as a file for everybody who has such a product."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult

from ..chosen.export import Exported, quirk_source
from .entities import EntityBase
from .entity_schemas import export_schema


class ExportSteps(EntityBase):
    """Step `entities_export`."""

    async def async_step_entities_export(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the file."""
        if user_input is not None:
            return await self.async_step_entities_menu()
        bench = self._bench
        own = Exported(
            bench.product,
            bench.product.name or bench.subject.name,
            bench.account.products.known(bench.subject.product_key).quirk,
            bench.choices,
            bench.specs,
        )
        return await self._async_form(
            "entities_export",
            export_schema(quirk_source(own)),
            last_step=False,
            name=bench.subject.name,
        )
