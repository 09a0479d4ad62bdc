// @ts-check
import { open } from "./findling.js";
const input = /** @type {HTMLInputElement} */ (document.querySelector("#q"));
const list = /** @type {HTMLElement} */ (document.querySelector("#results"));
const index = await open("findling.wasm");
input.addEventListener("input", async () => {
  const results = await index.search(input.value);
  list.replaceChildren(...results.pages.map((page) => {
    const item = document.createElement("li");
    item.textContent = `${page.title}: ${page.passages[0]?.text}`;
    return item;
  }));
});
