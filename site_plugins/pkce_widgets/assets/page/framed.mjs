// Inside a frame nothing can be entered: the page around it could lay its own text over the fields. A host that sends
// frame-ancestors forbids frames; this is for those that send no headers.

export const isFramed = window.top !== window.self;

const WHY = 'Nothing can be entered here, because another page shows this page in a frame. ';

/** Turn off what takes input, and say why in each part, with a link to the page itself. */
export function refuse() {
  for (const control of document.querySelectorAll(':not(:defined) :is(input, textarea, select, button)')) {
    control.toggleAttribute('disabled', true);
    const part = control.closest(':not(:defined)');
    if (part?.querySelector('.pkce-framed') === null) part.prepend(sentence());
  }
}

function sentence() {
  const link = { href: location.href, target: '_blank', rel: 'noopener', textContent: 'Open the page itself' };
  const said = Object.assign(document.createElement('p'), { className: 'pkce-framed' });
  said.append(WHY, Object.assign(document.createElement('a'), link), '.');
  return said;
}
