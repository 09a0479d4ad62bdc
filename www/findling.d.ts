/** Findling's JavaScript API. Offsets are UTF-16, fit for `text.slice(start, end)`. */

/** Where a module comes from: its address, its bytes, a response that holds them, or itself, compiled. */
export type Source = string | URL | ArrayBuffer | ArrayBufferView | Response | WebAssembly.Module;

/** What a search may be told; everything has a default. */
export interface SearchOptions {
  /** At most so many pages (10). */
  limit?: number;
  /** After so many (0). */
  offset?: number;
  /** At most so many passages a page (3). */
  passages?: number;
  /** Characters of an excerpt (160). */
  excerpt?: number;
  /** Only pages with such metadata: one of these values, none of these, or a range with both ends included. `lang` and `year` are always there. */
  filters?: Record<string, string | number | (string | number)[] | { not: string | string[] } | { from?: string | number; to?: string | number }>;
  /** By a field instead of by rank: `"date desc"`. */
  sort?: string;
  /** Fields whose values are counted over all pages found. */
  facets?: string[];
  /** Say why each page was found, in `why`. */
  explain?: boolean;
  /** Weights of ranking that differ from the build's: what a word in a title counts (3), in a heading (2), in metadata (0.5), ... */
  weights?: Partial<Record<"saturation" | "length" | "title" | "heading" | "meta" | "presence" | "passage" | "near" | "named", number>>;
}

/** The answer to a query. */
export interface Results {
  query: string;
  /** Pages found, of which `pages` are some. */
  total: number;
  /** Places found on all those pages. */
  count: number;
  /** Best first. */
  pages: Page[];
  /** How the answer is less than what was asked; empty when it is not. */
  relaxed: { kind: "page" | "some" | "typo" | "reading"; from: string; to: string }[];
  /** Words of the query that are nowhere. */
  missing: string[];
  /** Words that are near to a missing one. */
  suggestions: string[];
  /** For each field asked for, its values with how many pages have them, most first. */
  facets: Record<string, [value: string, pages: number][]>;
}

/** A page found. */
export interface Page {
  id: string;
  url: string;
  title: string;
  titleMarks: [start: number, end: number][];
  /** BCP 47; empty when it is not known. */
  lang: string;
  score: number;
  /** Places found on the page. */
  count: number;
  /** Best first. */
  passages: Passage[];
  /** The page's metadata. */
  meta: Record<string, string[]>;
  /** Why it was found, if `explain` was set. */
  why: Why[];
}

/** A word of the query that a page has. */
export interface Why {
  word: string;
  kind: "exact" | "variant" | "part" | "inflected" | "prefix" | "synonym" | "reading" | "typo";
  fields: ("title" | "heading" | "text" | "meta")[];
  count: number;
  /** How telling the word is in this corpus. */
  weight: number;
  /** How many times one of these places counts, by the weights that the owner gave their elements: the mean of them. */
  emphasis: number;
}

/** A completion of what was typed. */
export interface Suggestion {
  text: string;
  kind: "title" | "heading" | "text";
  url: string | null;
}

/** A passage found. */
export interface Passage {
  /** The page's address with the passage's anchor. */
  url: string;
  /** The heading over it. */
  heading: string;
  /** All headings over it, outermost first. */
  path: string[];
  /** An excerpt. */
  text: string;
  marks: [start: number, end: number][];
  score: number;
}

/** What a pack is. */
export interface About {
  title: string;
  langs: string[];
  fields: string[];
  pages: number;
  passages: number;
  /** The same corpus has the same. */
  content: string;
  /** What the addresses of pages are relative to, as seen from the module; empty where that is the module itself. */
  base: string;
  writer: string;
}

/** An open index. */
export interface Index {
  readonly about: About;
  search(query: string, options?: SearchOptions): Promise<Results>;
  /**
   * Where a query's words stand in texts that are the page's own, found as the engine finds them in the corpus: for each text
   * its ranges, ascending and apart.
   */
  marks(query: string, texts: string[]): Promise<[start: number, end: number][][]>;
  /** Completions of what was typed so far, most useful first. */
  suggest(typed: string, options?: { limit?: number }): Promise<Suggestion[]>;
  /** Gives its memory back. */
  close(): void;
}

/** Why an index can't be opened. */
export class FindlingError extends Error {
  constructor(code: ErrorCode, message: string, cause?: unknown);
  readonly code: ErrorCode;
}

/** `network`: a file can't be had; `module`: it is no module, or none that fits; `pack`: it has no corpus, or none that can be read. */
export type ErrorCode = "network" | "module" | "pack";

/** The address of the module that was built with this script. */
export const MODULE: string;

/** Opens an index; without a source that of the module which was built with this script. Nothing heavy is fetched before. */
export function open(source?: Source): Promise<Index>;

/** Forms of a string by plural category (`Intl.PluralRules`). */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The words of the interface; `{name}` is filled in. */
export interface Strings {
  search: string;
  clear: string;
  close: string;
  loading: string;
  slow: string;
  failed: string;
  offline: string;
  retry: string;
  none: string;
  pages: Plural;
  places: Plural;
  sum: string;
  more: string;
  missing: string;
  page: string;
  some: string;
  typo: string;
  pinyin: string;
  suggest: string;
  complete: string;
  details: string;
  help: string;
  recent: string;
  forget: string;
  keys: string;
  next: string;
  previous: string;
  counter: string;
  back: string;
}

/** The words of what few visitors open: filters, reasons, help. */
export type ExtraStrings = Record<
  | "filters" | "sort" | "best" | "newest" | "oldest" | "lang" | "year" | "reset"
  | "why" | Exclude<Why["kind"], "reading"> | "pinyin" | Why["fields"][number] | "copy" | "copied"
  | "phrase" | "without" | "either" | "field" | "forms",
  string
>;

/** What a page's own drawing of a result may use: where the page or one of its passages leads, and a text with its marks as nodes. */
export interface RenderTools {
  link(passage?: Passage): string | undefined;
  marked(text: string, marks: [start: number, end: number][]): (Node | string)[];
}

/**
 * Draws a page found. Nothing returned: it is drawn as usual. In a popup each link in it is an option of the list. It is not
 * called again for a page that is shown already.
 */
export type Render = (page: Page, tools: RenderTools) => Node | undefined;

/**
 * What both elements have. Attributes: `src` (the module; the one that was built with the script), `base` (what the corpus's addresses
 * are relative to; the module's place), `label`, `placeholder`, `lang`, `limit` (pages at first; 8), `param` (of the address; `q`),
 * `integrity` (what the module's bytes must be), `no-url`, `no-recent`, `no-marks` (results don't carry the query to the pages they lead to). Slots: `empty` (shown while nothing is
 * typed), `none` (when nothing is found).
 */
declare class FindlingSearchBox extends HTMLElement {
  /** Words of the interface to be said otherwise. */
  strings: Partial<Strings & ExtraStrings>;
  /** How a page is drawn, if not as usual. */
  render: Render | undefined;
  /** Asks as if a visitor had typed. */
  ask(query: string): void;
  /** Takes everything back: listeners, nodes, the address. Leaving the document does the same. */
  destroy(): void;
  addEventListener<K extends keyof FindlingEvents>(type: K, listener: (this: this, event: FindlingEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: this, event: HTMLElementEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** `<findling-search>`: a box with a popup; with the attribute `modal` a button with a dialog, opened by `shortcuts` (`mod+k /`). */
export class FindlingSearch extends FindlingSearchBox {
  /** Opens the dialog, or puts the caret into the box. */
  open(): void;
  close(): void;
}

/**
 * `<findling-results>`: the search page. Attributes: `focus` (the caret is in the box at once), `facets` (`year, lang, topic=Topic`: the
 * fields to filter by; empty: those whose values several pages share), `sorts` (`date desc=Newest, title`: orders beside the best first).
 */
export class FindlingResults extends FindlingSearchBox {}

/** The elements' events, with plain data; they bubble. Nothing is sent anywhere. */
export interface FindlingEvents {
  "findling:ready": CustomEvent<About>;
  "findling:query": CustomEvent<{ query: string } & Pick<SearchOptions, "filters" | "sort" | "facets">>;
  /** With what may be typed next, while little is typed. */
  "findling:results": CustomEvent<Results & { completions: string[] }>;
  /** Can be prevented by a page that opens the address itself. */
  "findling:select": CustomEvent<{ query: string; title: string; url: string }>;
  "findling:error": CustomEvent<{ code: ErrorCode; message: string }>;
}

/** The words of the interface in one language. */
export interface Words<More = unknown> {
  readonly lang: string;
  readonly rtl: boolean;
  readonly strings: Strings & More;
  /** A number as the language writes it. */
  number(n: number): string;
  /** A string with its values; `n` decides its plural. */
  say(key: keyof Strings | keyof More, values?: Record<string, string | number>): string;
}

/** The language of the interface's that a tag asks for; `en` when there is none. */
export function language(tag: string): string;
/** The words for a page's language; never rejects. */
export function words(tag: string, own?: Partial<Strings>): Promise<Words>;
/** Opens an index in a worker, so that the page never waits for it; on the page itself where there can be no worker. */
export function openAside(source: Source): Promise<Index>;
/** An index of the page's, opened aside, and once however many ask for it. */
export function share(src: string, integrity?: string): Promise<Index>;

// What the elements are made of, for our own scripts beside them; no promise is made of it.
export function make<T extends keyof HTMLElementTagNameMap>(tag: T, attributes?: Record<string, unknown>, ...children: (Node | string)[]): HTMLElementTagNameMap[T];
export function icon(path: string): Element;
export const CROSS: string;
export function sheet(): CSSStyleSheet;
export function complain(cause: string): void;

/** `<findling-marks>`, from `marks.js`: marks what was searched for on the page that a result led to. */
export interface FindlingMarks extends HTMLElement {
  /** Marks a query's words on this page. */
  show(query: string): Promise<void>;
  /** Takes the marks and the bar away. */
  clear(): void;
}

export {};

declare global {
  interface HTMLElementTagNameMap {
    "findling-marks": FindlingMarks;
    "findling-search": FindlingSearch;
    "findling-results": FindlingResults;
  }
}
