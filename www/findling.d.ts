/** Findling's JavaScript API. All offsets count UTF-16 units, as `text.slice(start, end)` does. */

/** Source of a module: its address, its bytes, a response with the bytes, or the compiled module. */
export type Source = string | URL | ArrayBuffer | ArrayBufferView | Response | WebAssembly.Module;

/** An existing search engine as a source: a provider, or the address of a `provider.json`. */
export interface Remote {
  provider: string | URL | Provider;
}

/** Options of a search. All of them are optional. */
export interface SearchOptions {
  /** Maximum number of pages. Default: 10. */
  limit?: number;
  /** Number of pages to skip. Default: 0. */
  offset?: number;
  /** Maximum number of passages per page. Default: 3. */
  passages?: number;
  /** Length of an excerpt in characters. Default: 160 Chinese or Japanese ones, or 200 others. */
  excerpt?: number;
  /** Only pages with matching metadata: one of these values, none of these values, or a range that includes both ends. The fields `lang` and `year` always exist. */
  filters?: Record<string, string | number | (string | number)[] | { not: string | number | (string | number)[] } | { from?: string | number; to?: string | number }>;
  /** Sorts by a field instead of by rank: `"date"`, `"date desc"`. */
  sort?: string;
  /** Fields whose values are counted over all matching pages. */
  facets?: string[];
  /** Fills `why` of every page. Default: false. */
  explain?: boolean;
  /** Ranking weights that replace those of the build: a word in a title (default: 3), in a heading (2), in metadata (0.5) and so on. The score of a changelog or an upgrade guide is multiplied by `changelog` (0.5) if the query asks for no version, that of a list of links by `links` (0.5), that of an older version or a copy of a page by `older` (0.5) if the query does not have its number or folder, that of a translation by `translation` (0.9). */
  weights?: Partial<Record<"saturation" | "length" | "title" | "heading" | "meta" | "presence" | "passage" | "proximity" | "named" | "changelog" | "links" | "older" | "translation", number>>;
}

/** How to follow a search that fetches blocks of a split index, or asks a search engine. */
export interface Progress {
  /** Ends a search that is waiting for blocks or for a search engine. A whole index answers at once. */
  signal?: AbortSignal;
  /** Called with the answer so far: when more blocks of a split index are needed, or when one of several indexes has answered. */
  partial?: (answer: PartialAnswer) => void;
  /** Returns the number of pages, from the first, that must stay where they are when a slow search engine answers beside others. */
  held?: () => number;
}

/** The answer to a query. */
export interface Results {
  query: string;
  /** Number of all matching pages. `pages` contains at most `limit` of them. */
  total: number;
  /** Number of matches on all matching pages. Not set while pages of a split index are not read, nor by a search engine. */
  count?: number;
  /** Set if `total` may be too large: pages of a split index that are not read may lack the string. */
  atMost?: boolean;
  /** Best first. */
  pages: Page[];
  /** How the search was relaxed to find anything. Empty if it was not. */
  relaxed: { kind: "page" | "some" | "typo" | "pinyin"; from: string; to: string }[];
  /** Words of the query that the corpus does not contain. */
  missing: string[];
  /** The excluded parts of the query, without their minus signs. */
  excluded: string[];
  /** Words of the corpus that are similar to a missing word, with the same first letter. */
  suggestions: string[];
  /** For each requested field its values and the number of matching pages, most frequent first. */
  facets: Record<string, [value: string, pages: number][]>;
}

/**
 * The answer of an index. `incomplete` is the cause, if files of a split index fail to load or a search engine fails. Pages may be missing, and no
 * pages doesn't mean that there are none. The next search tries again. `unanswered` has the names of the search engines that failed. `approximate` is set if `total` is
 * an estimate of a search engine.
 */
export type Answer = Results & { incomplete?: string; unanswered?: string[]; approximate?: boolean };
/** The answer so far. `steady`: its pages are final, and only further ones can follow. */
export type PartialAnswer = Answer & { steady?: boolean };

/** A matching page. */
export interface Page {
  id: string;
  url: string;
  title: string;
  titleMarks: [start: number, end: number][];
  /** Language as a BCP 47 tag. Empty if unknown. */
  lang: string;
  score: number;
  /** Number of matches on the page. Those in its metadata count if there are no others. Not set if a search engine did not return all of them. */
  count?: number;
  /** Whether the page's score is multiplied by the weight `changelog` (it is a changelog, release notes or an upgrade guide, and the query asks for no version), `links` (it is a list of links), `older` or `translation`. */
  lowered: boolean;
  /** Best first. */
  passages: Passage[];
  /** Number of matching passages on the page. `passages` contains some of them. */
  matching: number;
  /** The page's metadata. */
  meta: Record<string, string[]>;
  /** Fields of `meta` that contain a match. For each of their values, in the same order, the ranges to mark: `marked(page.meta.authors[0], page.metaMarks.authors[0])`. */
  metaMarks: Record<string, [start: number, end: number][][]>;
  /** How the page matches. Empty unless `explain` is set. */
  why: Why[];
}

/** A word of the query that a page contains. */
export interface Why {
  word: string;
  kind: "exact" | "variant" | "part" | "inflected" | "prefix" | "synonym" | "pinyin" | "typo";
  fields: ("title" | "heading" | "text" | "meta")[];
  count: number;
  /** Rarity of the word in this corpus. */
  weight: number;
  /** Mean weight of the matches, as set by the owner for their elements. 1 if nothing is set. */
  emphasis: number;
}

/** A completion of the typed text. */
export interface Suggestion {
  text: string;
  kind: "title" | "heading" | "text";
  url: string | null;
}

/** A matching passage. */
export interface Passage {
  /** The page's address with the passage's anchor, relative to `About.base`. */
  url: string;
  /** The nearest heading above the passage. */
  heading: string;
  headingMarks: [start: number, end: number][];
  /** All headings above the passage, outermost first. */
  path: string[];
  /** The excerpt. */
  text: string;
  marks: [start: number, end: number][];
  score: number;
}

/** Facts about an index. */
export interface About {
  title: string;
  langs: string[];
  fields: string[];
  pages: number;
  passages: number;
  /** Id of the corpus. Equal for equal corpora. */
  content: string;
  /** Queries to begin with: names that titles and headings of the corpus share. */
  examples: string[];
  /** Base of all addresses, relative to the module. Empty if that is the module's own address. */
  base: string;
  writer: string;
}

/** Facts about an open index. `capabilities` is what a search engine can do. It isn't set for an index of our own, which can do all of it. */
export type IndexAbout = About & { capabilities?: Capabilities };

/** Capabilities of a search engine. The interface shows nothing else. */
export interface Capabilities {
  /** Whether the number of pages is exact or an estimate. */
  counts: "exact" | "about";
  /** Finds words with a typo. */
  typos: boolean;
  /** Finds words that begin as the last word of the query. */
  prefix: boolean;
  /** Finds any two neighbouring characters of Chinese and Japanese. */
  substring: boolean;
  /** Finds Chinese by pinyin. */
  pinyin: boolean;
  /** Filters and counts by all fields, by these, or by none. */
  facets: boolean | string[];
  /** Sorts by all fields, by these, or by none. */
  sort: boolean | string[];
  /** Completes a query, or corrects it. */
  suggestions: boolean;
}

/** A search engine behind the same box. */
export interface Provider {
  /** Called once, before the first search. */
  open(): Promise<ProviderAbout>;
  /** Answers a query: with an answer as the page shows it, or with records, which are then marked and cut as those of an index. Rejects if the engine fails. */
  search(query: string, options: ProviderOptions, signal?: AbortSignal): Promise<Answer | Found>;
  /** Completions of the typed text, if the capabilities have `suggestions`. */
  suggest?(typed: string, options?: { limit?: number }): Promise<Suggestion[]>;
  /** Called when the index is closed. */
  close?(): void;
  /** Whether `search` wants the parts of the query (`options.clauses`), and is asked again if nothing has all words (`options.any`). */
  clauses?: boolean;
  /** Whether it is also asked again for a single word, because `options.any` then finds similar ones. */
  corrects?: boolean;
}

/** Description of a provider. */
export interface ProviderAbout {
  title?: string;
  langs?: string[];
  /** The names of the metadata fields. */
  fields?: string[];
  pages?: number;
  passages?: number;
  /** Base of all addresses. */
  base?: string;
  capabilities: Capabilities;
}

/** The options of a search, with defaults filled in. */
export interface ProviderOptions extends SearchOptions {
  limit: number;
  offset: number;
  passages: number;
  clauses?: Clause[];
  /** Pages with any of the words are wanted: none has all of them. */
  any?: boolean;
}

/** A part of a query. */
export interface Clause {
  role: "words" | "phrase" | "not" | "notphrase";
  /** `title`, `heading`, `lang` or a metadata field. */
  field?: string;
  /** The text, without operators and quotes. */
  text: string;
  /** The words to look for, without those that carry no meaning in a question. */
  words: string[];
  /** Whether it can take the place of the part before it (`OR`). */
  or: boolean;
}

/** Results of a search engine. */
export interface Found {
  /** Number of all matching pages. */
  total: number;
  /** Best first. `matching` is the number of matching passages on the page, if it is known. */
  pages: { records: ProviderRecord[]; matching?: number }[];
  facets?: Record<string, [value: string, pages: number][] | undefined>;
  /** Corrections of the query. */
  suggestions?: string[];
}

/** A passage that a search engine returned, as `findling export` wrote it. Nothing in it is trusted. */
export interface ProviderRecord {
  /** The address of its page. */
  page: string;
  anchor?: string;
  title?: string;
  headings?: string[];
  text?: string;
  lang?: string;
  author?: string | string[];
  date?: string;
  fields?: Record<string, string | string[]>;
  weight?: number;
}

/** The content of a `provider.json`. */
export interface ProviderDescription {
  /** An adapter of ours, or the address of a module that exports `provider(description)`. */
  provider: string;
  /** The address that all requests go below, relative to this file. */
  endpoint: string;
  /** The name of the index, collection or table. */
  index?: string;
  /** A key that can only search: everyone can read it. */
  key?: string;
  title?: string;
  langs?: string[];
  /** The metadata fields. `column` is the name in the search engine. Default: `fields.` and the name. */
  fields?: { name: string; column?: string; kind?: "text" | "number" | "date"; facet?: boolean; sort?: boolean }[];
  pages?: number;
  passages?: number;
  /** Whether the Groonga database has a table of synonyms. Other engines ignore it. */
  synonyms?: boolean;
  capabilities: Capabilities;
}

/** An open index. */
export interface Index {
  readonly about: IndexAbout;
  search(query: string, options?: SearchOptions & Progress): Promise<Answer>;
  /**
   * Finds a query's words in your own texts, with the same matching as in the corpus. Returns ranges for each text, ascending and without
   * overlap.
   */
  marks(query: string, texts: string[]): Promise<[start: number, end: number][][]>;
  /** Completions of the typed text, most useful first. Default limit: 8. */
  suggest(typed: string, options?: { limit?: number }): Promise<Suggestion[]>;
  /** Frees the memory of the index. */
  close(): void;
}

/** The error of an index that can't be opened or used. */
export class FindlingError extends Error {
  constructor(code: ErrorCode, message: string, cause?: unknown);
  readonly code: ErrorCode;
}

/**
 * `network`: a file does not load. `module`: the file isn't a module, or not one of this version. `pack`: the module has no index, or one that can't
 * be read. `provider`: a search engine, its description or its adapter can't be used.
 */
export type ErrorCode = "network" | "module" | "pack" | "provider";

/** The address of the module that was built with this script. */
export const MODULE: string;

/**
 * Opens an index. Default: the module that was built with this script. Nothing is loaded before this call.
 *
 * `base` is the address of the module, beside which the blocks of a split index are. Default: the source's address. `pinned`: the index never
 * moves on to a module that was published later.
 */
export function open(source?: Source | Remote, base?: string, pinned?: boolean): Promise<Index>;

/** Forms of a string by plural category (`Intl.PluralRules`). */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The strings of the interface. `{name}` is replaced by a value. */
export interface Strings {
  search: string;
  clear: string;
  close: string;
  loading: string;
  slow: string;
  failed: string;
  incomplete: string;
  unanswered: string;
  offline: string;
  retry: string;
  none: string;
  pages: Plural;
  places: Plural;
  sum: string;
  most: string;
  about: string;
  more: string;
  rest: Plural;
  missing: string;
  excluded: string;
  page: string;
  some: string;
  typo: string;
  pinyin: string;
  suggest: string;
  complete: string;
  details: string;
  help: string;
  recent: string;
  examples: string;
  forget: string;
  keys: string;
}

/** The strings of filters, details and help. */
export type ExtraStrings = Record<
  | "filters" | "sort" | "best" | "newest" | "oldest" | "lang" | "year" | "reset"
  | "why" | Why["kind"] | Why["fields"][number] | "copy" | "copied"
  | "phrase" | "without" | "either" | "field" | "forms" | "chinese" | "contents" | "before" | "after" | "next" | "previous" | "counter" | "back",
  string
>;

/** Functions for `Render`: `link` is the address of the page or of one of its passages, `marked` turns a text and its marks into nodes. */
export interface RenderTools {
  link(passage?: Passage): string | undefined;
  marked(text: string, marks: [start: number, end: number][]): (Node | string)[];
}

/**
 * Draws a result. If it returns undefined, the result is drawn as usual. In a popup every link in it becomes an option of the list. It is
 * not called again for a page that is already shown.
 */
export type Render = (page: Page, tools: RenderTools) => Node | undefined;

/**
 * The base of both elements.
 *
 * Attributes:
 * - `src`: the module, or a `provider.json`. Default: the module that was built with the script.
 * - `base`: the base of the corpus's addresses. Default: as the index states, relative to the module.
 * - `limit`: results before "Show more". Default: 8.
 * - `param`: the parameter of the page's address that contains the query. Default: `q`.
 * - `integrity`: the hash of the module's bytes.
 * - `label`, `placeholder`, `lang`.
 * - `no-url`: the query is not written to the page's address.
 * - `no-recent`: no recent searches.
 * - `no-marks`: results don't add the query to the addresses they lead to.
 *
 * Slots: `empty` (shown while the field is empty), `none` (shown if nothing is found).
 */
declare class FindlingSearchBox extends HTMLElement {
  /** Strings that replace those of the interface. */
  strings: Partial<Strings & ExtraStrings>;
  /** Draws the results, if set. */
  render: Render | undefined;
  /** Searches as if a visitor had typed the query. */
  ask(query: string): void;
  /** Removes all listeners and nodes and releases the address. Removing the element does the same. */
  destroy(): void;
  addEventListener<K extends keyof FindlingEvents>(type: K, listener: (this: this, event: FindlingEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: this, event: HTMLElementEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** `<findling-search>`: a search box with a popup. With the attribute `modal`: a button that opens a dialog, as do the `shortcuts` (default: `mod+k /`). */
export class FindlingSearch extends FindlingSearchBox {
  /** Opens the dialog if there is one, and focuses the field. */
  open(): void;
  close(): void;
}

/**
 * `<findling-results>`: the search page.
 *
 * Attributes:
 * - `focus`: focuses the field when the page opens.
 * - `facets`: fields to filter by, with labels: `year, lang, topic=Topic`. If empty: all fields whose values several pages share.
 * - `sorts`: sort orders besides the most relevant first, with labels: `date desc=Newest, title`.
 */
export class FindlingResults extends FindlingSearchBox {}

/** The elements' events. They bubble, and their details are plain data. Nothing is sent over the network. */
export interface FindlingEvents {
  "findling:ready": CustomEvent<IndexAbout>;
  "findling:query": CustomEvent<{ query: string } & Pick<SearchOptions, "filters" | "sort" | "facets">>;
  /** With completions while the query is short. */
  "findling:results": CustomEvent<Answer & { completions: string[] }>;
  /** Cancelable: a page with its own router prevents the default and opens the address itself. */
  "findling:select": CustomEvent<{ query: string; title: string; url: string }>;
  "findling:error": CustomEvent<{ code: ErrorCode; message: string }>;
}

/** The strings of the interface in one language. */
export interface Words<More = unknown> {
  readonly lang: string;
  readonly rtl: boolean;
  readonly strings: Strings & More;
  /** Formats a number in the language. */
  number(n: number): string;
  /** Returns a string with its values filled in. `n` decides the plural form. */
  say(key: keyof Strings | keyof More, values?: Record<string, string | number>): string;
  /** The summary of an answer: its number of matches and its number of pages. */
  sum(places: number, pages: number): string;
  /** The plural rules of the language. */
  readonly plural: Intl.PluralRules;
  /** The formatter of numbers, once one was needed. */
  format: Intl.NumberFormat | undefined;
}

/** The supported interface language that fits a tag. `en` if none does. */
export function language(tag: string): string;
/** The strings for a page's language. Never rejects. */
export function words(tag: string, own?: Partial<Strings>): Promise<Words>;
/**
 * Opens an index in a worker, so that the page is never blocked. Without workers it is opened in the page. `integrity` is the hash of the
 * module's bytes.
 */
export function openAside(source: Source | Remote, integrity?: string): Promise<Index>;
/** Opens an index in a worker, once per page: later calls return the same index. */
export function share(src: string, integrity?: string): Promise<Index>;

// Shared with Findling's own scripts. Not part of the public API; may change at any time.
export function make<T extends keyof HTMLElementTagNameMap>(tag: T, attributes?: Record<string, unknown>, ...children: (Node | string)[]): HTMLElementTagNameMap[T];
export function icon(path: string): Element;
export const BACK: string;
export const CROSS: string;
export function sheet(): CSSStyleSheet;
export function complain(cause: string): void;

/** `<findling-marks>`, from `marks.js`: marks the query's words on the page that a result led to. */
export interface FindlingMarks extends HTMLElement {
  /** Marks a query's words on the page. The first mark at or after `place` is the current one. Default: the element that the address names. */
  show(query: string, place?: Element | null): Promise<void>;
  /** Removes the marks and the bar. */
  clear(): void;
}

/** The marks on a page. */
export interface Marks {
  readonly count: number;
  /** Number of the current mark, from 0. -1 if there is none. */
  readonly at: number;
  /** Makes a mark the current one and scrolls to it. The first mark follows the last. */
  go(index: number): void;
  /** Makes the first mark in view the current one, if the current one is out of view. Returns whether it did. */
  follow(): boolean;
  /** Number of the mark to begin with: the first one at or after an element, or one that is already in view. */
  from(element: Element | null): number;
  /** Removes all marks. */
  clear(): void;
}

/** The exports of `marks.js`, which also defines `<findling-marks>`. */
export interface MarksModule {
  readonly FindlingMarks: new () => FindlingMarks;
  /** Marks a query's words inside an element. Default: the page's body. */
  mark(query: string, options?: { root?: Element; src?: string; integrity?: string; signal?: AbortSignal }): Promise<Marks>;
}

export {};

declare global {
  interface HTMLElementTagNameMap {
    "findling-marks": FindlingMarks;
    "findling-search": FindlingSearch;
    "findling-results": FindlingResults;
  }
}
