/** A live part as small as it gets: a button, a status line, an answer. */

import { live } from "../assets/live-python/client.mjs";

Object.assign(globalThis, { live });
document.documentElement.dataset.boots = "0";

live.addEventListener("statechange", () => {
  const { dataset } = document.documentElement;
  const { state } = live;
  if (state.state === "loading" && state.stage === "start") dataset.boots = String(Number(dataset.boots) + 1);
  dataset.live = state.state;
});

customElements.define(
  "live-demo",
  class extends HTMLElement {
    connectedCallback() {
      if (!this.firstChild) this.append(document.createElement("button"), document.createElement("output"));
      const [button, output] = /** @type {any} */ (this.children);
      button.textContent = "Say hello";
      button.onclick = async () => {
        output.textContent = await live.call({ name: "Ada" }).then((answer) => answer.hello, String);
      };
      this.disarm = live.wake(this);
    }

    disconnectedCallback() {
      this.disarm();
    }
  },
);

const style = new CSSStyleSheet();
style.replaceSync(".tall { height: 5000px } live-demo { display: block }");
document.adoptedStyleSheets.push(style);
