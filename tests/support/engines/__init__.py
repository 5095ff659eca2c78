"""The browsers' engines behind one narrow interface, for the tests that ask whether each of them does the same.

Read `engine` first, which says what every engine can do, then `reader`, which is somebody who uses one. `chromium` goes
through Playwright, `firefox` speaks WebDriver BiDi to the Firefox of the system, and `webkit` opens a window of the
system's WebKitGTK, whose inside is `webkit_window`. `opening` opens any of them by its name.
"""
