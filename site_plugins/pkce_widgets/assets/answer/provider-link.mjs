// The link to the quickstart leads to the chosen provider, also if it was chosen before this module was there.

/**
 * @param {HTMLElement} root with the list of providers and the link; without both, nothing happens
 * @param {AbortSignal} signal ends it
 */
export function leadToProvider(root, signal) {
  const list = root.querySelector('select[data-part="provider"]');
  const link = root.querySelector('a[data-part="start-link"]');
  if (!(list instanceof HTMLSelectElement) || !(link instanceof HTMLAnchorElement)) return;
  const lead = () => { link.hash = `#${list.value}/1`; };
  list.addEventListener('change', lead, { signal });
  lead();
}
