// The address says the provider and the step, `#banno-admin/4`, and never a value.

/** The provider and the step in the address; undefined if it names none. */
export function readAddress() {
  const [, provider = '', step = ''] = /^#([a-z0-9-]+)\/([1-7])$/.exec(location.hash) ?? [];
  return provider ? { provider, step: Number(step) } : undefined;
}

/**
 * @param {string} provider
 * @param {number} step
 * @param {boolean} isMove whether Back leads to the step before
 */
export function writeAddress(provider, step, isMove) {
  const hash = `#${provider}/${step}`;
  if (location.hash === hash) return;
  if (isMove) history.pushState(history.state, '', hash);
  else history.replaceState(history.state, '', hash);
}
