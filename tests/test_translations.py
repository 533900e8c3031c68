"""Every text there must be, in every language."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

import pytest

from custom_components.gizwits import issues
from custom_components.gizwits.account.issues import Kind
from custom_components.gizwits.api import REGIONS, ThirdParty
from custom_components.gizwits.chosen import KINDS
from custom_components.gizwits.chosen.meaning import Meaning
from custom_components.gizwits.flows import (
    errors as flow_errors,
    schemas as flow_schemas,
)
from custom_components.gizwits.flows.schemas import (
    REGION_AUTO,
    SECTION_ADVANCED,
    account_schema,
    devices_schema,
)
from custom_components.gizwits.options import (
    entity_schemas,
    schedule_forms,
    schemas as option_schemas,
)
from custom_components.gizwits.options.schedule_forms import Repeat
from custom_components.gizwits.options.workbench import COMBINED

INTEGRATION = Path(__file__).parents[1] / "custom_components" / "gizwits"
LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pl", "pt", "zh-Hans")

_PRODUCTS = {"0" * 32: {"name": "Hot tub", "secret": "1" * 32}}
_SIGN_IN = account_schema(flow_schemas.SIGN_IN, advanced=True)
# The form of each step; None for a menu, and for what only has to be confirmed.
CONFIG_FORMS: dict[str, Any] = {
    "user": None,
    "sign_in": _SIGN_IN,
    "sign_in_sms": account_schema(flow_schemas.SIGN_IN_SMS, advanced=True),
    "third_party": account_schema(flow_schemas.THIRD_PARTY, advanced=True),
    "guest": account_schema(flow_schemas.GUEST, advanced=True),
    "create_account": None,
    "create_username": account_schema(flow_schemas.CREATE_USERNAME, advanced=True),
    "create_email": account_schema(flow_schemas.CREATE_EMAIL, advanced=True),
    "create_phone": account_schema(flow_schemas.CREATE_PHONE, advanced=True),
    "activate": None,
    "captcha": flow_schemas.CAPTCHA_SCHEMA,
    "captcha_failed": None,
    "sms_code": flow_schemas.SMS_SCHEMA,
    "forgot_password": flow_schemas.FORGOT_SCHEMA,
    "mail_sent": None,
    "forgot_phone": flow_schemas.FORGOT_PHONE_SCHEMA,
    "reauth_confirm": flow_schemas.REAUTH_SCHEMA,
    "reauth_guest": flow_schemas.CONFIRM_SCHEMA,
    "reauth_sms": flow_schemas.REAUTH_SMS_SCHEMA,
    "check_phone": flow_schemas.CHANGE_PHONE_SCHEMA,
    "check_code": flow_schemas.SMS_SCHEMA,
    "reauth_third_party": flow_schemas.REAUTH_THIRD_PARTY_SCHEMA,
    "reconfigure": None,
    "reconfigure_sign_in": _SIGN_IN,
    "keep_account": None,
    "keep_username": flow_schemas.KEEP_USERNAME_SCHEMA,
    "keep_phone": flow_schemas.KEEP_PHONE_SCHEMA,
    "change_account": None,
    "change_password": flow_schemas.CHANGE_PASSWORD_SCHEMA,
    "change_email": flow_schemas.CHANGE_EMAIL_SCHEMA,
    "change_profile": flow_schemas.PROFILE_SCHEMA,
    "change_phone": flow_schemas.CHANGE_PHONE_SCHEMA,
    "devices": devices_schema([], []),
    "list_failed": None,
    "no_devices": None,
}
OPTIONS_FORMS: dict[str, Any] = {
    "init": None,
    "bind_device": None,
    "bind_by_qr_code": option_schemas.QR_CODE_SCHEMA,
    "bind_by_mac": option_schemas.mac_schema(_PRODUCTS),
    "bind_by_passcode": option_schemas.PASSCODE_SCHEMA,
    "register_device": option_schemas.register_schema(_PRODUCTS),
    "share": None,
    "share_by_code": option_schemas.share_by_code_schema([]),
    "shown_code": option_schemas.shown_code_schema(""),
    "accept_code": option_schemas.SHARE_CODE_SCHEMA,
    "accept_offer": None,
    "settings": option_schemas.settings_schema(_PRODUCTS, rename=False, split=True),
    "schedules": schedule_forms.choice_schema("device", {}),
    "schedule_list": schedule_forms.choice_schema("schedule", {}),
    "schedule": None,
    "schedule_what": schedule_forms.what_schema({}),
    "schedule_once": schedule_forms.when_schema(Repeat.ONCE),
    "schedule_weekly": schedule_forms.when_schema(Repeat.WEEKLY),
    "schedule_monthly": schedule_forms.when_schema(Repeat.MONTHLY),
    "schedule_on": None,
    "schedule_off": None,
    "schedule_delete": None,
    "devices": devices_schema([], []),
    "list_failed": None,
    "no_devices": None,
    "entities": entity_schemas.subject_schema({}),
    "entities_menu": None,
    "entities_shown": entity_schemas.shown_schema({}, []),
    "entities_point": entity_schemas.datapoint_schema({}),
    "entities_change": entity_schemas.change_schema(
        ["sensor"], "sensor", {"power": "Power"}, ["W"], Meaning()
    ),
    "entities_combine": entity_schemas.combine_schema({}),
    "entities_apart": entity_schemas.apart_schema({}),
    "entities_writing": entity_schemas.writing_schema(allowed=False),
    "entities_export": entity_schemas.export_schema(""),
    "entities_undo": None,
    **{
        f"make_{platform.value}": entity_schemas.make_schema(
            KINDS[platform], {role.name: {} for role in KINDS[platform].roles}, {}, ""
        )
        for platform in COMBINED
    },
}
# What each step gives to its texts.
PLACEHOLDERS = {
    "activate": {"email"},
    "captcha": {"picture", "phone"},
    "sms_code": {"phone"},
    "check_code": {"phone"},
    "reauth_sms": {"account"},
    "mail_sent": {"email"},
    "forgot_phone": {"phone"},
    "reauth_confirm": {"account"},
    "reauth_guest": {"account"},
    "reauth_third_party": {"account"},
    "devices": {"account", "region"},
    "no_devices": {"account", "region"},
    "shown_code": {"code"},
    "accept_offer": {"owner", "device", "until"},
    "schedule_list": {"device"},
    "schedule": {"device", "schedule"},
    "schedule_what": {"device"},
    "schedule_once": {"device"},
    "schedule_weekly": {"device"},
    "schedule_monthly": {"device"},
    "schedule_on": {"device", "schedule"},
    "schedule_off": {"device", "schedule"},
    "schedule_delete": {"device", "schedule"},
    "entities_menu": {"name", "count"},
    "entities_change": {"datapoint", "label", "description"},
    **{
        f"entities_{step}": {"name"}
        for step in ("shown", "point", "combine", "apart", "writing", "export", "undo")
    },
    **{f"make_{platform.value}": {"name"} for platform in COMBINED},
}
# Every form that shows an error gives these.
ERROR_PLACEHOLDERS = {"code", "tried", "reason"}


def _load(language: str) -> dict[str, Any]:
    path = INTEGRATION / "translations" / f"{language}.json"
    texts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return texts


def _flat(texts: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, text in texts.items():
        if isinstance(text, dict):
            yield from _flat(text, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", text


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return the texts of each language."""
    return _load(request.param)


def test_languages_have_the_same_keys_and_placeholders() -> None:
    """Hassfest looks at the English texts only."""
    files = {path.stem for path in (INTEGRATION / "translations").iterdir()}
    assert files == set(LANGUAGES)
    english = dict(_flat(_load("en")))
    for language in LANGUAGES[1:]:
        other = dict(_flat(_load(language)))
        assert other.keys() == english.keys()
        for key, text in other.items():
            assert _placeholders(text) == _placeholders(english[key]), key


def test_texts_keep_hassfests_rules(texts: dict[str, Any]) -> None:
    """No address, no markup, no quoted placeholder, nothing to strip."""
    for key, text in _flat(texts):
        assert text == text.strip(), key
        assert text, key
        assert not re.search(r"\w+://|www\.|<[^>]+>|'{\w+}'", text), key
        assert text.count("{") == len(re.findall(r"{[a-z_]+}", text)), key
        assert all(
            re.fullmatch(r"[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*", part)
            for part in key.split(".")
        ), key


def test_config_flow(texts: dict[str, Any]) -> None:
    """Steps, their fields and errors: those there are, and no others."""
    config = texts["config"]
    _check_steps(config["step"], CONFIG_FORMS)
    codes = (
        flow_errors.SIGN_IN,
        flow_errors.NEW_USER,
        flow_errors.CHANGE,
        flow_errors.CAPTCHA,
        flow_errors.SMS,
        flow_errors.RESET,
    )
    used = {key for keys in codes for key in keys.values()} | _raised(
        "flows/*", "sign_in"
    )
    words = _words("flows/*", "sign_in", "rooms")
    words |= {"already_configured", "wrong_account"}
    assert used <= config["error"].keys() <= used | words
    assert config["abort"].keys() <= words


def test_options_flow(texts: dict[str, Any]) -> None:
    """The same, where the account is there already."""
    options = texts["options"]
    _check_steps(options["step"], OPTIONS_FORMS)
    codes = flow_errors.BIND, flow_errors.REGISTER, flow_errors.SHARE
    used = {key for keys in codes for key in keys.values()} | _raised("options/*")
    # Those of signing in cannot happen here.
    words = _words("options/*", "rooms")
    assert used <= options["error"].keys() <= used | words
    assert options["abort"].keys() <= words


def _nodes(*patterns: str) -> Iterator[ast.Call]:
    """Return all calls in modules of the integration."""
    for pattern in patterns:
        for path in INTEGRATION.glob(f"{pattern}.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield node


def _raised(*patterns: str) -> set[str]:
    """Return the errors that modules raise themselves, and those all forms know."""
    keys = {
        argument.value
        for call in _nodes(*patterns)
        for argument in [
            *(call.args if ast.unparse(call.func) in ("FormError", "cls") else ()),
            *(keyword.value for keyword in call.keywords if keyword.arg == "auth"),
        ]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    always = flow_errors._ALWAYS.values()  # noqa: SLF001
    return keys | {*always, "refused", "too_many_attempts", "cannot_connect", "unknown"}


def _words(*patterns: str) -> set[str]:
    """Return all words in modules: a text that none of them names is not used."""
    return {
        node.value
        for pattern in patterns
        for path in INTEGRATION.glob(f"{pattern}.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _check_steps(steps: dict[str, Any], forms: dict[str, Any]) -> None:
    assert steps.keys() == forms.keys()
    for step_id, schema in forms.items():
        step = steps[step_id]
        assert step["title"], step_id
        if schema is not None and schema.schema:
            _check_fields(step, schema)
        else:
            assert "data" not in step
            described = step.get("menu_option_descriptions")
            assert described is None or described.keys() == step["menu_options"].keys()


def _check_fields(step: dict[str, Any], schema: Any) -> None:
    """Each field has a name and a help text; a section has both for its own."""
    names = {str(marker) for marker in schema.schema}
    sections = names & {SECTION_ADVANCED}
    assert step["data"].keys() == step["data_description"].keys() == names - sections
    assert step.get("sections", {}).keys() == sections
    for name in sections:
        inner = {str(marker) for marker in schema.schema[name].schema.schema}
        section = step["sections"][name]
        assert section["name"]
        assert section["data"].keys() == section["data_description"].keys() == inner


def test_flow_placeholders(texts: dict[str, Any]) -> None:
    """Only what the step that shows the text gives."""
    for part in ("config", "options"):
        for step_id, step in texts[part]["step"].items():
            allowed = PLACEHOLDERS.get(step_id, set())
            assert _placeholders(json.dumps(step)) <= allowed, step_id
        for key, text in texts[part]["error"].items():
            assert _placeholders(text) <= ERROR_PLACEHOLDERS, key
        assert not any(map(_placeholders, texts[part]["abort"].values()))


def test_selectors(texts: dict[str, Any]) -> None:
    """Regions by name; the words of the list of devices."""
    selector = texts["selector"]
    assert selector["region"]["options"].keys() == {REGION_AUTO, *REGIONS}
    assert selector["presence"]["options"].keys() == {"online", "offline"}
    assert selector["provider"]["options"].keys() == set(ThirdParty)
    for platform, kind in KINDS.items():
        if len(kind.classes) > 1:
            texts_of = selector[f"{platform.value}_class"]["options"]
            assert texts_of.keys() == {own for own in kind.classes if own}
    assert selector["combine"]["options"].keys() == set(KINDS)
    plain = {"binary_sensor", "number", "select", "sensor", "switch", "text"}
    alone = {platform for platform, kind in KINDS.items() if kind.alone}
    assert selector["platform"]["options"].keys() == plain | alone


@pytest.mark.parametrize(
    ("key", "placeholders"),
    [
        ("app_refused", {"code"}),
        ("auth_failed", set()),
        ("cannot_connect", set()),
        ("cloud_refused", {"name", "code"}),
        ("device_gone", {"device"}),
        ("device_offline", {"device"}),
        ("outcome_unknown", {"device"}),
        ("refused", {"device", "code"}),
        ("throttled", {"seconds"}),
        ("value_refused", {"entity", "expected"}),
    ],
)
def test_exceptions(texts: dict[str, Any], key: str, placeholders: set[str]) -> None:
    """What an error tells, and of what."""
    assert _placeholders(texts["exceptions"][key]["message"]) == placeholders


def test_every_key_in_the_code_has_a_text(texts: dict[str, Any]) -> None:
    """A translation key without a text makes a nameless entity or an empty error."""
    known = {key for platform in texts["entity"].values() for key in platform} | {
        *texts["device"],
        *texts["exceptions"],
        *texts["selector"],
    }
    own = {
        issues.INFERRED_PRODUCT,
        issues.NO_PUSH,
        issues.NO_ROOM,
        issues.TASK_FAILING,
    }
    assert texts["issues"].keys() == own | {kind.value for kind in Kind}
    used = {
        keyword.value.value
        for path in INTEGRATION.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "translation_key" and isinstance(keyword.value, ast.Constant)
    }
    assert used
    assert used <= known
