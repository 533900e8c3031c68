"""What an account has besides devices; the room is entered when it is set up."""

from .groups import AccountGroups
from .messages import AccountMessages
from .scenes import AccountScenes

__all__ = ["AccountGroups", "AccountMessages", "AccountScenes"]
