"""The calls of the client that make each operation of the Open API."""

from collections.abc import Awaitable, Callable
import copy
from datetime import date, time, timedelta
import hashlib
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from custom_components.gizwits.api import (
    AnonymousCredentials,
    Device,
    GizwitsClient,
    ThirdParty,
    Value,
)
from custom_components.gizwits.api.aep import Aep, AepCredentials
from custom_components.gizwits.api.aggregates import Aggregator, Unit
from custom_components.gizwits.api.bindings import Bindings
from custom_components.gizwits.api.common_schedules import CommonSchedules
from custom_components.gizwits.api.groups import Groups
from custom_components.gizwits.api.logs import LogKind, Logs
from custom_components.gizwits.api.messages import Messages
from custom_components.gizwits.api.plan import Plan
from custom_components.gizwits.api.registration import Registration
from custom_components.gizwits.api.rule import (
    Condition,
    Rule,
    RuleCommand,
    RuleEvent,
    RuleInput,
    RulePause,
    RuleTrigger,
)
from custom_components.gizwits.api.rules import Rules
from custom_components.gizwits.api.scenes import Delay, SceneCommand, Scenes, SceneStep
from custom_components.gizwits.api.schedules import Schedules
from custom_components.gizwits.api.sharing import Recipient, Sharings
from custom_components.gizwits.api.system import System
from custom_components.gizwits.api.target import Target, TargetKind
from custom_components.gizwits.api.tasks import Tasks, TaskStep
from custom_components.gizwits.api.users import Users
from custom_components.gizwits.api.verification import Verification
from custom_components.gizwits.api.when import When

from tests.api.helpers import PASSWORD, make_client
from tests.api.stage import Stage

VALUES: dict[str, Value] = {"power": True, "mode": "heat", "plan": b"\1\2\3"}
ONCE = When(time=time(12), date=date(2030, 1, 1))
WEEKLY = When(
    time=time(6, 30),
    weekdays=frozenset({0, 2}),
    start=date(2030, 1, 1),
    end=date(2030, 2, 1),
)

type Call = Callable[[Stage], Awaitable[Any]]
CALLS: dict[str, Call] = {}


def call(*numbers: str) -> Callable[[Call], Call]:
    """Say which operation a function makes."""

    def add(function: Call) -> Call:
        CALLS.update(dict.fromkeys(numbers, function))
        return function

    return add


CALLS |= {
    "3": lambda s: Users(s.client).create_with_username(
        s["username"], s["new_password"]
    ),
    "2": lambda s: Users(s.client).create_anonymous(s["phone_id"]),
    "4": lambda s: Users(s.client).create_with_email(s["email"], s["new_password"]),
    "5": lambda s: Users(s.client).create_with_phone(
        s["phone"], s["new_password"], s.sms()
    ),
    "6": lambda s: Users(s.client).create_third_party(
        ThirdParty.SINA, s["their_uid"], s["their_token"]
    ),
    "9": lambda s: Users(s.client).change_password(s["password"], s["new_password"]),
    "10": lambda s: Users(s.client).change_email(s["email"]),
    "11": lambda s: Users(s.client).change_phone(s["phone"], s.sms()),
    "12": lambda s: make_client(s.cloud, s.session).login(),
    "13": lambda s: Verification(s.client).captcha(s.app_token),
    "15": lambda s: Verification(s.client).check_sms(s.app_token, s["phone"], s.sms()),
    "16": lambda s: Users(s.client).reset_password_by_email(s["login"]),
    "19": lambda s: s.client.bindings(),
    "20": lambda s: Bindings(s.client).update(
        s["did"], remark=s["remark"], alias=s["alias"]
    ),
    "21": lambda s: Bindings(s.client).unbind(s["did"]),
    "23": lambda s: s.client.control(s["did"], s.product.encode(VALUES)),
    "24": lambda s: s.client.control_raw(s["did"], b"\1\1\2"),
    "25": lambda s: Logs(s.client).records(
        s["did"], LogKind.COMMANDS, s.end - timedelta(hours=1), s.end
    ),
    "26": lambda s: Tasks(s.client).create(
        ONCE, [step(s)], retries=3, retry_failed_only=True
    ),
    "27": lambda s: Tasks(s.client).all(),
    "29": lambda s: Schedules(s.client).of_device(s["did"]),
    "30": lambda s: Schedules(s.client).create(s["did"], once(s)),
    "n1": lambda s: Users(s.client).info(),
    "n2": lambda s: s.client.logout(),
    "n3": lambda s: Users(s.client).create_with_code(s["phone"], s.sms()),
    "n4": lambda s: Verification(s.client).send_code(s.app_token, s["phone"]),
    "n5": lambda s: Verification(s.client).use_code(s.app_token, s["phone"], s.sms()),
    "n6": lambda s: Messages(s.client).all(),
    "n9": lambda s: Bindings(s.client).by_qr_code(s.loose().qr_content, owner=True),
    "n10": lambda s: Bindings(s.client).by_passcode(
        s.loose().did, s["passcode"], remark=s["remark"]
    ),
    "n11": lambda s: s.client.device(s["did"]),
    "n12": lambda s: s.client.definition(s["product_key"]),
    "n13": lambda s: s.client.latest(device(s), s.product),
    "n14": lambda s: Logs(s.client).aggregated(
        s["did"],
        ["target", "room"],
        Aggregator.AVERAGE,
        Unit.DAYS,
        s.end - timedelta(days=3),
        s.end,
    ),
    "n16": lambda s: Sharings(s.client).invite_by_code(s["did"]),
    "n17": lambda s: Sharings(s.client).sent(s["did"]),
    "n18": lambda s: Sharings(s.client).received(),
    "n25": lambda s: Sharings(s.client).guests(s["did"]),
    "n28": lambda s: Groups(s.client).all(),
    "n29": lambda s: Groups(s.client).create(s["name"], s["product_key"]),
    "n37": lambda s: Scenes(s.client).all(),
    "n43": lambda s: Rules(s.client).parameters([s["product_key"]]),
    "n44": lambda s: Rules(s.client).all(),
    "n45": lambda s: Rules(s.client).create(rule(s)),
    "n52": lambda s: System(s.client).version(),
    "n53": lambda s: System(s.client).errors(),
    "n55": lambda s: Aep(s.client).control(device(s), {"power": True}),
    "n56": lambda s: Users(s.client).change_profile(
        name=s["name"], birthday="12-31", lang="zh-cn"
    ),
}


def device(s: Stage) -> Device:
    """Return the device as the client knows it."""
    return Device(did=s["did"], product_key=s["product_key"], mac=s["mac"])


def step(s: Stage) -> TaskStep:
    """Return the step of a task."""
    return TaskStep.setting(s["did"], s.product, {"power": True, "mode": "heat"})


def once(s: Stage) -> Plan:
    """Return a plan for one moment."""
    values: dict[str, Value] = {"power": True, "plan": b"\1\2\3"}
    return Plan.setting(s.product, values, ONCE, remark=s["remark"])


def weekly(s: Stage) -> Plan:
    """Return a plan for two days of the week."""
    return Plan.setting(s.product, {"mode": "heat"}, WEEKLY, enabled=False)


def rule(s: Stage) -> Rule:
    """Return a rule with everything a rule can have."""
    return Rule(
        name=s["name"],
        remark=s["remark"],
        product_key=s["product_key"],
        did=s["did"],
        event=RuleEvent.ALERT,
        trigger=RuleTrigger("low_water", active=True),
        inputs=(RuleInput(s["product_key"], s["did"], "device1"),),
        conditions=((Condition("device1.room", ">=", "25"),),),
        steps=(
            (
                RuleCommand(s["did"], {"mode": "heat"}),
                RulePause(5),
                RuleCommand(s["did"], raw=b"\1\2\3"),
            ),
        ),
        interval=60,
    )


async def scene(s: Stage) -> tuple[str, list[SceneStep], str]:
    """Return name, steps and remark of a scene."""
    target = Target(TargetKind.DEVICE, s["did"])
    group = Target(TargetKind.GROUP, await s.group())
    steps: list[SceneStep] = [
        SceneCommand.setting(target, s.product, VALUES),
        Delay(5),
        SceneCommand(group, raw=b"\1\1\1"),
    ]
    return s["name"], steps, s["remark"]


@call("1")
async def app_token(s: Stage) -> None:
    """Sign with the app's secret."""
    secret = s.cloud.app.app_secret or ""
    s.keep("auth", md5(s.cloud.app_id + secret))
    await Verification(s.client).app_token(secret)


@call("7", "8")
async def keep_the_account(s: Stage) -> None:
    """Sign in as a guest and become somebody, both ways."""
    for phone in (False, True):
        client = GizwitsClient(
            s.session, s.client.cloud, s.cloud.app_id, AnonymousCredentials(f"{phone}")
        )
        token = (await client.login()).value
        if phone:
            s.keep("token_8", token)
            args = (s["phone"], s["new_password"], s.sms())
            await Users(client).keep_as_phone(*args)
        else:
            s.keep("token_7", token)
            await Users(client).keep_as_username(s["username"], s["new_password"])


@call("14")
async def send_sms(s: Stage) -> None:
    """Read the captcha."""
    captcha_id = s.keep("captcha_id", s.cloud.codes.new_captcha())
    code = s.keep("captcha_code", s.cloud.captchas[captcha_id])
    await Verification(s.client).send_sms(s.app_token, captcha_id, code, s["phone"])


@call("17")
async def reset_by_phone(s: Stage) -> None:
    """For a user with a phone."""
    s.user.phone = s["phone"]
    users = Users(s.client)
    await users.reset_password_by_phone(s["phone"], s.sms(), s["new_password"])


@call("18")
async def bind_mac(s: Stage) -> None:
    """Sign with the product's secret and the time that is sent."""
    secret = s.cloud.products[s["product_key"]].product_secret
    await Bindings(s.client).by_mac(
        s["product_key"],
        secret,
        s.loose().mac,
        remark=s["remark"],
        alias=s["alias"],
    )
    [received] = s.cloud.requests_to("POST", "/app/bind_mac")
    sent_at = s.keep("timestamp", received.headers["X-Gizwits-Timestamp"])
    assert abs(int(sent_at) - s.cloud.clock.now()) < 5
    s.keep("signature", md5(secret + sent_at))


@call("22")
async def register(s: Stage) -> None:
    """Seal with the product's secret."""
    secret = s.cloud.products[s["product_key"]].product_secret
    text = f"mac={s['mac']}&passcode=ABCDEFGHIJ&type=normal&extra=00000000"
    s.keep("sealed", sealed(secret, text))
    await Registration(s.client).register(
        s["product_key"], secret, s["mac"], "ABCDEFGHIJ"
    )


@call("28", "33")
async def task(s: Stage) -> None:
    """Look at its log and delete it."""
    tasks = Tasks(s.client)
    made = s.keep("id", await tasks.create(ONCE, [step(s)]))
    await tasks.runs(made)
    await tasks.delete(made)


@call("31", "32")
async def schedule(s: Stage) -> None:
    """Change it and delete it."""
    schedules = Schedules(s.client)
    made = s.keep("id", await schedules.create(s["did"], once(s)))
    await schedules.update(s["did"], made, weekly(s))
    await schedules.delete(s["did"], made)


@call("n7", "n8")
async def message(s: Stage) -> None:
    """Mark one as read, or delete it."""
    messages = Messages(await s.invited())
    [message] = await messages.all()
    s.keep("id", message.id)
    mark = messages.mark_read if s["number"] == "n7" else messages.delete
    await mark(message.id)


@call("n15")
async def invite(s: Stage) -> None:
    """Invite for an hour."""
    await s.guest()
    by = Recipient.USERNAME
    await Sharings(s.client).invite(s["did"], by, s["other"], minutes=60)


@call("n19", "n22")
async def accept(s: Stage) -> None:
    """Accept and give the other one a name."""
    guest = await s.invited()
    await Sharings(guest).accept(s["id"])
    await Sharings(guest).rename(s["id"], s["alias"])


@call("n20")
async def reject(s: Stage) -> None:
    """Decline."""
    await Sharings(await s.invited()).reject(s["id"])


@call("n21")
async def cancel(s: Stage) -> None:
    """Take back."""
    token = s["token"]
    await s.invited()
    s.keep("token", token)
    await Sharings(s.client).cancel(s["id"])


@call("n23", "n24")
async def code(s: Stage) -> None:
    """Look at a code and accept it."""
    made = await Sharings(s.client).invite_by_code(s["did"])
    s.keep("code", made.code)
    guest = await s.guest()
    s.keep("token", (await guest.login()).value)
    await Sharings(guest).look_up(made.code)
    await Sharings(guest).accept_code(made.code)


@call("n26", "n27")
async def guests(s: Stage) -> None:
    """Make a guest the owner, or send the guest away."""
    token = s["token"]
    guest = await s.invited()
    await Sharings(guest).accept(s["id"])
    s.keep("token", token)
    if s["number"] == "n26":
        await Sharings(s.client).remove_guest(s["did"], s["other_uid"])
    else:
        await Sharings(s.client).transfer(s["did"], s["other_uid"])


@call("n30", "n31", "n32", "n33", "n34", "n35", "n36")
async def group(s: Stage) -> None:
    """Rename, fill, control, empty and delete a group."""
    groups, made = Groups(s.client), await s.group()
    await groups.rename(made, s["name"])
    await groups.add(made, [s["did"]])
    await groups.members(made)
    if s["number"] == "n36":
        await groups.control_raw(made, b"\1\1\2")
    else:
        await groups.control(made, s.product, VALUES)
    await groups.remove(made, [s["did"]])
    await groups.delete(made)


@call("n38", "n39", "n40", "n41", "n42")
async def scenes(s: Stage) -> None:
    """Make, change, start and delete a scene."""
    scenes = Scenes(s.client)
    name, steps, remark = await scene(s)
    made = s.keep("id", await scenes.create(name, steps, remark))
    await scenes.update(made, name, steps, remark)
    await scenes.start(made)
    await scenes.status(made)
    await scenes.delete(made)


@call("n46", "n47")
async def rules(s: Stage) -> None:
    """Change and delete a rule."""
    made = s.keep("id", await Rules(s.client).create(rule(s)))
    await Rules(s.client).update(copy.replace(rule(s), id=made))
    await Rules(s.client).delete(made)


@call("n48", "n49", "n50", "n51")
async def common_schedules(s: Stage) -> None:
    """Make, change and delete a schedule of a group."""
    common = CommonSchedules(s.client)
    target = Target(TargetKind.GROUP, await s.group())
    await common.of(target)
    made = s.keep("id", await common.create(target, once(s)))
    await common.update(made, weekly(s))
    await common.delete(made)


@call("n54")
async def newer_platform(s: Stage) -> None:
    """Sign in where accounts of newer apps do."""
    s.cloud.add_user(s["newer_login"], PASSWORD, platform="aep")
    client = GizwitsClient(
        s.session,
        s.client.cloud,
        s.cloud.app_id,
        AepCredentials(s["newer_login"], PASSWORD, s.client.cloud.aep_url),
    )
    await client.login()


def md5(text: str) -> str:
    """Return the digest the cloud wants."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def sealed(secret: str, text: str) -> str:
    """Return a text as a device seals it, by another library than the client's."""
    padder = PKCS7(128).padder()
    cipher = Cipher(algorithms.AES(bytes.fromhex(secret)), modes.ECB()).encryptor()
    padded = padder.update(text.encode()) + padder.finalize()
    return (cipher.update(padded) + cipher.finalize()).hex()
