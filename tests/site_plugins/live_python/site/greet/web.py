"""What the page calls."""

import json


def call(text: str) -> str:
    """Answer a request; some requests misbehave on purpose."""
    request = json.loads(text)
    match request.get("wish"):
        case "hang":
            while True:
                pass
        case "raise":
            raise ValueError("wish for something else")
        case "print":
            print(request["secret"])
        case "exit":
            raise SystemExit(3)
        case "digest":
            import hmac  # imported late on purpose: the builder has to see it

            return json.dumps({"digest": hmac.new(b"key", b"text", "sha256").hexdigest()})
        case "text":
            return "hello"
    return json.dumps({"hello": request.get("name", "world")})
