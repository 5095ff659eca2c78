// HAR files that were dropped or pasted. Their text is full of secrets: it is only here, in memory, and is never shown.
// In the box stands a line that names the file; the question to Python has the text in its place.

const MOST = 50 * 1024 * 1024; // octets, as in Python
const START = /^\uFEFF?\s*\{\s*"log"\s*:\s*\{/;
const LINE = /⟦HAR file [^⟦⟧]*⟧/g;

/** The text of each file, by its line. @type {Map<string, string>} */
const files = new Map();

/**
 * A text, or the line of the HAR file that it is.
 * @param {string} text
 * @param {string} [name] of the file
 */
export function hideRecording(text, name = '') {
  if (!START.test(text)) return text;
  const named = name.replace(/[^\w. -]/g, '_').slice(0, 60);
  const line = `⟦HAR file ${files.size + 1}${named ? `, ${named}` : ''}, ${text.length.toLocaleString('en')} characters⟧`;
  files.set(line, text);
  return line;
}

/**
 * The texts of a question, with the file that came last as a text of its own: one is judged at a time.
 * @param {string} text
 * @param {string} separator between texts
 */
export function revealRecordings(text, separator) {
  const last = [...text.matchAll(LINE)].filter(([line]) => files.has(line)).pop()?.[0];
  return text.replace(LINE, (line) => (line === last ? `${separator}${files.get(line)}${separator}` : line));
}

/** @param {string} text */
export const hasRecording = (text) => [...text.matchAll(LINE)].some(([line]) => files.has(line));

export function forgetRecordings() {
  files.clear();
}

/**
 * Take files that are dropped on an element.
 * @param {HTMLElement} element
 * @param {AbortSignal} signal
 * @param {(text: string) => void} take gets the text of a file, or the line in its place
 * @param {(text: string) => void} note gets what to say
 */
export function takeDropped(element, signal, take, note) {
  element.addEventListener('dragover', (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault(), { signal });
  element.addEventListener('drop', async (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    if (file.size > MOST) {
      return note(`The file has ${file.size.toLocaleString('en')} bytes, and at most ${MOST.toLocaleString('en')} are read. Record only the login, or drop the long bodies: see “Explain a recording of the browser” on the page about the command line.`);
    }
    note('Reading the file. It stays in this tab.');
    const text = await file.text().catch(() => '');
    if (signal.aborted) return;
    if (text) take(hideRecording(text, file.name));
    else note('The file is empty, or can’t be read.');
  }, { signal });
}
