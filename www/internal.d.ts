/** Types that the scripts share beyond the public API in `findling.d.ts`. This file is not shipped. */
import type { FindlingResults, icon, Index, make, RenderTools, Words } from "./findling.d.ts";

/** The functions that a module loaded on demand draws with. */
export interface Kit {
  make: typeof make;
  icon: typeof icon;
  marked: RenderTools["marked"];
  CROSS: string;
  GLASS: string;
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
