"""A picture as PNG: as large as it says, the same each time, and the same anywhere."""

from __future__ import annotations

import struct

import pytest

from ppl.render.png import png

SIZE = 'width="25.4mm" height="12.7mm" viewBox="0 0 100 50"'
SQUARE = f'<svg xmlns="http://www.w3.org/2000/svg" {SIZE}><text y="20">A</text></svg>'


@pytest.mark.parametrize(("ppi", "width", "height"), [(144, 144, 72), (72, 72, 36)])
def test_a_picture_has_the_size_that_its_millimetres_say(ppi: int, width: int, height: int) -> None:
    made = png(SQUARE, ppi)
    assert made.startswith(b"\x89PNG")
    assert struct.unpack(">II", made[16:24]) == (width, height)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert png(SQUARE) == png(SQUARE)
    assert png(SQUARE) != png(SQUARE.replace(">A<", ">B<"))
