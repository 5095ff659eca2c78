"""`SentRequest`: what a program was told to send, or did send, to the token endpoint."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class SentParameter:
    """One parameter of a request.

    Attributes:
        name: as it was sent, decoded. Kept out of the repr, as a value with an & in it is cut into names.
        value: as it was sent, decoded; None when the text does not show it. Kept out of the repr.
        variable: what fills the value in, such as a shell variable, a file or a prompt; "" when nothing does.
        kept_from_shell: a variable that single quotes kept from the shell, so that its name was sent; "" for none.
            It's %NAME% where no cmd.exe reads it.
    """

    name: str = field(repr=False)
    value: str | None = field(repr=False)
    variable: str = ""
    kept_from_shell: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SentRequest:
    """A token request as it was sent, with its mistakes.

    Attributes:
        written_as: how the text shows the request: "curl", "wget", "HTTPie", "fetch", "program", "HTTP", "curl -v",
            "URL", "form" or "text". "parameters" when there was an object instead of a text; "unread" when it was a
            text that shows no request.
        method: such as "POST"; "" when the text does not say.
        url: where it went, without the query; "" when the text does not say. Kept out of the repr.
        query: the parameters of the URL.
        body: the parameters of the body, whatever its format.
        body_format: "form", "json", "multipart", "text" or "" when there is no body.
        client_id: of the Authorization header with Basic; None when there is none.
        client_secret: likewise; its value is None when a variable or a prompt fills it in.
        authorization: the scheme of the Authorization header in lower case, such as "basic"; "" when there is none.
        basic_mistake: what is wrong with the value of that header: "no scheme", "white space", "not encoded",
            "base64url", "not base64" or "no colon"; or a name and what isn't form-encoded in it, such as
            "client_secret +"; "" for nothing.
        misnamed_header: the name of a header that has such a value and isn't Authorization; "" for none.
        cut_off: the names after an & outside quotes, where a shell ends the command, so that they weren't sent; or the
            option at the start of a line that no backslash, caret or backtick joins to the command.
        parted: the names of the parameters whose value is a word of its own, after a space, so that it wasn't sent.
        dpop: the proof in the DPoP header; "" when there is none. Kept out of the repr.
        has_hidden_dpop: whether there is such a header, but with something else in it, such as a variable.
    """

    written_as: str
    method: str = ""
    url: str = field(default="", repr=False)
    query: tuple[SentParameter, ...] = ()
    body: tuple[SentParameter, ...] = ()
    body_format: str = ""
    client_id: SentParameter | None = None
    client_secret: SentParameter | None = None
    authorization: str = ""
    basic_mistake: str = ""
    misnamed_header: str = ""
    cut_off: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    dpop: str = field(default="", repr=False)
    has_hidden_dpop: bool = False

    @property
    def parameters(self) -> tuple[SentParameter, ...]:
        """The parameters of body and URL."""
        return self.body + self.query

    @property
    def all_parameters(self) -> tuple[SentParameter, ...]:
        """The parameters of body and URL, then client_id and client_secret of Basic."""
        return (*self.parameters, *(each for each in (self.client_id, self.client_secret) if each is not None))
