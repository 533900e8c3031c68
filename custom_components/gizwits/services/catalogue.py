"""Which actions there are, and which room has each; no room is entered for it.

The rooms say what an action takes and how it is carried out: `HANDLERS`, by name.
"""

from typing import Final, NamedTuple

from homeassistant.core import SupportsResponse


class Action(NamedTuple):
    """What has to be known of an action before anybody calls it.

    `room` is the file beside this one that carries it out. With `admin` it changes the
    account, and not everybody may.
    """

    name: str
    room: str
    response: SupportsResponse = SupportsResponse.NONE
    admin: bool = False


_ONLY: Final = SupportsResponse.ONLY
_OPTIONAL: Final = SupportsResponse.OPTIONAL

ACTIONS: Final = (
    Action("set_datapoints", "datapoints"),
    Action("send_raw_command", "datapoints", admin=True),
    Action("get_device_log", "logs", _ONLY),
    Action("get_aggregated_data", "logs", _ONLY),
    Action("update_binding", "bindings", admin=True),
    Action("unbind_device", "bindings", admin=True),
    Action("bind_device", "bindings", _OPTIONAL, admin=True),
    Action("register_device", "bindings", admin=True),
    Action("get_sharings", "sharing", _ONLY),
    Action("share_device", "sharing", _OPTIONAL, admin=True),
    Action("accept_sharing", "sharing", admin=True),
    Action("reject_sharing", "sharing", admin=True),
    Action("cancel_sharing", "sharing", admin=True),
    Action("update_sharing", "sharing", admin=True),
    Action("get_guests", "guests", _ONLY),
    Action("remove_guest", "guests", admin=True),
    Action("transfer_device", "guests", admin=True),
    Action("get_messages", "messages", _ONLY),
    Action("mark_message_read", "messages"),
    Action("delete_message", "messages", admin=True),
    Action("get_groups", "groups", _ONLY),
    Action("create_group", "groups", _OPTIONAL, admin=True),
    Action("update_group", "groups", admin=True),
    Action("delete_group", "groups", admin=True),
    Action("control_group", "group_control", _OPTIONAL),
    Action("get_scenes", "scenes", _ONLY),
    Action("create_scene", "scenes", _OPTIONAL, admin=True),
    Action("update_scene", "scenes", admin=True),
    Action("run_scene", "scenes", _OPTIONAL),
    Action("delete_scene", "scenes", admin=True),
    Action("get_rules", "rules", _ONLY),
    Action("get_rule_parameters", "rules", _ONLY),
    Action("delete_rule", "rules", admin=True),
    Action("get_schedules", "schedules", _ONLY),
    Action("create_schedule", "schedules", _OPTIONAL),
    Action("update_schedule", "schedules"),
    Action("delete_schedule", "schedules"),
    Action("get_tasks", "tasks", _ONLY),
    Action("create_task", "tasks", _OPTIONAL),
    Action("delete_task", "tasks"),
    Action("get_task_log", "tasks", _ONLY),
    Action("create_rule", "rule_making", _OPTIONAL, admin=True),
    Action("update_rule", "rule_making", admin=True),
    Action("get_cloud_status", "cloud", _ONLY),
)
