"""What a file is known by: the hash of its bytes, and the stamp that it has while nobody changes it."""

from __future__ import annotations

import hashlib
import os
import struct
import time

UNSETTLED = b""
SETTLED_NS = 2_000_000_000  # a file that changed later than so long ago may change again within one tick of its clock
_PACK = struct.Struct("<QQQQ").pack


def key_of(content: bytes) -> bytes:
    """What a file's bytes are known by: the id that git gives them."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).digest()


def stamp_of(facts: os.stat_result) -> bytes:
    """What changes when a file does: size, times in nanoseconds, inode."""
    parts = (facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino)
    try:
        return _PACK(*parts)
    except struct.error:  # a year may be 1600, or 2600
        return _PACK(*(part & 0xFFFF_FFFF_FFFF_FFFF for part in parts))


def is_settled(facts: os.stat_result) -> bool:
    """Whether a file changed so long ago that its next change gives it another stamp."""
    return max(facts.st_mtime_ns, facts.st_ctime_ns) + SETTLED_NS < time.time_ns()
