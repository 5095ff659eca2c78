// <pkce-answer>: one box that takes anything of a login, and the answer beside it.

import { Display, showWhole } from '../answer/display.mjs';
import { pastes } from '../answer/pastes.mjs';
import { hideRecording, takeDropped } from '../answer/recordings.mjs';
import { hideSecrets } from '../answer/secrets.mjs';
import { fill } from '../answer/slots.mjs';
import { flow } from '../flow.mjs';
import { chosen } from '../part/choices.mjs';
import { FlowElement } from '../part/flow-element.mjs';
import { issueForm } from '../part/issue-form.mjs';
import { toDom } from '../part/tree.mjs';
import { isByKey } from '../part/typing.mjs';
import { isPreview, live } from '../runtime.mjs';

/** @typedef {import('../part/questions.mjs').Answer} Answer */

const MAX_LENGTH = 200_000; // characters: far above any text of a login, far below what slows a page down
/** Input that is no paste although it is more than a key. */
const NO_PASTE = /^(insertLineBreak|insertCompositionText|history)/;
const FIELDS = 'textarea, input:not([type=radio], [type=checkbox]), [contenteditable]';
/** Text that belongs into the box although it was pasted into a field of the pair. */
const FOR_BOX = /code_(verifier|challenge)|:\/\/|^\s*(\{|curl )/;

export class PkceAnswer extends FlowElement {
  #display = /** @type {Display | undefined} */ (undefined);
  #example = false;
  /** The field that the reader is typing into key by key. */
  #typing = '';
  #running = false;
  #again = false;

  connectedCallback() {
    if (!isPreview(this)) super.connectedCallback();
  }

  get display() {
    return (this.#display ??= new Display(this));
  }

  /** @param {AbortSignal} signal */
  connected(signal) {
    const [{ display }, { forgotten }] = [this, pastes];
    this.addEventListener('input', this.#typed, { signal });
    this.addEventListener('change', this.#changed, { signal });
    this.addEventListener('click', this.#clicked, { signal });
    this.addEventListener('toggle', this.#toggled, { signal, capture: true });
    this.addEventListener('submit', (event) => event.preventDefault(), { signal });
    document.addEventListener('paste', this.#pasted, { signal });
    takeDropped(this, signal, (text) => this.#add(text), (text) => display.note(text));
    addEventListener('pagehide', this.#left, { signal });
    flow.addEventListener('reset', this.#left, { signal });
    live.addEventListener('statechange', () => display.show(this.#example), { signal });
    for (const end of [live.wake(this), () => display.close()]) signal.addEventListener('abort', end);
    if (pastes.isEmpty && display.hasText) pastes.act(display.read()); // given before this ran
    const field = document.activeElement;
    if (field instanceof HTMLTextAreaElement && field !== display.box && this.contains(field)) this.#typing = field.name;
    display.write();
    display.note(forgotten);
    void this.#ask();
  }

  #typed = (/** @type {Event} */ event) => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement)) return;
    const byKeys = isByKey(event);
    this.#typing = byKeys ? field.name : '';
    this.#example = false;
    if (field.value.length > MAX_LENGTH) return this.display.note(`${tooLong(field.value.length)} It is not read.`);
    const hidden = byKeys ? field.value : hideSecrets(field.value);
    if (hidden !== field.value) field.value = hidden;
    this.display.note('');
    const pair = { ...pastes.now.pair, [field.name]: hidden.replace(/^[\r\n]+|[\r\n]+$/g, '') };
    const change = field === this.display.box ? { draft: hidden } : { pair };
    if (byKeys || (event instanceof InputEvent && NO_PASTE.test(event.inputType))) pastes.change(change);
    else pastes.act(change);
    void this.#ask();
  };

  #changed = (/** @type {Event} */ { target }) => {
    if (target instanceof HTMLSelectElement) {
      if ('remember' in target.dataset) void this.#ask(); // the list of providers is followed by CSS alone
    } else if (this.#typing) {
      this.#typing = ''; // what is too short is a mistake now
      void this.#ask();
    }
  };

  #pasted = (/** @type {ClipboardEvent} */ event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const target = event.target instanceof Element ? event.target.closest(FIELDS) : null;
    const ours = target instanceof HTMLTextAreaElement && this.contains(target);
    if (!text || (target && !ours)) return;
    if (ours && target !== this.display.box && text.length <= MAX_LENGTH && !FOR_BOX.test(text)) return;
    event.preventDefault();
    this.#add(text);
    this.display.box.focus();
  };

  /** @param {string} pasted */
  #add(pasted) {
    const [{ box }, text] = [this.display, hideRecording(pasted)];
    if (text.length > MAX_LENGTH) return this.display.note(`You pasted ${tooLong(text.length)} Nothing was changed.`);
    this.#example = false;
    this.#typing = '';
    const { value, selectionStart, selectionEnd } = box;
    const apart = /[^\s=:"'(]$/.test(value.slice(0, selectionStart)) && selectionStart === selectionEnd ? '\n\n' : '';
    const draft = hideSecrets(value.slice(0, selectionStart) + apart + text + value.slice(selectionEnd));
    pastes.act({ draft });
    this.display.note('');
    this.display.write();
    void this.#ask();
  }

  #clicked = (/** @type {Event} */ event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const { action, error, reply, show } = button.dataset;
    if (error) this.#add(error);
    else if (reply) {
      const [cause = '', answer = ''] = reply.split('=');
      pastes.act({ replies: { ...pastes.now.replies, [cause]: answer } });
      void this.#ask();
    } else if (show !== undefined) showWhole(button);
    else if (action) void this.#act(action);
  };

  /** @param {string} action */
  async #act(action) {
    const { display } = this;
    if (action === 'retry') {
      live.retry().catch(() => {}); // the state says why
      void this.#ask();
    } else if (action === 'paste') {
      const text = await navigator.clipboard?.readText().catch(() => '');
      if (text) this.#add(text);
      else display.note('The browser doesn’t let this page read the clipboard. Press and hold the box to paste.');
    } else if (action === 'create') await this.#create();
    else if (action === 'example') {
      this.#example = true;
      display.showExample();
    } else {
      const secret = pastes.hasSecret;
      if (action === 'undo') pastes.undo();
      else if (!this.#example) pastes.clear();
      this.#example = false;
      display.write();
      display.note(pastes.cleared ? `Cleared.${secret ? ' Undo doesn’t bring back a text with a secret.' : ''}` : '', pastes.cleared);
      void this.#ask();
      display.box.focus();
    }
  }

  async #create() {
    if (live.state.state !== 'ready') this.display.note('Loading the checker. Then your pair appears here.');
    try {
      const answer = /** @type {Answer} */ (await live.call({ op: 'answer', action: 'create' }));
      this.#example = false;
      pastes.act({ pair: answer.values });
      pastes.created = answer.values;
      this.display.note('');
      this.display.write();
      void this.#ask();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The report is written once the reader opens its place. */
  #toggled = async (/** @type {Event} */ { target }) => {
    if (!(target instanceof HTMLDetailsElement) || !target.open || !('report' in target.dataset)) return;
    const answer = await live.call(this.#question({ action: 'report' })).catch((error) => this.#failed(error));
    if (!answer) return;
    for (const piece of answer.body[2]) fill(this, piece);
    target.querySelector('[data-slot="report"]')?.append(...issueForm().map(toDom));
  };

  /** The page is left, or the reader has started over: nothing that is shown may outlive what was forgotten. */
  #left = (/** @type {Event} */ { type }) => {
    if (type === 'reset') pastes.forget();
    this.#example = false;
    this.display.empty();
    this.display.write();
    this.display.note(pastes.forgotten);
    void this.#ask();
  };

  /** @param {Record<string, string>} more */
  #question(more) {
    const values = { ...pastes.question(), fix_language: chosen('fix_language') };
    return { op: 'answer', values, now: Math.floor(Date.now() / 1000), ...more };
  }

  /** Ask about what is there now: however many keys are pressed before the answer, one more question follows. */
  async #ask() {
    this.#again = true;
    this.display.show(this.#example);
    if (this.#running) return;
    this.#running = true;
    while (this.#again) {
      this.#again = false;
      if (pastes.isEmpty) this.#give({});
      else await this.#askOnce();
    }
    this.#running = false;
  }

  async #askOnce() {
    const [asked, typing] = [pastes.now, this.#typing];
    try {
      const answer = /** @type {Answer} */ (await live.call(this.#question(typing ? { typing } : {}), pastes.patience));
      if (this.#again || pastes.now !== asked || !this.isConnected || this.#example) return;
      const unread = answer.hidden?.includes('texts');
      if (unread && typing === 'texts') { // a word that isn't finished yet
        const alone = !asked.texts.length && !Object.values(asked.pair).some(Boolean);
        if (alone) return this.display.clear();
      } else if (asked.draft && !typing && !unread) {
        pastes.keepDraft();
        this.display.write();
      }
      this.display.answer(answer);
      this.#give({ ...answer.offers, ...(pastes.isCreated ? asked.pair : {}) });
    } catch (error) {
      if (!this.#again) this.#failed(error);
    }
  }

  /**
   * What is here goes to the quickstart; what no longer is goes from there, unless a request was made with it.
   * @param {Record<string, string>} offers
   */
  #give(offers) {
    const { title } = this.display;
    const given = flow.get('authorization_requested_url') ? [] : [...flow.snapshot().keys()].filter((name) => flow.source(name) === title);
    const kept = Object.entries(offers).filter(([name]) => ['', title].includes(flow.source(name)));
    flow.set(Object.fromEntries([...given.map((name) => /** @type {const} */ ([name, ''])), ...kept]), title);
  }

  /** @param {unknown} error */
  #failed(error) {
    const { message, advice = '' } = /** @type {Error & {advice?: string}} */ (error);
    if (live.state.state !== 'failed') this.display.note(`Not checked. ${message} ${advice}`.trim());
    this.display.announce(`Not checked. ${message}`);
    this.display.show(this.#example);
  }
}

/** @param {number} length */
const tooLong = (length) =>
  `${length.toLocaleString('en')} characters. This box takes ${MAX_LENGTH.toLocaleString('en')} at most.`;
