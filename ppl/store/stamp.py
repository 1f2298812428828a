"""What a file is known by: the hash of its bytes, and the stamp that it has while nobody changes it."""

from __future__ import annotations

import hashlib
import os
import struct
import time

UNSETTLED = b""
UNREADABLE = b"-"  # of a file that is gone again, or of which nobody may look: no file has this stamp
SETTLED_NS = 2_000_000_000  # a file that changed later than so long ago may change again within one tick of its clock
_PACK, _UNPACK = struct.Struct("<QqqQ").pack, struct.Struct("<QqqQ").unpack


def key_of(content: bytes) -> bytes:
    """What a file's bytes are known by: the id that git gives them."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).digest()


def stamp_of(facts: os.stat_result) -> bytes:
    """What changes when a file does: size, times in nanoseconds, inode."""
    parts = (facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino)
    try:
        return _PACK(*parts)
    except struct.error:  # a clock that is centuries off
        return b"".join((part % 2**64).to_bytes(8, "little") for part in parts)


def is_settled(stamp: bytes) -> bool:
    """Whether a file with this stamp changed so long ago that its next change gives it another stamp."""
    if stamp == UNREADABLE:
        return False
    _, modified, changed, _ = _UNPACK(stamp)
    return bool(max(modified, changed) + SETTLED_NS < time.time_ns())
