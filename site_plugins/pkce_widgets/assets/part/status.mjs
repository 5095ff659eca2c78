// The state of a part: how far Python has loaded, what is out of date, and what a screen reader announces.

const PAUSE = 500; // milliseconds without news before a screen reader announces the last news

export class Status {
  #root;
  #announcement = 0;

  /** @param {import('./flow-element.mjs').FlowElement} root */
  constructor(root) {
    this.#root = root;
  }

  /** The element leaves the page. */
  close() {
    clearTimeout(this.#announcement);
  }

  /**
   * Show progress while Python loads, and the reason when it failed; otherwise nothing.
   * @param {import('../../../live_python/assets/states.mjs').LiveState} now
   */
  showRuntime(now) {
    const boot = this.#root.find('.pkce-boot', HTMLElement);
    const bar = this.#root.find('.pkce-boot__bar', HTMLProgressElement);
    const text = this.#root.find('.pkce-boot__text', HTMLElement);
    boot.hidden = now.state === 'idle' || now.state === 'ready';
    boot.dataset.state = now.state;
    bar.hidden = now.state !== 'loading';
    this.#root.find('[data-action="retry"]', HTMLButtonElement).hidden = now.state !== 'failed';
    if (now.state === 'loading') {
      bar.max = now.total || 1;
      bar.value = now.loaded;
      text.textContent = now.label;
    } else if (now.state === 'failed') {
      text.textContent = `${now.title}: ${now.reason} ${now.advice}`;
      // Every part shows the reason; only the first one announces it.
      if (!others('.pkce-boot[data-state="failed"]', boot)) this.announce(text.textContent);
    }
  }

  /**
   * Show that something here belongs to an earlier request.
   * @param {string[]} changed what has changed since
   */
  showOutdated(changed) {
    const line = this.#root.find('.pkce-stale', HTMLElement);
    const outdated = changed.length > 0;
    const news = outdated && line.hidden;
    this.#root.toggleAttribute('data-stale', outdated);
    line.hidden = !outdated;
    line.textContent = outdated
      ? `Out of date: you changed ${changed.join(', ')} after this arrived. Start again from the authorization URL.`
      : '';
    if (news && !others('.pkce-panel[data-stale]', this.#root)) this.announce(line.textContent); // once for the page
  }

  /**
   * Have a screen reader announce a text once the reader pauses, so that not every key interrupts it.
   * @param {string} text
   */
  announce(text) {
    clearTimeout(this.#announcement);
    this.#announcement = setTimeout(() => {
      this.#root.find('.pkce-status', HTMLElement).textContent = text;
    }, PAUSE);
  }
}

/**
 * @param {string} selector
 * @param {Element} self
 */
function others(selector, self) {
  return [...document.querySelectorAll(selector)].some((each) => each !== self);
}
