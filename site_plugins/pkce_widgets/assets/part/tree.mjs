// Makes elements from the trees that Python sends: createElement and text nodes, never a parser, so that nothing that
// a reader pastes can become markup.

/** @typedef {string | [string, Record<string, string>, Node[]]} Node */

const TAGS = new Set(
  'a button code dd details div dl dt li mark ol option p pre select span strong summary table tbody td th thead tr ul wbr'.split(' '),
);

/**
 * @param {Node} node a text, or [tag, attributes, children]
 * @returns {HTMLElement | Text}
 */
export function toDom(node) {
  if (typeof node === 'string') return document.createTextNode(node);
  const [tag, attributes, children] = node;
  if (!TAGS.has(tag)) throw new TypeError(`<${tag}> is not an element that a view may use`);
  const element = document.createElement(tag);
  for (const [written, value] of Object.entries(attributes)) {
    const name = written.toLowerCase(); // as the element takes it
    if (name.startsWith('on') || (name === 'href' && !/^(https?:\/\/|#|\.)/i.test(value))) {
      throw new TypeError(`the attribute ${name} of <${tag}> could run code`);
    }
    element.setAttribute(name, value);
  }
  element.append(...children.map(toDom));
  return element;
}
