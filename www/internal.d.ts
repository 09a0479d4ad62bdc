/** Types that the scripts share beyond the public API in `findling.d.ts`. This file is not shipped. */
import type { Capabilities, FindlingResults, icon, Index, make, RenderTools, Words } from "./findling.d.ts";

/** The functions that a module loaded on demand draws with. */
export interface Kit {
  make: typeof make;
  icon: typeof icon;
  marked: RenderTools["marked"];
  CROSS: string;
  GLASS: string;
}

/** A call of the engine for a provider, through `Index.search`: `plan` returns the parts of the query, `present` shows records. */
export interface Through {
  through?: "plan" | "present";
  choice?: object;
  records?: object[];
}

/** A part of a query that a page must or must not match. */
export interface AskedClause {
  /** The column that it is limited to: `title`, `headings`, or empty. */
  field: string;
  phrase: boolean;
  text: string;
  words: string[];
  /** Its last word may go on. */
  open: boolean;
}

/** A search, as an adapter gets it. */
export interface Asked {
  index?: string;
  key: string;
  capabilities: Capabilities;
  /** Whether the engine has a table of synonyms. */
  synonyms?: boolean;
  /** The page must match one clause of each list. */
  all: AskedClause[][];
  /** The page must match none of these. */
  none: AskedClause[];
  /** The page must have one of the values, none of them, or a value in the range. */
  where: { column: string; values: string[]; not: boolean; from?: string | number; to?: string | number }[];
  /** Any of the words will do. */
  any?: boolean;
  limit: number;
  offset: number;
  passages: number;
  sort?: { column: string; desc: boolean };
  facets: { name: string; column: string }[];
  /** The metadata fields. */
  fields: { name: string; column: string }[];
}

/** A module in `providers/`. */
export interface Adapter {
  request(asked: Asked): { path: string; headers?: Record<string, string>; body?: object };
  read(answer: any, asked: Asked): import("./findling.d.ts").Found;
  corrects?: boolean;
}

/** A search element that has started, as modules loaded on demand see it. */
export type FindlingBox = FindlingResults & {
  readonly shadowRoot: ShadowRoot;
  readonly words: Words;
  readonly session: import("./search-session.js").Session & { index: Index };
  readonly address: import("./persistence.js").Address;
  readonly signal: AbortSignal;
  readonly input: HTMLInputElement;
  readonly body: HTMLElement;
  announce(text: string): void;
  /** Called when the list has grown, with the first new entry. */
  grown?(option?: HTMLElement): void;
  readonly tools: HTMLElement;
};

/** A `<findling-search>` that has started. */
export type SearchBox = import("./findling.d.ts").FindlingSearch & {
  readonly shadowRoot: ShadowRoot;
  readonly signal: AbortSignal;
  readonly box: HTMLElement;
  readonly body: HTMLElement;
  readonly label: string;
  readonly modal: boolean;
  readonly combobox: import("./combobox.js").Combobox;
};
