// How far Python has loaded, where the answer will be.

/**
 * @param {HTMLElement} root
 * @param {import('../../../live_python/assets/states.mjs').LiveState} now
 */
export function showLoading(root, now) {
  const say = (/** @type {string} */ selector, /** @type {string} */ text) => {
    const place = root.querySelector(selector);
    if (place) place.textContent = text;
  };
  const failed = now.state === 'failed';
  root.querySelector('[data-state]')?.setAttribute('data-state', failed ? 'failed' : 'loading');
  say('.pkce-verdict__word', failed ? 'Not loaded' : 'Loading the checker');
  say('.pkce-verdict__text', failed ? `${now.title}: ${now.reason}` : 'Your paste is kept. The answer appears here.');
  say('[data-part="why"]', failed ? `${now.advice} What you pasted is kept.` : 'The checker is Python, and runs in this tab.');
  for (const selector of ['progress', 'ol']) root.querySelector(selector)?.toggleAttribute('hidden', failed);
  root.querySelector('[data-action="retry"]')?.toggleAttribute('hidden', !failed);
  if (now.state !== 'loading') return;
  const bar = root.querySelector('progress');
  if (bar) [bar.max, bar.value] = [now.total || 1, now.loaded];
  const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
  say('[data-part="bytes"]', now.total ? `${megabytes(now.loaded)} of ${megabytes(now.total)} MB` : '');
  const stages = [...root.querySelectorAll('[data-stage]')];
  const at = stages.findIndex((each) => each.getAttribute('data-stage') === now.stage);
  stages.forEach((each, place) => {
    each.toggleAttribute('data-done', place < at);
    each.toggleAttribute('data-current', place === at);
  });
}
