"""A right token response."""

from __future__ import annotations

from typing import Any

RIGHT: dict[str, Any] = {"access_token": "2YotnFZFEjr1zCsicMWpAA", "token_type": "Bearer", "expires_in": 3600}
# RFC 6749 §5.1, the example of a successful response.
EXAMPLE = """{
  "access_token":"2YotnFZFEjr1zCsicMWpAA",
  "token_type":"example",
  "expires_in":3600,
  "refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA",
  "example_parameter":"example_value"
}"""
