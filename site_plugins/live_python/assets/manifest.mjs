/** The manifest: the files, their sizes and their SHA-256. */

import { LiveError } from "./errors.mjs";
import { fileName, statusError, toHex, whyNoResponse } from "./support.mjs";

/** The version of the manifest that this code reads and the builder writes. */
const FORMAT = 2;
/** The manifest of the site's own pages. A caller may name another one. */
const OWN = new URL("../manifest.json", import.meta.url).href;

/**
 * `download` is roughly the size of the transfer if the server compresses; `size` is the size of the file.
 * @typedef {{role: string, path: string, size: number, download: number, sha256: string}} ManifestFile
 * @typedef {{
 *   format: number,
 *   pyodide: string,
 *   python: string,
 *   entry: string,
 *   packages: Record<string, string>,
 *   files: ManifestFile[],
 * }} Manifest
 */

/**
 * Load the manifest. Its name never changes, so ask the server whether its content did. If the server cannot be
 * reached, the cached copy is still good, and so are the cached files that it lists.
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<Manifest>}
 * @throws {LiveError}
 */
export async function loadManifest(url, signal) {
  const file = fileName(url);
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { cache: "no-cache", signal }).catch(() => fetch(url, { cache: "force-cache", signal }));
  } catch (error) {
    throw await whyNoResponse(url, error);
  }
  if (!response.ok) throw statusError(response, file);
  const text = await response.text().catch(() => "");
  const manifest = parse(text);
  if (!isManifest(manifest)) throw new LiveError("manifest", { file });
  // The page says which manifest it was built with, and the manifest has the hashes of all other files.
  const wanted = document.querySelector('meta[name="live-python-manifest"]')?.getAttribute("content");
  const digest = await globalThis.crypto?.subtle?.digest("SHA-256", new TextEncoder().encode(text));
  if (url === OWN && wanted && digest && toHex(digest) !== wanted) throw new LiveError("updated", { file });
  return manifest;
}

/**
 * @param {string} text
 * @returns {unknown} null for what isn't JSON
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Manifest}
 */
function isManifest(value) {
  const manifest = /** @type {Manifest | null} */ (value);
  return manifest?.format === FORMAT && Array.isArray(manifest.files);
}

/**
 * @param {Manifest} manifest
 * @param {string} role
 * @returns {ManifestFile}
 */
export function fileOf(manifest, role) {
  const file = manifest.files.find((each) => each.role === role);
  if (file === undefined) throw new LiveError("manifest", { file: "manifest.json", detail: `no ${role}` });
  return file;
}
