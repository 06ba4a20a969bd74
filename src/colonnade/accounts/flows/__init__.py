from .accounts import accept_invitation, begin, end_account, invite

__all__ = ["accept_invitation", "begin", "end_account", "invite"]
