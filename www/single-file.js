// @ts-check
/**
 * One file with a whole corpus: the search, and a view that shows its pages. The part of the address after `#` names the page, so that Back
 * and bookmarks work from a disk, where a script can't change any other part of the address.
 */
import { MODULE } from "./module.js";
import { openAside, unpacked } from "./embedded-module.js";
import { CROSS, icon, make } from "./dom.js";
import { language, words } from "./i18n.js";
import { share } from "./search-session.js";
import { sheet } from "./style.js";

/** The exports that modules loaded on demand import from `findling.js`. */
const MAIN = { CROSS, icon, make, MODULE, openAside, share, sheet, words };

const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** The hash of an address as browsers write it. @param {string} address */
const hashOf = (address) => new URL(address, document.baseURI).hash;

class SingleFile {
  #search = find("search");
  #reader = find("reading");
  #box = /** @type {import("./internal.d.ts").FindlingBox} */ (/** @type {unknown} */ (document.querySelector("findling-results")));
  #tag = "en";
  #title = document.title;
  #scrolled = 0;
  /** @type {Map<string, [part: number, at: number]>} */
  #places = new Map();
  /** @type {Map<number, Promise<string[]>>} */
  #parts = new Map();
  /** @type {Promise<void>} Navigations run one after the other, so that an earlier one can't finish last. */
  #going = Promise.resolve();

  async start() {
    /** @type {[address: string, part: number, at: number][]} */
    const contents = await (await unpacked("contents")).json();
    for (const [address, part, at] of contents) this.#places.set(hashOf(address), [part, at]);
    this.#tag = navigator.languages.find((tag) => language(tag) !== "en" || /^en\b/i.test(tag)) ?? "en";
    find("about").textContent = (await words(this.#tag)).say("pages", { n: contents.length });
    document.addEventListener("findling:select", (event) => {
      const { detail } = /** @type {CustomEvent<{ url: string }>} */ (event);
      event.preventDefault();
      location.hash = plain(hashOf(detail.url));
    });
    addEventListener("hashchange", () => this.#go());
    document.documentElement.lang = language(this.#tag);
    await this.#go();
  }

  #go() {
    const show = () => this.#show(plain(location.hash));
    this.#going = this.#going.then(show, show);
    return this.#going;
  }

  /** @param {string} hash of a page, with or without a section; any other hash shows the search */
  async #show(hash) {
    const end = hash.lastIndexOf("#");
    const whole = this.#places.has(hash);
    const address = whole || end < 1 ? hash : hash.slice(0, end);
    const place = this.#places.get(address);
    if (!place) return this.#back();
    if (this.#reader.dataset.address !== address) await this.#read(address, place);
    const name = whole || end < 1 ? "" : hash.slice(end);
    const sections = /** @type {NodeListOf<HTMLElement>} */ (this.#reader.querySelectorAll("section[id]"));
    const section = [...sections].find(({ id }) => hashOf(`#${id}`) === name) ?? null;
    if (section) {
      section.scrollIntoView();
      section.focus({ preventScroll: true });
    }
    await this.#mark(section);
  }

  #back() {
    if (this.#search.hidden) {
      this.#turn(false);
      this.#reader.replaceChildren();
      delete this.#reader.dataset.address;
      document.title = this.#title;
      document.documentElement.lang = language(this.#tag);
      document.documentElement.dir = "";
      scrollTo(0, this.#scrolled);
      this.#box.input?.focus({ preventScroll: true });
    }
  }

  /**
   * @param {string} address
   * @param {[part: number, at: number]} place
   */
  async #read(address, [part, at]) {
    const text = this.#parts.get(part) ?? unpacked(`part-${part}`).then((response) => response.json());
    this.#parts.set(part, text);
    // A parsed document runs and fetches nothing. Everything from the corpus was escaped when it was written.
    const page = new DOMParser().parseFromString((await text)[at], "text/html");
    for (const link of page.querySelectorAll("a[href^='#']")) {
      const to = link.getAttribute("href") ?? "";
      if (to.length > 1 && !to.startsWith("#/")) link.setAttribute("href", address + to);
    }
    if (!this.#search.hidden) this.#scrolled = scrollY;
    this.#turn(true);
    this.#reader.replaceChildren(...[...page.body.childNodes].map((node) => document.importNode(node, true)));
    this.#reader.dataset.address = address;
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    document.documentElement.dir = page.documentElement.dir;
    scrollTo(0, 0);
  }

  /** Marks the words of the query. @param {Element | null} section the section that the address names */
  async #mark(section) {
    this.#reader.querySelector("findling-marks")?.remove();
    const query = this.#box.session?.query;
    if (!query) return;
    await import("./marks.js");
    const marks = make(/** @type {any} */ ("findling-marks"), { for: "#reading" });
    this.#reader.append(marks);
    await /** @type {import("./marks.js").FindlingMarks} */ (/** @type {unknown} */ (marks)).show(query, section);
  }

  /** Shows the reader page or the search. @param {boolean} reader */
  #turn(reader) {
    this.#search.hidden = reader;
    this.#reader.hidden = !reader;
    const looks = /** @type {NodeListOf<HTMLStyleElement>} */ (document.querySelectorAll("style[id]"));
    for (const style of looks) style.media = (style.id === "reading-looks") === reader ? "all" : "not all";
  }
}

/** A hash without its text fragment. @param {string} hash */
const plain = (hash) => hash.split(":~:")[0];

new SingleFile().start();
