"""A window with one WebKitGTK page, run by the system's Python, which has the bindings: see `webkit`.

It reads a command on each line of its input, and answers each on a line of the descriptor that its argument names. The
standard output is the console of the page: WebKitGTK's WebDriver has none.
"""

from __future__ import annotations

import json
import sys
import tempfile
from typing import Any

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, GLib, Gtk, WebKit2  # noqa: E402

_BODY = "return JSON.stringify(await (async (given) => {{ {body} }})(JSON.parse(text)) ?? null)"
ENTER = "\n"


class Window:
    """Opens addresses, runs functions and presses keys, one command after the other."""

    def __init__(self, answers: Any) -> None:
        self._answers = answers
        # A page with private data writes no console.
        self._folder = tempfile.TemporaryDirectory()  # for as long as the window is there
        folder = self._folder.name
        data = WebKit2.WebsiteDataManager(base_data_directory=folder, base_cache_directory=folder)
        settings = WebKit2.Settings(enable_write_console_messages_to_stdout=True)
        self._view = WebKit2.WebView(
            web_context=WebKit2.WebContext(website_data_manager=data),
            settings=settings,
        )
        self._view.connect("load-changed", self._on_load)
        self._view.connect("load-failed", self._on_failure)
        self._going = False
        window = Gtk.Window(default_width=1280, default_height=900)
        window.add(self._view)
        window.show_all()
        self._view.grab_focus()

    def on_input(self, source: Any, _condition: object) -> bool:
        """Do what the next line says. Without one, the test is over."""
        line = source.readline()
        if not line:
            Gtk.main_quit()
            return False
        command = json.loads(line)
        if "go" in command:
            self._going = True
            self._view.load_uri(command["go"])
        elif "run" in command:
            given = GLib.Variant("a{sv}", {"text": GLib.Variant("s", json.dumps(command["given"]))})
            body = _BODY.format(body=command["run"])
            self._view.call_async_javascript_function(body, -1, given, None, None, None, self._on_result)
        elif "paste" in command:
            Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD).set_text(command["paste"], -1)
            self._press(Gdk.KEY_v, Gdk.ModifierType.CONTROL_MASK)
            self._answer(value=None)
        else:
            for key in command["press"]:
                self._press(Gdk.KEY_Return if key == ENTER else Gdk.unicode_to_keyval(ord(key)))
            self._answer(value=None)
        return True

    def _answer(self, **answer: object) -> None:
        self._answers.write(json.dumps(answer) + "\n")
        self._answers.flush()

    def _on_load(self, _view: object, event: object) -> None:
        if event == WebKit2.LoadEvent.FINISHED and self._going:
            self._going = False
            self._answer(value=None)

    def _on_failure(self, _view: object, _event: object, url: str, error: Any) -> None:
        if self._going:
            self._going = False
            self._answer(error=f"{url}: {error.message}")

    def _on_result(self, view: Any, result: object) -> None:
        try:
            self._answer(value=json.loads(view.call_async_javascript_function_finish(result).to_string()))
        except GLib.Error as error:
            self._answer(error=error.message)

    def _press(self, key: int, held: int = 0) -> None:
        display = self._view.get_display()
        _, codes = Gdk.Keymap.get_for_display(display).get_entries_for_keyval(key)
        for kind in (Gdk.EventType.KEY_PRESS, Gdk.EventType.KEY_RELEASE):
            event = Gdk.Event.new(kind)
            event.window = self._view.get_window()
            event.keyval = key
            event.hardware_keycode = codes[0].keycode if codes else 0
            event.state = Gdk.ModifierType(held)
            event.set_device(display.get_default_seat().get_keyboard())
            Gtk.main_do_event(event)


if __name__ == "__main__":
    with open(int(sys.argv[1]), "w", encoding="utf-8") as answers:  # noqa: PTH123 -- a descriptor
        window = Window(answers)
        GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, window.on_input)
        Gtk.main()
