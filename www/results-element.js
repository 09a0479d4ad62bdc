// @ts-check
/** `<findling-results>`: the search page, with the field on top and the results below it as a list of links. */
import { Box, KIT } from "./search-box.js";
import { composes } from "./combobox.js";
import { make } from "./dom.js";

export class FindlingResults extends Box {
  static observedAttributes = [...Box.observedAttributes, "facets", "sorts"];

  /** @type {import("./facets.js").Facets | undefined} */
  #facets;

  build() {
    const { form, body, live, words, input, list, signal } = this;
    if (!form || !body || !live || !words || !input || !list) return [];
    const dir = words.rtl ? "rtl" : "ltr";
    for (const part of [input, list]) part.addEventListener("keydown", (event) => this.#key(event), { signal });
    if (this.hasAttribute("focus")) queueMicrotask(() => input.focus({ preventScroll: true }));
    this.tools = make("div", { class: "tools", part: "tools", lang: words.lang, hidden: true });
    return [make("div", { class: "sheet", part: "sheet", dir }, make("div", { class: "bar" }, form), this.tools, body), live];
  }

  async prepare() {
    super.prepare();
    const { signal } = this;
    if (!this.hasAttribute("facets") && !this.hasAttribute("sorts")) return;
    await this.later(async () => {
      const facets = await (await import("./facets.js")).Facets.of(/** @type {any} */ (this), KIT);
      if (!signal?.aborted) this.#facets = facets;
    });
  }

  ready() {
    this.#facets?.read();
  }

  returned() {
    this.#facets?.read();
  }

  typed() {
    super.typed();
    this.address?.write(this.input?.value.trim() ?? "", !this.address.read());
  }

  draw() {
    super.draw();
    this.#facets?.draw();
  }

  destroy() {
    this.#facets = undefined;
    super.destroy();
  }

  makeList() {
    return make("ol", { part: "list", class: "list" });
  }

  stops() {
    return [...super.stops(), .../** @type {NodeListOf<HTMLElement>} */ (this.list?.querySelectorAll("a[href]") ?? [])];
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { input, session } = this;
    if (!input || composes(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      this.ask("");
      input.focus();
    }
    if (event.key === "Enter" && event.target === input) session?.warm();
  }
}
