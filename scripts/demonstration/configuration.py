"""The configuration folder that Home Assistant starts with."""

import json
from pathlib import Path
from shutil import copytree, ignore_patterns

from .place import LOOPBACK, Place

# Not default_config: it looks for devices on the network and asks the internet for
# news. The files that are included let a person make automations in the demo.
_MAIN = """\
frontend:
config:
history:
logbook:
recorder:
  commit_interval: 1
automation: !include automations.yaml
script: !include scripts.yaml
scene: !include scenes.yaml
logger:
  default: warning
  logs:
    custom_components.gizwits: info
"""
_HTTP = f"""\
http:
  server_host: {LOOPBACK}
  server_port: {{port}}
"""
# Of the steps that a new Home Assistant takes with its owner, the one that would also
# set up services of the internet (weather, radio, speech) counts as taken.
_ONBOARDING = {
    "version": 4,
    "minor_version": 1,
    "key": "onboarding",
    "data": {"done": ["core_config"]},
}


def write_configuration(
    place: Place, integration: Path, *, installed: bool = False
) -> None:
    """Write all that Home Assistant needs for its first start.

    `installed` puts a copy of the folder there, as HACS and the Marketplace do, so
    that nothing outside it can be of help; else a change only takes a restart.
    """
    folder = place.folder
    _write_main(folder, _MAIN + _HTTP.format(port=place.port))
    for name in ("automations", "scripts", "scenes"):
        (folder / f"{name}.yaml").write_text("", encoding="utf-8")
    storage = folder / ".storage"
    storage.mkdir()
    (storage / "onboarding").write_text(json.dumps(_ONBOARDING), encoding="utf-8")
    components = folder / "custom_components"
    components.mkdir()
    place_of_it = components / integration.name
    if installed:
        copytree(integration, place_of_it, ignore=ignore_patterns("__pycache__"))
    else:
        place_of_it.symlink_to(integration.resolve())


def drop_address(place: Place) -> None:
    """Take the address out again, once Home Assistant has confirmed it and keeps it.

    Where it still stood there at the next start, Home Assistant would complain.
    """
    _write_main(place.folder, _MAIN)


def _write_main(folder: Path, text: str) -> None:
    (folder / "configuration.yaml").write_text(text, encoding="utf-8")
