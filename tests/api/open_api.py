"""The operations of the Open API: what the cloud has to receive for each.

Written from the document (protocol §2 and §7, contradictions as §8 settles them), not
from the client. ``{name}`` stands for a value of the test, ``*`` for any number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

APP = {"X-Gizwits-Application-Id": "{app_id}"}
USER = {**APP, "X-Gizwits-User-token": "{token}"}
CODES = {**APP, "X-Gizwits-Application-Token": "{app_token}"}
SIGNED = {
    **USER,
    "X-Gizwits-Timestamp": "{timestamp}",
    "X-Gizwits-Signature": "{signature}",
}
PAGE = {"limit": "*", "skip": "0"}
JSON = "application/json; charset=utf-8"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; of the query, ``optional`` members may be there or not."""

    number: str
    name: str
    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=lambda: USER)
    query: Mapping[str, str] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    body: Any = None
    content_type: str | None = None

    @property
    def sent_type(self) -> str | None:
        """Return the type of the body, None where there is none."""
        return self.content_type or (JSON if self.body is not None else None)


# Once, at noon (UTC), as the document's own samples.
SCHEDULE = {
    "attrs": {"power": True, "plan": "010203"},
    "date": "2030-01-01",
    "time": "12:00",
    "repeat": "none",
    "enabled": True,
    "remark": "{remark}",
}
WEEKLY = {
    "attrs": {"mode": "heat"},
    "time": "06:30",
    "repeat": "mon,wed",
    "start_date": "2030-01-01",
    "end_date": "2030-02-01",
    "enabled": False,
    "remark": "",
}
TASK = {
    "date": "2030-01-01",
    "time": "12:00",
    "repeat": "none",
    "task": [
        {
            "did": "{did}",
            "product_key": "{product_key}",
            "attrs": {"power": True, "mode": "heat"},
        }
    ],
    "retry_count": 3,
    "retry_task": "failed",
}
SCENE = {
    "scene_name": "{name}",
    "remark": "{remark}",
    "tasks": [
        {
            "task_type": "device",
            "did": "{did}",
            "attrs": {"power": True, "mode": 1, "plan": "AQID"},
        },
        {"task_type": "delay", "time": 5},
        {"task_type": "group", "group_id": "{group_id}", "raw": "AQEB"},
    ],
}
RULE = {
    "product_key": "{product_key}",
    "did": "{did}",
    "name": "{name}",
    "remark": "{remark}",
    "interval": 60,
    "event": "alert",
    "event_attr": {"attr_name": "low_water", "value": "1"},
    "input": [{"product_key": "{product_key}", "did": "{did}", "prefix": "device1"}],
    "condition": [[{"left": "device1.room", "opt": ">=", "right": "25"}]],
    "output": [
        [
            {"type": "devctrl", "did": "{did}", "attrs": {"mode": "heat"}},
            {"type": "delay", "delay": 5},
            {"type": "devctrl", "did": "{did}", "raw": [1, 2, 3]},
        ]
    ],
}

# The document's own, in the order of its table.
DOCUMENT = (
    Operation(
        "1",
        "App token",
        "POST",
        "/app/request_token",
        {**APP, "X-Gizwits-Application-Auth": "{auth}"},
    ),
    Operation(
        "2",
        "Create an anonymous user",
        "POST",
        "/app/users",
        APP,
        body={"phone_id": "{phone_id}"},
    ),
    Operation(
        "3",
        "Create a user with a name",
        "POST",
        "/app/users",
        APP,
        body={"username": "{username}", "password": "{new_password}"},
    ),
    Operation(
        "4",
        "Create a user with an e-mail address",
        "POST",
        "/app/users",
        APP,
        body={"email": "{email}", "password": "{new_password}"},
    ),
    Operation(
        "5",
        "Create a user with a phone number",
        "POST",
        "/app/users",
        APP,
        body={"phone": "{phone}", "password": "{new_password}", "code": "{code}"},
    ),
    Operation(
        "6",
        "Create a user of another provider",
        "POST",
        "/app/users",
        APP,
        body={
            "authData": {"src": "sina", "uid": "{their_uid}", "token": "{their_token}"}
        },
    ),
    Operation(
        "7",
        "Give an anonymous user a name",
        "PUT",
        "/app/users",
        body={"username": "{username}", "password": "{new_password}"},
    ),
    Operation(
        "8",
        "Give an anonymous user a phone number",
        "PUT",
        "/app/users",
        body={"phone": "{phone}", "password": "{new_password}", "code": "{code}"},
    ),
    Operation(
        "9",
        "Change the password",
        "PUT",
        "/app/users",
        body={"old_pwd": "{password}", "new_pwd": "{new_password}"},
    ),
    Operation(
        "10",
        "Change the e-mail address",
        "PUT",
        "/app/users",
        body={"email": "{email}"},
    ),
    Operation(
        "11",
        "Change the phone number",
        "PUT",
        "/app/users",
        body={"phone": "{phone}", "code": "{code}"},
    ),
    Operation(
        "12",
        "Sign in",
        "POST",
        "/app/login",
        APP,
        body={"username": "{login}", "password": "{password}"},
    ),
    Operation("13", "Get a captcha", "GET", "/app/verify/codes", CODES),
    Operation(
        "14",
        "Send a code by SMS",
        "POST",
        "/app/verify/codes",
        CODES,
        body={
            "captcha_id": "{captcha_id}",
            "captcha_code": "{captcha_code}",
            "phone": "{phone}",
        },
    ),
    Operation(
        "15",
        "Check the code of an SMS",
        "PUT",
        "/app/verify/codes",
        CODES,
        body={"sms_code": "{code}", "phone": "{phone}"},
    ),
    Operation(
        "16",
        "Reset the password by e-mail",
        "POST",
        "/app/reset_password",
        APP,
        body={"email": "{login}"},
    ),
    Operation(
        "17",
        "Reset the password by phone",
        "POST",
        "/app/reset_password",
        APP,
        body={"phone": "{phone}", "code": "{code}", "new_pwd": "{new_password}"},
    ),
    Operation(
        "18",
        "Bind a device by its MAC",
        "POST",
        "/app/bind_mac",
        SIGNED,
        body={
            "product_key": "{product_key}",
            "mac": "{mac}",
            "remark": "{remark}",
            "dev_alias": "{alias}",
        },
    ),
    Operation(
        "19",
        "List the devices",
        "GET",
        "/app/bindings",
        query=PAGE,
        optional=("show_disabled", "show_proto_ver", "lan_prot_ver"),
    ),
    Operation(
        "20",
        "Rename a device",
        "PUT",
        "/app/bindings/{did}",
        body={"remark": "{remark}", "dev_alias": "{alias}"},
    ),
    Operation(
        "21",
        "Unbind devices",
        "DELETE",
        "/app/bindings",
        body={"devices": [{"did": "{did}"}]},
    ),
    Operation(
        "22",
        "Register a device",
        "POST",
        "/dev/{product_key}/device",
        APP,
        body="data={sealed}",
        content_type=FORM,
    ),
    Operation(
        "23",
        "Set datapoints",
        "POST",
        "/app/control/{did}",
        body={"attrs": {"power": True, "mode": "heat", "plan": "010203"}},
    ),
    Operation(
        "24",
        "Send a raw command",
        "POST",
        "/app/control/{did}",
        body={"raw": [1, 1, 2]},
    ),
    Operation(
        "25",
        "Log of a device",
        "GET",
        "/app/devices/{did}/raw_data",
        query={
            **PAGE,
            "type": "cmd",
            "start_time": "*",
            "end_time": "*",
            "sort": "desc",
        },
    ),
    Operation("26", "Create a task", "POST", "/app/scheduler", body=TASK),
    Operation("27", "List the tasks", "GET", "/app/scheduler", query=PAGE),
    Operation("28", "Delete a task", "DELETE", "/app/scheduler/{id}"),
    Operation(
        "29",
        "List the schedules of a device",
        "GET",
        "/app/devices/{did}/scheduler",
        query=PAGE,
    ),
    Operation(
        "30",
        "Create a schedule",
        "POST",
        "/app/devices/{did}/scheduler",
        body=SCHEDULE,
    ),
    Operation(
        "31",
        "Change a schedule",
        "PUT",
        "/app/devices/{did}/scheduler/{id}",
        body=WEEKLY,
    ),
    Operation("32", "Delete a schedule", "DELETE", "/app/devices/{did}/scheduler/{id}"),
    Operation("33", "Log of a task", "GET", "/app/scheduler/{id}/logs"),
)

# What the newer document, the vendor's schema and the apps of brands add.
NEWER = (
    Operation("n1", "Who is signed in", "GET", "/app/users"),
    Operation("n2", "Sign out", "DELETE", "/app/logout"),
    Operation(
        "n3",
        "Sign in by SMS alone",
        "POST",
        "/app/users",
        APP,
        body={"phone": "{phone}", "code": "{code}"},
    ),
    Operation(
        "n4",
        "Send a code without a captcha",
        "POST",
        "/app/sms_code",
        CODES,
        body={"phone": "{phone}"},
    ),
    Operation(
        "n5",
        "Use up the code of an SMS",
        "POST",
        "/app/sms_code",
        CODES,
        body={"phone": "{phone}", "code": "{code}"},
    ),
    Operation(
        "n6",
        "List the messages",
        "GET",
        "/app/messages",
        query={**PAGE, "type": "1"},
    ),
    Operation(
        "n7",
        "Mark a message as read",
        "PUT",
        "/app/messages/{id}",
        query={"status": "1"},
    ),
    Operation(
        "n8", "Delete a message", "PUT", "/app/messages/{id}", query={"status": "2"}
    ),
    Operation(
        "n9",
        "Bind a device by its QR code",
        "POST",
        "/app/bind_latest",
        body={"qr_content": "{qr_content}", "set_owner": 1},
    ),
    Operation(
        "n10",
        "Bind a device by its passcode",
        "POST",
        "/app/bindings",
        body={
            "devices": [
                {"did": "{loose_did}", "passcode": "{passcode}", "remark": "{remark}"}
            ]
        },
    ),
    Operation("n11", "One device", "GET", "/app/devices/{did}"),
    Operation(
        "n12",
        "Definition of a product",
        "GET",
        "/app/datapoint",
        query={"product_key": "{product_key}"},
    ),
    Operation("n13", "Values of a device", "GET", "/app/devdata/{did}/latest"),
    Operation(
        "n14",
        "Numbers of a device, summed up",
        "GET",
        "/app/devdata/{did}/agg_data",
        query={
            "start_ts": "*",
            "end_ts": "*",
            "attrs": "target,room",
            "aggregator": "avg",
            "unit": "DAYS",
        },
    ),
    Operation(
        "n15",
        "Invite somebody",
        "POST",
        "/app/sharing",
        body={"type": 0, "did": "{did}", "username": "{other}", "duration": 60},
    ),
    Operation(
        "n16",
        "Invite by a code",
        "POST",
        "/app/sharing",
        body={"type": 1, "did": "{did}"},
    ),
    Operation(
        "n17",
        "List the invitations sent",
        "GET",
        "/app/sharing",
        query={**PAGE, "sharing_type": "0", "did": "{did}"},
    ),
    Operation(
        "n18",
        "List the invitations received",
        "GET",
        "/app/sharing",
        query={**PAGE, "sharing_type": "1"},
    ),
    Operation(
        "n19",
        "Accept an invitation",
        "PUT",
        "/app/sharing/{id}",
        query={"status": "1"},
    ),
    Operation(
        "n20",
        "Reject an invitation",
        "PUT",
        "/app/sharing/{id}",
        query={"status": "2"},
    ),
    Operation("n21", "Cancel an invitation", "DELETE", "/app/sharing/{id}"),
    Operation(
        "n22",
        "Name the other party",
        "PUT",
        "/app/sharing/{id}/alias",
        query={"user_alias": "{alias}"},
    ),
    Operation("n23", "Look at a code", "GET", "/app/sharing/code/{code}"),
    Operation("n24", "Accept a code", "POST", "/app/sharing/code/{code}"),
    Operation("n25", "List the guests", "GET", "/app/{did}/bindings"),
    Operation(
        "n26",
        "Remove a guest",
        "DELETE",
        "/app/{did}/bindings",
        query={"uid": "{other_uid}"},
    ),
    Operation(
        "n27",
        "Make a guest the owner",
        "POST",
        "/app/sharing/{did}/transfer",
        query={"uid": "{other_uid}"},
    ),
    Operation("n28", "List the groups", "GET", "/app/group"),
    Operation(
        "n29",
        "Create a group",
        "POST",
        "/app/group",
        body={"group_name": "{name}", "product_key": "{product_key}"},
    ),
    Operation(
        "n30",
        "Rename a group",
        "PUT",
        "/app/group/{group_id}",
        body={"group_name": "{name}"},
    ),
    Operation("n31", "Delete a group", "DELETE", "/app/group/{group_id}"),
    Operation(
        "n32", "List the devices of a group", "GET", "/app/group/{group_id}/devices"
    ),
    Operation(
        "n33",
        "Add devices to a group",
        "POST",
        "/app/group/{group_id}/devices",
        query={"show_detail": "1"},
        body={"dids": ["{did}"]},
    ),
    Operation(
        "n34",
        "Remove devices from a group",
        "DELETE",
        "/app/group/{group_id}/devices",
        body={"dids": ["{did}"]},
    ),
    Operation(
        "n35",
        "Set datapoints of a group",
        "POST",
        "/app/group/{group_id}/control",
        body={"attrs": {"power": True, "mode": "heat", "plan": "010203"}},
    ),
    Operation(
        "n36",
        "Send a raw command to a group",
        "POST",
        "/app/group/{group_id}/control",
        body={"raw": [1, 1, 2]},
    ),
    Operation("n37", "List the scenes", "GET", "/app/scene"),
    Operation("n38", "Create a scene", "POST", "/app/scene", body=SCENE),
    Operation("n39", "Change a scene", "PUT", "/app/scene/{id}", body=SCENE),
    Operation("n40", "Delete a scene", "DELETE", "/app/scene/{id}"),
    Operation("n41", "Start a scene", "POST", "/app/scene/{id}/task"),
    Operation("n42", "Status of a scene", "GET", "/app/scene/{id}/task"),
    Operation(
        "n43",
        "What rules may name",
        "GET",
        "/app/rules/params",
        query={"product_key": "{product_key}"},
    ),
    Operation("n44", "List the rules", "GET", "/app/rules", query=PAGE),
    Operation("n45", "Create a rule", "POST", "/app/rules", body=RULE),
    Operation("n46", "Change a rule", "PUT", "/app/rules/{id}", body=RULE),
    Operation("n47", "Delete a rule", "DELETE", "/app/rules/{id}"),
    Operation(
        "n48",
        "List the schedules of a group or scene",
        "GET",
        "/app/common_scheduler",
        query={**PAGE, "group_id": "{group_id}"},
    ),
    Operation(
        "n49",
        "Create a schedule of a group or scene",
        "POST",
        "/app/common_scheduler",
        body={"group_id": "{group_id}", **SCHEDULE},
    ),
    Operation(
        "n50",
        "Change a schedule of a group or scene",
        "PUT",
        "/app/common_scheduler/{id}",
        body=WEEKLY,
    ),
    Operation(
        "n51",
        "Delete a schedule of a group or scene",
        "DELETE",
        "/app/common_scheduler/{id}",
    ),
    Operation("n52", "Version of the cloud", "GET", "/status", APP),
    Operation("n53", "Codes of the cloud", "GET", "/errors", APP),
    Operation(
        "n54",
        "Sign in to the newer app platform",
        "POST",
        "/app/smart_home/login/pwd",
        APP,
        body={
            "appKey": "{app_id}",
            "data": {
                "account": "{newer_login}",
                "password": "{password}",
                "lang": "en",
                "refreshToken": True,
            },
            "version": "1.0",
        },
    ),
    Operation(
        "n55",
        "Set datapoints by the newer app platform",
        "POST",
        "/app/user/control_log",
        {**APP, "Authorization": "{token}"},
        body={
            "appKey": "{app_id}",
            "data": {
                "command": {"power": True},
                "did": "{did}",
                "mac": "{mac}",
                "productKey": "{product_key}",
                "uid": "{uid}",
            },
            "type": "appId",
            "version": "1.0",
        },
    ),
    Operation(
        "n56",
        "Change the profile",
        "PUT",
        "/app/users",
        body={"name": "{name}", "birthday": "12-31", "lang": "zh-cn"},
    ),
)
OPERATIONS = {operation.number: operation for operation in (*DOCUMENT, *NEWER)}
