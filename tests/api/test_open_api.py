"""Every operation of the Open API, as the cloud receives it from the client."""

from collections.abc import Awaitable, Callable, Mapping
import dataclasses
from datetime import UTC, date, datetime, time, timedelta
import hashlib
from pathlib import Path
import re
from typing import Any

import aiohttp
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
import pytest

from custom_components.gizwits.api import (
    AepCredentials,
    Aggregator,
    AnonymousCredentials,
    AppToken,
    Condition,
    Delay,
    Device,
    GizwitsClient,
    LogKind,
    Plan,
    Recipient,
    Rule,
    RuleCommand,
    RuleEvent,
    RuleInput,
    RulePause,
    RuleTrigger,
    SceneCommand,
    Target,
    TargetKind,
    TaskStep,
    ThirdParty,
    Unit,
    When,
)

from tests.api.helpers import NAME, PASSWORD, make_client, product_of
from tests.api.open_api import DOCUMENT, OPERATIONS, Operation
from tests.simulator import Recorded, SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX

DOCS = Path(__file__).parents[2] / "docs" / "open-api.md"
VALUES = {"power": True, "mode": "heat", "plan": b"\1\2\3"}
ONCE = When(time=time(12), date=date(2030, 1, 1))
WEEKLY = When(
    time=time(6, 30),
    weekdays=frozenset({0, 2}),
    start=date(2030, 1, 1),
    end=date(2030, 2, 1),
)


class Stage:
    """A signed-in client, and the values an operation is made with, by name."""

    def __init__(
        self,
        cloud: SimulatedCloud,
        client: GizwitsClient,
        user: User,
        device: SimulatedDevice,
        session: aiohttp.ClientSession,
    ) -> None:
        """Set the stage; what has to be there for one operation, it makes itself."""
        self.cloud, self.client, self.user, self.device = cloud, client, user, device
        self.session = session
        self.product = product_of(device)
        self.end = datetime.now(UTC) - timedelta(minutes=1)
        self.names: dict[str, Any] = {
            "app_id": cloud.app_id,
            "app_token": cloud.accounts.issue_app_token(cloud.app)[0],
            "uid": user.uid,
            "login": NAME,
            "newer_login": "new@example.com",
            "password": PASSWORD,
            "new_password": "Secret-12",
            "phone_id": "house-1",
            "username": "anna",
            "email": "other@example.com",
            "phone": "13800000000",
            "their_uid": "2346677",
            "their_token": "pnktnjyb996sj4p156gjtp4im",
            "did": device.did,
            "mac": device.mac,
            "product_key": device.product_key,
            "name": "Downstairs",
            "remark": "备注",
            "alias": "Box 2",
            "other": "ben",
        }

    def __getitem__(self, name: str) -> Any:
        """Return a value by its name."""
        return self.names[name]

    @property
    def app_token(self) -> AppToken:
        """Return the app's token."""
        return AppToken(self["app_token"], 0)

    def sms(self) -> str:
        """Have a code sent and return it."""
        self.cloud.codes.send_sms(self["phone"])
        return self.keep("code", self.cloud.sms_codes[self["phone"]])

    def keep[T](self, name: str, value: T) -> T:
        """Name a value of this operation."""
        self.names[name] = value
        return value

    def loose(self) -> SimulatedDevice:
        """Return a device nobody has bound."""
        device = self.cloud.add_device(MIX["product_key"])
        for name in ("mac", "passcode", "qr_content"):
            self.keep(name, getattr(device, name))
        self.keep("loose_did", device.did)
        return device

    async def group(self) -> str:
        """Return the id of a group of the device's product."""
        made = await self.client.groups.create("Old", self["product_key"])
        return self.keep("group_id", made)

    async def guest(self) -> GizwitsClient:
        """Return the client of another account, whose token is used from now on."""
        other = self.cloud.add_user("ben", PASSWORD)
        self.keep("other_uid", other.uid)
        return make_client(self.cloud, self.session, username="ben")

    async def invited(self) -> GizwitsClient:
        """Return the client of somebody who is invited for the device."""
        guest = await self.guest()
        made = await self.client.sharing.invite(
            self["did"], Recipient.USERNAME, self["other"]
        )
        self.keep("id", made.id)
        self.keep("token", (await guest.login()).value)
        return guest


type Call = Callable[[Stage], Awaitable[Any]]
CALLS: dict[str, Call] = {}


def call(*numbers: str) -> Callable[[Call], Call]:
    """Say which operation a function makes."""

    def add(function: Call) -> Call:
        CALLS.update(dict.fromkeys(numbers, function))
        return function

    return add


CALLS |= {
    "3": lambda s: s.client.users.create_with_username(
        s["username"], s["new_password"]
    ),
    "2": lambda s: s.client.users.create_anonymous(s["phone_id"]),
    "4": lambda s: s.client.users.create_with_email(s["email"], s["new_password"]),
    "5": lambda s: s.client.users.create_with_phone(
        s["phone"], s["new_password"], s.sms()
    ),
    "6": lambda s: s.client.users.create_third_party(
        ThirdParty.SINA, s["their_uid"], s["their_token"]
    ),
    "9": lambda s: s.client.users.change_password(s["password"], s["new_password"]),
    "10": lambda s: s.client.users.change_email(s["email"]),
    "11": lambda s: s.client.users.change_phone(s["phone"], s.sms()),
    "12": lambda s: make_client(s.cloud, s.session).login(),
    "13": lambda s: s.client.verification.captcha(s.app_token),
    "15": lambda s: s.client.verification.check_sms(s.app_token, s["phone"], s.sms()),
    "16": lambda s: s.client.users.reset_password_by_email(s["login"]),
    "19": lambda s: s.client.bindings(),
    "20": lambda s: s.client.binding.update(
        s["did"], remark=s["remark"], alias=s["alias"]
    ),
    "21": lambda s: s.client.binding.unbind(s["did"]),
    "23": lambda s: s.client.control(s["did"], s.product.encode(VALUES)),
    "24": lambda s: s.client.control_raw(s["did"], b"\1\1\2"),
    "25": lambda s: s.client.logs.records(
        s["did"], LogKind.COMMANDS, s.end - timedelta(hours=1), s.end
    ),
    "26": lambda s: s.client.tasks.create(
        ONCE, [step(s)], retries=3, retry_failed_only=True
    ),
    "27": lambda s: s.client.tasks.all(),
    "29": lambda s: s.client.schedules.of_device(s["did"]),
    "30": lambda s: s.client.schedules.create(s["did"], once(s)),
    "n1": lambda s: s.client.users.info(),
    "n2": lambda s: s.client.users.logout(),
    "n3": lambda s: s.client.users.create_with_code(s["phone"], s.sms()),
    "n4": lambda s: s.client.verification.send_code(s.app_token, s["phone"]),
    "n5": lambda s: s.client.verification.use_code(s.app_token, s["phone"], s.sms()),
    "n6": lambda s: s.client.messages.all(),
    "n9": lambda s: s.client.binding.by_qr_code(s.loose().qr_content, owner=True),
    "n10": lambda s: s.client.binding.by_passcode(
        s.loose().did, s["passcode"], remark=s["remark"]
    ),
    "n11": lambda s: s.client.device(s["did"]),
    "n12": lambda s: s.client.definition(s["product_key"]),
    "n13": lambda s: s.client.latest(device(s), s.product),
    "n14": lambda s: s.client.logs.aggregated(
        s["did"],
        ["target", "room"],
        Aggregator.AVERAGE,
        Unit.DAYS,
        s.end - timedelta(days=3),
        s.end,
    ),
    "n16": lambda s: s.client.sharing.invite_by_code(s["did"]),
    "n17": lambda s: s.client.sharing.sent(s["did"]),
    "n18": lambda s: s.client.sharing.received(),
    "n25": lambda s: s.client.sharing.guests(s["did"]),
    "n28": lambda s: s.client.groups.all(),
    "n29": lambda s: s.client.groups.create(s["name"], s["product_key"]),
    "n37": lambda s: s.client.scenes.all(),
    "n43": lambda s: s.client.rules.parameters([s["product_key"]]),
    "n44": lambda s: s.client.rules.all(),
    "n45": lambda s: s.client.rules.create(rule(s)),
    "n52": lambda s: s.client.system.version(),
    "n53": lambda s: s.client.system.errors(),
    "n55": lambda s: s.client.aep.control(device(s), {"power": True}),
}


def device(s: Stage) -> Device:
    """Return the device as the client knows it."""
    return Device(did=s["did"], product_key=s["product_key"], mac=s["mac"])


def step(s: Stage) -> TaskStep:
    """Return the step of a task."""
    return TaskStep.setting(s["did"], s.product, {"power": True, "mode": "heat"})


def once(s: Stage) -> Plan:
    """Return a plan for one moment."""
    values = {"power": True, "plan": b"\1\2\3"}
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


async def scene(s: Stage) -> tuple[str, list[Delay | SceneCommand], str]:
    """Return name, steps and remark of a scene."""
    target = Target(TargetKind.DEVICE, s["did"])
    group = Target(TargetKind.GROUP, await s.group())
    steps = [
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
    await s.client.verification.app_token(secret)


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
            await client.users.keep_as_phone(*args)
        else:
            s.keep("token_7", token)
            await client.users.keep_as_username(s["username"], s["new_password"])


@call("14")
async def send_sms(s: Stage) -> None:
    """Read the captcha."""
    captcha_id = s.keep("captcha_id", s.cloud.codes.new_captcha())
    code = s.keep("captcha_code", s.cloud.captchas[captcha_id])
    await s.client.verification.send_sms(s.app_token, captcha_id, code, s["phone"])


@call("17")
async def reset_by_phone(s: Stage) -> None:
    """For a user with a phone."""
    s.user.phone = s["phone"]
    users = s.client.users
    await users.reset_password_by_phone(s["phone"], s.sms(), s["new_password"])


@call("18")
async def bind_mac(s: Stage) -> None:
    """Sign with the product's secret and the time that is sent."""
    secret = s.cloud.products[s["product_key"]].product_secret
    await s.client.binding.by_mac(
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
    await s.client.registration.register(
        s["product_key"], secret, s["mac"], "ABCDEFGHIJ"
    )


@call("28", "33")
async def task(s: Stage) -> None:
    """Look at its log and delete it."""
    tasks = s.client.tasks
    made = s.keep("id", await tasks.create(ONCE, [step(s)]))
    await tasks.runs(made)
    await tasks.delete(made)


@call("31", "32")
async def schedule(s: Stage) -> None:
    """Change it and delete it."""
    schedules = s.client.schedules
    made = s.keep("id", await schedules.create(s["did"], once(s)))
    await schedules.update(s["did"], made, weekly(s))
    await schedules.delete(s["did"], made)


@call("n7", "n8")
async def message(s: Stage) -> None:
    """Mark one as read, or delete it."""
    messages = (await s.invited()).messages
    [message] = await messages.all()
    s.keep("id", message.id)
    mark = messages.mark_read if s["number"] == "n7" else messages.delete
    await mark(message.id)


@call("n15")
async def invite(s: Stage) -> None:
    """Invite for an hour."""
    await s.guest()
    by = Recipient.USERNAME
    await s.client.sharing.invite(s["did"], by, s["other"], minutes=60)


@call("n19", "n22")
async def accept(s: Stage) -> None:
    """Accept and give the other one a name."""
    guest = await s.invited()
    await guest.sharing.accept(s["id"])
    await guest.sharing.rename(s["id"], s["alias"])


@call("n20")
async def reject(s: Stage) -> None:
    """Decline."""
    await (await s.invited()).sharing.reject(s["id"])


@call("n21")
async def cancel(s: Stage) -> None:
    """Take back."""
    token = s["token"]
    await s.invited()
    s.keep("token", token)
    await s.client.sharing.cancel(s["id"])


@call("n23", "n24")
async def code(s: Stage) -> None:
    """Look at a code and accept it."""
    made = await s.client.sharing.invite_by_code(s["did"])
    s.keep("code", made.code)
    guest = await s.guest()
    s.keep("token", (await guest.login()).value)
    await guest.sharing.look_up(made.code)
    await guest.sharing.accept_code(made.code)


@call("n26", "n27")
async def guests(s: Stage) -> None:
    """Make a guest the owner, or send the guest away."""
    token = s["token"]
    guest = await s.invited()
    await guest.sharing.accept(s["id"])
    s.keep("token", token)
    if s["number"] == "n26":
        await s.client.sharing.remove_guest(s["did"], s["other_uid"])
    else:
        await s.client.sharing.transfer(s["did"], s["other_uid"])


@call("n30", "n31", "n32", "n33", "n34", "n35", "n36")
async def group(s: Stage) -> None:
    """Rename, fill, control, empty and delete a group."""
    groups, made = s.client.groups, await s.group()
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
    scenes = s.client.scenes
    name, steps, remark = await scene(s)
    made = s.keep("id", await scenes.create(name, steps, remark))
    await scenes.update(made, name, steps, remark)
    await scenes.start(made)
    await scenes.status(made)
    await scenes.delete(made)


@call("n46", "n47")
async def rules(s: Stage) -> None:
    """Change and delete a rule."""
    made = s.keep("id", await s.client.rules.create(rule(s)))
    await s.client.rules.update(dataclasses.replace(rule(s), id=made))
    await s.client.rules.delete(made)


@call("n48", "n49", "n50", "n51")
async def common_schedules(s: Stage) -> None:
    """Make, change and delete a schedule of a group."""
    common = s.client.common_schedules
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


def filled(wanted: Any, names: Mapping[str, Any]) -> Any:
    """Return a part of an operation with its values in it."""
    match wanted:
        case str():
            return re.sub(r"\{(\w+)\}", lambda found: str(names[found[1]]), wanted)
        case dict():
            return {key: filled(value, names) for key, value in wanted.items()}
        case list():
            return [filled(value, names) for value in wanted]
    return wanted


def own_headers(received: Recorded) -> dict[str, str]:
    """Return the headers that are the API's, by their names in lower case."""
    return {
        name.lower(): value
        for name, value in received.headers.items()
        if name.lower().startswith("x-gizwits-") or name.lower() == "authorization"
    }


def assert_received(received: Recorded, wanted: Operation, names: Any) -> None:
    """Show that a request is exactly what the document says."""
    headers = {name.lower(): text for name, text in wanted.headers.items()}
    assert own_headers(received) == filled(headers, names)
    query = filled(dict(wanted.query), names)
    for name, text in received.query.items():
        if query.get(name) == "*" or name in wanted.optional:
            assert re.fullmatch(r"\d+", text)
            query[name] = text
    assert dict(received.query) == query
    body = received.body
    if isinstance(body, bytes):
        body = body.decode()
    assert body == filled(wanted.body, names)
    assert received.headers.get("Content-Type") == wanted.sent_type
    assert received.headers["Accept"] == "application/json"


@pytest.mark.parametrize("number", OPERATIONS)
async def test_the_cloud_receives_it(
    cloud: SimulatedCloud,
    client: GizwitsClient,
    user: User,
    device: SimulatedDevice,
    session: aiohttp.ClientSession,
    number: str,
) -> None:
    """Method, path, query, headers and body, and the cloud carries it out."""
    stage = Stage(cloud, client, user, device, session)
    stage.keep("number", number)
    stage.keep("token", (await client.login()).value)
    cloud.clear_recordings()
    await CALLS[number](stage)
    stage.names["token"] = stage.names.get(f"token_{number}", stage["token"])
    wanted = OPERATIONS[number]
    found = [
        received
        for received in cloud.requests_to(
            wanted.method, filled(wanted.path, stage.names)
        )
        if number not in ("7", "8") or is_meant(received, wanted)
    ]
    assert found, f"{wanted.method} {wanted.path} was not received"
    assert_received(found[0], wanted, stage.names)
    assert 200 <= found[0].status < 300


def is_meant(received: Recorded, wanted: Operation) -> bool:
    """Say whether a body has the members of an operation."""
    return isinstance(received.body, dict) and set(received.body) == set(wanted.body)


def test_no_operation_is_missing() -> None:
    """The document's table has 33, and each is called by the test above."""
    assert [operation.number for operation in DOCUMENT] == [
        str(number) for number in range(1, 34)
    ]
    assert set(CALLS) == set(OPERATIONS)


def documented() -> list[list[str]]:
    """Return the rows of the tables for people: their cells."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    return [row for row in rows if row and row[0] in OPERATIONS]


def test_the_table_for_people_is_the_same() -> None:
    """Each operation once, in order, with its name and request."""
    assert [row[0] for row in documented()] == list(OPERATIONS)
    for number, name, request, *_ in documented():
        wanted = OPERATIONS[number]
        assert (name, request) == (wanted.name, f"`{wanted.method} {wanted.path}`")


def test_the_methods_for_people_exist(
    cloud: SimulatedCloud, client: GizwitsClient
) -> None:
    """What the table names can be called, and what can be called is named."""
    named = set()
    for row in documented():
        for name in re.findall(r"`client\.([\w.]+)`", row[3]):
            found: Any = client
            for part in name.split("."):
                found = getattr(found, part)
            assert callable(found), name
            named.add(name)
    assert all(row[3] and row[4] for row in documented())
    assert named == set(operations_of(client))


def operations_of(client: GizwitsClient) -> list[str]:
    """Return all that a client offers that sends something to the Open API."""
    elsewhere = {"now", "push", "verification.picture"}
    names = []
    for name in dir(client):
        found = getattr(client, name)
        if name.startswith("_") or name == "cloud":
            continue
        if callable(found):
            names.append(name)
        else:
            names += [f"{name}.{one}" for one in dir(found) if not one.startswith("_")]
    return [name for name in names if name not in elsewhere]
