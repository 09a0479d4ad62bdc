// @ts-check
/** The other matching passages of a page. Loaded on demand. */

/**
 * Replaces the button below a page's passages by the passages that are not shown yet.
 * @param {import("./internal.d.ts").FindlingBox} box
 * @param {import("./findling.d.ts").Page} page
 * @param {HTMLElement} button
 * @param {(page: import("./findling.d.ts").Page, passage: import("./findling.d.ts").Passage) => HTMLElement} draw
 */
export async function expand(box, page, button, draw) {
  const { index, query, choice, reach } = box.session;
  const order = await index.search(query, { ...choice, limit: reach, passages: 1 });
  const offset = order.pages.findIndex(({ id }) => id === page.id);
  const found = offset < 0 ? [] : (await index.search(query, { ...choice, offset, limit: 1, passages: page.matching })).pages;
  if (!button.isConnected) return;
  const shown = new Set([...(button.parentElement?.querySelectorAll(".passage") ?? [])].map((link) => link.getAttribute("href")));
  const drawn = (found[0]?.passages ?? []).map((passage) => draw(page, passage)).filter((link) => !shown.has(link.getAttribute("href")));
  const active = box.shadowRoot.activeElement === button;
  button.replaceWith(...drawn);
  if (active) drawn[0]?.focus();
  box.grown?.(drawn[0]);
}
