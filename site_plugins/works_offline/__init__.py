"""Stores a site in its readers' browsers, so that it works without a network.

Read `stored_files` first, which chooses the files and weighs them. Then `worker_file` writes the service worker, and
`plugin` serves MkDocs. What runs in the browser is in `assets/`: `service-worker.mjs`, `start.mjs` in every page, and
`page.mjs`, which is loaded once there is something to store, or something is stored.
"""

from works_offline.stored_files import LIMIT, SiteTooLargeError, StoredFiles, choose_files
from works_offline.worker_file import removing_worker, storing_worker

__all__ = ["LIMIT", "SiteTooLargeError", "StoredFiles", "choose_files", "removing_worker", "storing_worker"]
