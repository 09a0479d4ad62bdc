/** Findling's JavaScript API. Offsets are UTF-16, fit for `text.slice(start, end)`. */

/** Where a module comes from: its address, its bytes, or a response that holds them. */
export type Source = string | URL | ArrayBuffer | ArrayBufferView | Response;

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
  weight: number;
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
  writer: string;
}

/** An open index. */
export interface Index {
  readonly about: About;
  search(query: string, options?: SearchOptions): Promise<Results>;
  /** The ranges of each text that answer a query, by the same matching as the search. */
  marks(query: string, texts: string[]): [start: number, end: number][][];
  /** Completions of what was typed so far, most useful first. */
  suggest(typed: string, options?: { limit?: number }): Promise<Suggestion[]>;
  /** Gives its memory back. */
  close(): void;
}

/** Why an index can't be opened. */
export class FindlingError extends Error {
  readonly code: "network" | "module" | "pack";
}

/** Opens an index. Nothing heavy is fetched before. */
export function open(source: Source): Promise<Index>;
