"""Sealing: a ring of master keys wraps one data key a space; data keys seal single texts.

AES-256-GCM with random 96-bit nonces throughout. What is bound into a seal (`aad`) is a label fixed
in code, the row, the field and the key, so that moving a sealed text to another row or field breaks it.
"""

from __future__ import annotations

import base64
import os
import stat
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .errors import BadSetting

FORMAT = b"\x01"
NONCE = 12
KEY = 32


class Unreadable(Exception):
    """The seal does not open: wrong key, moved or changed bytes, or a destroyed key."""


def new_key() -> bytes:
    return os.urandom(KEY)


def seal(key: bytes, text: bytes, aad: bytes) -> bytes:
    """Format byte, nonce, ciphertext with tag: `len(text) + 29` bytes."""
    nonce = os.urandom(NONCE)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, text, aad)


def unseal(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    """The plain bytes; raises `Unreadable` when anything at all does not fit."""
    if sealed[:1] != FORMAT:
        raise Unreadable("unknown format of sealed text")
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], aad)
    except InvalidTag as error:
        raise Unreadable("sealed text does not fit its row or key") from error


class MasterKeys:
    """The versions of the master key: the newest wraps, all of them unwrap."""

    def __init__(self, versions: dict[int, bytes]) -> None:
        self.versions = versions
        self.newest = max(versions)

    def wrap(self, data_key: bytes, key_id: bytes) -> bytes:
        aad = b"colonnade.space-key\x00" + key_id
        return self.newest.to_bytes(2, "big") + seal(self.versions[self.newest], data_key, aad)

    def unwrap(self, wrapped: bytes, key_id: bytes) -> bytes:
        version = int.from_bytes(wrapped[:2], "big")
        if version not in self.versions:
            raise Unreadable(f"master key version {version} is not in the key file")
        return unseal(self.versions[version], wrapped[2:], b"colonnade.space-key\x00" + key_id)


@lru_cache(maxsize=4)
def master_keys(path: str) -> MasterKeys:
    """The keys of a file of mode 0400, a line `version:base64` each; raises `BadSetting` with one sentence."""
    file = Path(path)
    try:
        lines = file.read_text().split()
    except OSError as error:
        raise BadSetting(
            f"The master key file {path} cannot be read ({error.strerror}); set COLONNADE_MASTER_KEY_FILE"
            " to the file this data was sealed with."
        ) from error
    if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise BadSetting(f"The master key file {path} may be read by others; run: chmod 0400 {path}")
    try:
        pairs = (line.split(":", 1) for line in lines)
        versions = {int(number): base64.b64decode(key, validate=True) for number, key in pairs}
    except ValueError as error:
        raise BadSetting(f"The master key file {path} holds a line that is not version:base64.") from error
    if not versions or any(len(key) != KEY for key in versions.values()):
        raise BadSetting(f"The master key file {path} holds no key of {KEY} bytes.")
    return MasterKeys(versions)


def create_master_key(path: Path) -> None:
    """Write version 1 of a new master key to `path`, mode 0400; raises FileExistsError rather than overwrite."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "w") as file:
        file.write(f"1:{base64.b64encode(new_key()).decode()}\n")
