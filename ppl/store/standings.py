"""Where a word stands in a block of documents, as bytes: how often in which, and apart from that at which places."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from ppl.search.corpus import Tally

BLOCK = 256  # documents whose standings of a word lie together: a place among them is one byte
LARGE = 64  # bytes from which on it pays to make them fewer
# the document's place in the block, the part, the places in it
Standing = tuple[int, int, tuple[int, ...]]
_ENCODE = msgspec.msgpack.Encoder().encode
_TALLIES = msgspec.msgpack.Decoder(list[tuple[Tally, bytes]])
_NUMBERS = msgspec.msgpack.Decoder(list[int])


def packed(standings: Iterable[Standing]) -> tuple[bytes, bytes]:
    """How often a word stands in which documents, and its places in them."""
    of_place: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
    for place, part, at in standings:
        of_place[place].append((part, at))
    alike: dict[Tally, list[int]] = defaultdict(list)
    for place in sorted(of_place):
        of_place[place].sort()
        alike[tuple((part, len(at)) for part, at in of_place[place])].append(place)
    every = [step for places in alike.values() for place in places for _, at in of_place[place] for step in at]
    return smaller(_ENCODE([(tally, bytes(places)) for tally, places in alike.items()])), smaller(_ENCODE(every))


def tallies_of(data: bytes) -> list[tuple[Tally, bytes]]:
    """How often a word stands in the documents at which places of the block. Raises ValueError."""
    return _TALLIES.decode(larger(data))


def unpacked(tallies: bytes, places: bytes) -> list[Standing]:
    """Where a word stands in a block. Raises ValueError where the bytes do not say that."""
    every, start = _NUMBERS.decode(larger(places)), 0
    found = []
    for tally, documents in tallies_of(tallies):
        for place in documents:
            for part, number in tally:
                found.append((place, part, tuple(every[start : start + number])))
                start += number
    return found


def smaller(data: bytes) -> bytes:
    """Bytes of msgpack, in fewer bytes where they are many."""
    return zlib.compress(data) if len(data) > LARGE else data


def larger(data: bytes) -> bytes:
    """The bytes of which these are the fewer ones (they begin as no list of msgpack does). Raises ValueError."""
    try:
        return zlib.decompress(data) if data[:1] == b"\x78" else data
    except zlib.error as error:
        raise ValueError(error) from None
