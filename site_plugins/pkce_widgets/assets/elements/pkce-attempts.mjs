// <pkce-attempts>: the number of the present attempt, the earlier ones to open, and "Start over", which asks first and
// can be undone until the reader goes on.

import { flow } from '../flow.mjs';
import { FlowElement } from '../part/flow-element.mjs';

const ERASED = 'Started over: your values were cleared.';
const USED = `${ERASED} The page still remembers which challenges and states were used.`;
const SECRETS = 'The client secret, verifier, code and tokens are forgotten when you leave the page.';
/** What an earlier attempt shows. @type {[string, string][]} */
const ROWS = [
  ['redirect', 'Redirect'], ['code', 'Code'], ['token_request', 'The command as you ran it'], ['token_response', 'Answer'],
  ['error', 'Error'], ['error_description', 'Description'],
];

/** Whether a reload was spoken of: the document stays a reloaded one, also after instant navigation. */
let told = false;

export class PkceAttempts extends FlowElement {
  /** The earlier attempts that are shown. @type {unknown} */
  #shown;

  /** @param {AbortSignal} signal */
  connected(signal) {
    this.hidden = false;
    for (const event of ['change', 'attempt', 'kept']) flow.addEventListener(event, this.#draw, { signal });
    this.addEventListener('click', this.#clicked, { signal });
    addEventListener('pageshow', (/** @type {PageTransitionEvent} */ event) => event.persisted && flow.get('forgotten') && this.#returned(), { signal });
    this.#draw();
    const [visit] = performance.getEntriesByType('navigation');
    if (!told && visit && 'type' in visit && ['reload', 'back_forward'].includes(String(visit.type))) this.#returned();
    told = true;
  }

  /** @param {string} selector */
  #part(selector) {
    return this.find(`.pkce-attempts__${selector}`, HTMLElement);
  }

  #clicked = (/** @type {Event} */ event) => {
    const action = event.target instanceof Element ? event.target.closest('button')?.dataset.action : undefined;
    if (action === 'reset') this.#ask(true);
    else if (action === 'keep') this.#ask(false);
    else if (action === 'erase') {
      const used = flow.get('used_challenges') || flow.get('used_states');
      flow.reset();
      this.#ask(false);
      this.#say(used ? USED : ERASED);
      this.find('[data-action="undo"]', HTMLButtonElement).focus();
    } else if (action === 'undo') {
      flow.undo();
      this.#say('Your values are back, except the client secret and any text with it.');
      this.find('[data-action="reset"]', HTMLButtonElement).focus();
    }
  };

  /** @param {boolean} open */
  #ask(open) {
    this.#part('ask').hidden = !open;
    this.find('[data-action="reset"]', HTMLButtonElement).hidden = open;
    this.find(`[data-action="${open ? 'keep' : 'reset'}"]`, HTMLButtonElement).focus();
  }

  /** @param {string} text */
  #say(text) {
    this.find('[role="status"]', HTMLElement).textContent = text;
  }

  /** The reader is back, by Back or Reload: what is secret was forgotten. */
  #returned() {
    const missing = flow.get('forgotten').split(' ').filter(Boolean);
    this.#say(`${SECRETS} ${missing.length ? `Enter again or make anew: ${missing.join(', ')}.` : 'Enter again what you need.'}`);
    flow.set({ forgotten: '' });
  }

  #draw = () => {
    const count = flow.attempts.length;
    this.#part('now').textContent = count ? `Attempt ${count + 1}` : '';
    this.find('[data-action="undo"]', HTMLButtonElement).hidden = !flow.canUndo;
    if (flow.attempts === this.#shown) return; // what the reader opened stays open
    this.#shown = flow.attempts;
    this.#part('earlier').replaceChildren(...flow.attempts.map(drawn));
  };
}

/** @param {import('../attempts.mjs').Attempt} attempt */
function drawn({ number, outcome, values }) {
  const list = document.createElement('dl');
  for (const [name, label] of ROWS) if (values[name]) list.append(...row(name, label, values[name]));
  const fold = document.createElement('details');
  fold.append(Object.assign(document.createElement('summary'), { textContent: `Attempt ${number}: ${outcome}` }), list);
  return fold;
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} value
 */
function row(name, label, value) {
  const code = Object.assign(document.createElement('code'), { className: 'pkce-value__text', textContent: value, dir: 'ltr' });
  const description = document.createElement('dd');
  description.dataset.value = name;
  description.append(code);
  return [Object.assign(document.createElement('dt'), { textContent: label }), description];
}
