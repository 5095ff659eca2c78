"""All live parts by name: the fences that there are, and what the bridge answers."""

from __future__ import annotations

from pkce_widgets.parts import (
    authorize,
    callback,
    check,
    credentials,
    explain,
    lint,
    provider,
    redirect_rules,
    redirect_uri,
    report,
    response,
    tamper,
    token,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_widgets.part import Part

PARTS: dict[str, Part] = {
    part.name: part
    for part in (
        provider.PART,
        credentials.PART,
        redirect_uri.PART,
        redirect_rules.PART,
        check.PART,
        authorize.PART,
        lint.PART,
        callback.PART,
        token.PART,
        response.PART,
        explain.PART,
        report.PART,
        tamper.PART,
    )
}
