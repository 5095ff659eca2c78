"""All live parts by name. The fences and the bridge look them up here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.parts import credentials, lint, provider, redirect_rules, redirect_uri, report, secret
from pkce_widgets.parts.answer import part as answer
from pkce_widgets.parts.authorize import part as authorize
from pkce_widgets.parts.callback import part as callback
from pkce_widgets.parts.check import part as check
from pkce_widgets.parts.explain import part as explain
from pkce_widgets.parts.response import part as response
from pkce_widgets.parts.tamper import part as tamper
from pkce_widgets.parts.token import part as token

if TYPE_CHECKING:
    from pkce_widgets.view.part import Part

PARTS: dict[str, Part] = {
    part.name: part
    for part in (
        provider.PART,
        credentials.PART,
        redirect_uri.PART,
        redirect_rules.PART,
        check.PART,
        secret.PART,
        authorize.PART,
        lint.PART,
        callback.PART,
        token.PART,
        response.PART,
        explain.PART,
        report.PART,
        tamper.PART,
        answer.PART,
    )
}
