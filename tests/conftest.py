"""Fixtures and options of every test."""

from __future__ import annotations

import pytest

from tests.support.browser import browser, context, page, watched
from tests.support.matrix import leave_out_the_rest
from tests.support.site import built_site
from tests.support.slow import mark_slow, pytest_runtest_protocol

__all__ = ["browser", "built_site", "context", "page", "pytest_runtest_protocol", "watched"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is slow, before `-m` selects, and leave out what only `make test-all` runs."""
    mark_slow(items)
    leave_out_the_rest(config, items)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make test-all` runs each matrix whole, `make test` its most telling case."""
    parser.addoption("--all-matrices", action="store_true", help="run every case of each matrix")


@pytest.fixture(scope="session")
def all_matrices(request: pytest.FixtureRequest) -> bool:
    """Whether a test goes through every case of its matrix."""
    return bool(request.config.getoption("--all-matrices"))
