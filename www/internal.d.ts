/** What our own scripts know of each other, beside what `findling.d.ts` promises to everybody. It is not shipped. */
import type { FindlingResults, icon, Index, make, RenderTools, Words } from "./findling.d.ts";

/** What a module that comes later draws with. */
export interface Kit {
  make: typeof make;
  icon: typeof icon;
  marked: RenderTools["marked"];
  CROSS: string;
}

/** A box as the modules that come later see it: at work. */
export type FindlingBox = FindlingResults & {
  readonly shadowRoot: ShadowRoot;
  readonly words: Words;
  readonly session: import("./search-session.js").Session & { index: Index };
  readonly address: import("./persistence.js").Address;
  readonly signal: AbortSignal;
  readonly input: HTMLInputElement;
  announce(text: string): void;
  readonly tools: HTMLElement;
};
