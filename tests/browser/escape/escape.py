"""Tries to reach another origin from the Python that runs in a page, every way that a worker has."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import js  # type: ignore[import-not-found]
import pyodide.http  # type: ignore[import-not-found]
from pyodide.ffi import create_proxy, to_js  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from collections.abc import Callable

KEEP: list[object] = []  # what JavaScript still calls
SETTLED: list[str] = []

NESTED = "fetch({url}, {{mode: 'no-cors'}}).catch(() => 0).then(() => postMessage(0));"


def options(**given: object) -> Any:
    return to_js(given, dict_converter=js.Object.fromEntries)


def keep(function: Callable[..., object]) -> Any:
    KEEP.append(create_proxy(function))
    return KEEP[-1]


def fetch(url: str) -> None:
    js.fetch(url, options(mode="no-cors", method="POST", body="secret")).catch(keep(lambda _error: None))


async def try_pyfetch(url: str) -> None:
    try:
        await pyodide.http.pyfetch(url)
    except OSError:
        SETTLED.append(url)


def pyfetch(url: str) -> None:
    KEEP.append(asyncio.ensure_future(try_pyfetch(url)))


def xhr(url: str) -> None:
    request = js.XMLHttpRequest.new()
    request.open("GET", url, False)
    request.send()


def web_socket(url: str) -> None:
    js.WebSocket.new(url.replace("http:", "ws:"))


def event_source(url: str) -> None:
    source = js.EventSource.new(url)
    source.onerror = keep(lambda _event: SETTLED.append(url))  # Firefox tells the worker nothing else
    KEEP.append(source)


def nested_worker(url: str) -> None:
    source = NESTED.format(url=json.dumps(url))
    worker = js.Worker.new(js.URL.createObjectURL(js.Blob.new([source], options(type="text/javascript"))))
    worker.onmessage = keep(lambda _event: SETTLED.append(url))
    KEEP.append(worker)


def font(url: str) -> None:
    face = js.FontFace.new("a", f"url({url})")
    face.load().catch(keep(lambda _error: SETTLED.append(url)))


def web_transport(url: str) -> None:
    transport = js.WebTransport.new(url.replace("http:", "https:"))
    transport.ready.catch(keep(lambda _error: SETTLED.append(url)))


def address(url: str) -> None:
    js.location.href = url


WAYS: dict[str, Callable[[str], object]] = {
    "fetch": fetch,
    "pyfetch": pyfetch,
    "xhr": xhr,
    "open_url": lambda url: pyodide.http.open_url(url),
    "web_socket": web_socket,
    "event_source": event_source,
    "nested_worker": nested_worker,
    "font": font,
    "web_transport": web_transport,
    # What a worker doesn't have, or what it must not do.
    "eval": lambda url: js.eval(f"fetch({json.dumps(url)})"),
    "import_scripts": lambda url: js.importScripts(url),
    "beacon": lambda url: js.navigator.sendBeacon(url, "secret"),
    "shared_worker": lambda url: js.SharedWorker.new(url),
    "web_rtc": lambda url: js.RTCPeerConnection.new(options(iceServers=[options(urls=url.replace("http:", "stun:"))])),
    "image": lambda url: js.Image.new(src=url),
    "style": lambda url: js.document.head.append(url),
    "address": address,
    "assign": lambda url: js.location.assign(url),
    "replace": lambda url: js.location.replace(url),
    "open": lambda url: js.open(url),
    "top": lambda url: setattr(js.top, "location", url),
    "windows": lambda url: js.clients.openWindow(url),
}


def call(message: str) -> str:
    """Try a way, or tell which addresses are settled: blocked by the policy, or given up."""
    request = json.loads(message)
    if request["way"] == "settled":
        return json.dumps({"settled": SETTLED})
    try:
        WAYS[request["way"]](request["url"])
    except Exception as error:  # noqa: BLE001 - whatever stops an attempt is an answer
        return json.dumps({"stopped": f"{type(error).__name__}: {error}"})
    return json.dumps({"stopped": ""})


if hasattr(js, "addEventListener"):  # Node, where the builder runs the exercise, has none
    js.addEventListener(
        "securitypolicyviolation", keep(lambda event: SETTLED.append(event.blockedURI.replace("ws:", "http:")))
    )
