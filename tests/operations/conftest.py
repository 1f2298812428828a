"""A knowledge base for each test."""

from __future__ import annotations

import pytest

from tests.operations.base import Base


@pytest.fixture
def base() -> Base:
    return Base()
