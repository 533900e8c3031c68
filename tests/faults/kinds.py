"""What a cloud can answer instead of what it should."""

from typing import Any

# By name: the fault, and whether a command struck by it may have been carried out.
FAULTS: dict[str, tuple[dict[str, Any], bool]] = {
    "500": ({"status": 500}, True),
    "502 html": ({"status": 502, "html": True}, True),
    "504 html": ({"status": 504, "html": True}, True),
    "503 pause": ({"status": 503, "headers": {"Retry-After": "0"}}, True),
    "200 html": ({"status": 200, "html": True}, True),
    "404 html": ({"status": 404, "html": True}, True),
    "redirect": ({"status": 302, "headers": {"Location": "http://127.0.0.1:9/"}}, True),
    "invalid json": ({"body": '{"devices": ['}, True),
    "another type": ({"body": "{", "content_type": "image/png"}, True),
    "error in 200": ({"status": 200, "error_code": 9008}, True),
    "429": ({"status": 429, "headers": {"Retry-After": "0"}}, True),
    "429 absurd": ({"status": 429, "headers": {"Retry-After": "-5e9"}}, True),
    "9041": ({"error_code": 9041, "headers": {"Retry-After": "0"}}, True),
    "dropped": ({"drop": True}, True),
    "9999": ({"error_code": 9999}, True),
    "9015": ({"error_code": 9015}, False),
}
