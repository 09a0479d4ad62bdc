// @ts-check
/**
 * The style of the elements: one constructed style sheet, shared by all of them. It needs no entry in a page's content security policy, and
 * no element is ever shown without it. A site can set the custom properties `--findling-*` and style the parts. The page's `color-scheme`
 * decides between light and dark.
 */

const STYLES = `
:host {
  --accent: var(--findling-accent, light-dark(#1f5fa8, #8cb8f2));
  --text: var(--findling-text, light-dark(#1c2026, #e7e9ed));
  --quiet: var(--findling-quiet, light-dark(#59616c, #a4abb6));
  --surface: var(--findling-surface, light-dark(#fff, #1d2025));
  --line: var(--findling-line, light-dark(#d5d9df, #3c424b));
  --edge: var(--findling-edge, light-dark(#858d98, #7b8390));
  --mark: var(--findling-mark, light-dark(#ffe69a, #5f4d12));
  --mark-text: var(--findling-mark-text, light-dark(#2a2000, #ffefc0));
  --radius: var(--findling-radius, .75rem);
  --active: color-mix(in srgb, var(--accent) 11%, var(--surface));
  display: block;
  min-block-size: 3rem;
  color: var(--text);
  font: 1rem/1.6 var(--findling-font, system-ui, sans-serif);
  text-align: start;
  line-break: strict;
  overflow-wrap: anywhere;
  text-autospace: normal;
  text-spacing-trim: trim-start;
  -webkit-tap-highlight-color: transparent;
}
:host([hidden]), [hidden] { display: none !important }
*, ::before, ::after { box-sizing: border-box; margin: 0 }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; border-radius: calc(var(--radius) / 2) }
a { color: inherit; text-decoration: none }
ol, ul { list-style: none; padding: 0 }
svg { inline-size: 1.25rem; block-size: 1.25rem; flex: none; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round }
mark { background: var(--mark); color: var(--mark-text); border-radius: .2em; font-weight: 600 }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.live { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }

.box { position: relative }
.bar { display: flex; align-items: center; gap: .25rem }
.field {
  position: relative; display: flex; align-items: center; flex: 1; min-inline-size: 0; min-block-size: 3rem; padding-inline: .875rem .125rem; gap: .625rem;
  color: var(--quiet); background: var(--surface); border: 1px solid var(--edge); border-radius: var(--radius);
  overflow: hidden;
}
.field:focus-within { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent) }
input, input:focus-visible { outline: 0 }
input { flex: 1; min-inline-size: 0; block-size: 2.875rem; font: inherit; font-size: max(1rem, 16px); color: var(--text); background: none; border: 0; padding: 0; appearance: none; text-overflow: ellipsis }
input::placeholder { color: var(--quiet); opacity: 1 }
input::-webkit-search-cancel-button { display: none }
.clear, .close, .forget, .about { display: grid; place-items: center; inline-size: 2.75rem; block-size: 2.75rem; flex: none }
.facts, .count, .path, .keys { color: var(--quiet); font-size: .8125rem; font-weight: 400 }
.notes, .text { color: var(--quiet); font-size: .9375rem }
.clear, .close, .forget, .about, .help, .title svg, .heading svg { color: var(--quiet) }
.clear:hover, .close:hover, .forget:hover, .about:hover, .help:hover { color: var(--text) }
.facts, .heading > span, .again { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.name { text-wrap: pretty }
.name, .text { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden }
.row, .keys, .chips, .title, .heading, .top { display: flex; align-items: center }
.field:not(.filled) .clear, .close { display: none }
.busy::after { content: ""; position: absolute; inset: auto 0 0; block-size: 2px; background: var(--accent) }

.popup { background: var(--surface); display: none; container-type: inline-size }
.open > .popup { display: block }
.box > .popup { position: absolute; inset-block-start: calc(100% + .375rem); inset-inline-start: 0; inline-size: 100%; min-inline-size: min(32rem, 100vw - 2rem); z-index: 1000; border: 1px solid var(--line); border-radius: var(--radius); box-shadow: 0 1rem 3rem rgb(0 0 0 / .18); overflow: hidden }
.end > .popup { inset-inline: auto 0 }
.popup .body { max-block-size: max(16rem, min(44rem, var(--room, 70vh) - 4rem)); overflow: auto; overscroll-behavior: contain; padding: .375rem }
.notes { padding: .25rem .625rem }
.row { gap: .5rem 1rem; justify-content: space-between; font-size: .875rem }
/* Nothing moves. A note that would only flash appears late. */
.busy::after, .loading, .slow { animation: come 0s .3s backwards }
@keyframes come { from { opacity: 0 } }
.failed { color: var(--text) }
.failed + .chip { margin-block-start: .375rem }
.row, .chip, .help { min-block-size: 2.25rem }
.chip { padding-inline: .875rem; border: 1px solid var(--edge); border-radius: 2rem; color: var(--accent); font-weight: 600 }
.chip:hover { background: var(--active) }
.chips { flex-wrap: wrap; gap: .5rem }
.examples { padding-block-end: .5rem }
.recent li { display: flex }
.recent .again { flex: 1; text-align: start; color: var(--text) }
.recent .again:hover { color: var(--accent) }
.foot { padding: .5rem .625rem }
.foot:has(.failed) { position: sticky; inset-block-end: 0; background: var(--surface) }
.foot .chip { margin-inline-end: .5rem }
.keys { flex-wrap: wrap; gap: .25rem 1.25rem; border-block-start: 1px solid var(--line); padding: .375rem 1rem }
.popup:not(:has(.again, .list:not([hidden]))) .keys > :nth-child(1),
.popup:not(:has(.page [aria-selected=true])) .keys > :nth-child(2),
.popup:not(:has(.complete [aria-selected=true])) .keys > :nth-child(3) { display: none }

.list { container-type: inline-size }
.page { display: flex; flex-direction: column; padding-block: .25rem }
.page + .page { border-block-start: 1px solid var(--line) }
/* A ring outside of the list would be cut off. */
.page :focus-visible { outline-offset: -2px }
.title, .passage, .rest { border-radius: calc(var(--radius) - .25rem); padding: .1875rem .625rem }
.title { font-weight: 650; line-height: 1.4 }
.title, .top { gap: 0 .625rem }
.title svg, .heading svg, .recent svg { inline-size: 1rem; block-size: 1rem }
.facts, .path { flex: 1 1 0 }
.facts > :not(:last-child)::after { content: " · " }
.count { flex: none; margin-inline-start: auto }
.passage { display: block; padding-inline-start: 2.25rem; line-height: 1.5 }
.heading { gap: .375rem; margin-inline-start: -1.375rem; font-weight: 600 }
.path::before { content: "‹ " / "" }
.passage ~ .passage .text, .page ~ .page .text { -webkit-line-clamp: 1 }
.name mark, [part=heading] mark { color: inherit; font-weight: inherit }
.rest { display: block; padding-inline-start: 2.25rem; color: var(--accent); font-size: .875rem; cursor: pointer; text-align: start }
.rest:hover, .sheet a:hover .name { text-decoration: underline }
/* The number of further passages shares a line with the end of the last excerpt. */
@container (min-width: 30rem) {
  .passage:has(+ .rest) .text { padding-inline-end: 12rem }
  .rest { position: relative; align-self: end; inline-size: fit-content; max-inline-size: 12rem; min-block-size: 0; margin-block-start: -1.6875rem; margin-inline-start: auto; padding-inline: .625rem; line-height: 1.5 }
}
[role=option] { cursor: pointer; scroll-margin-block: .5rem }
[aria-selected=true] { background: var(--active) }
[role=option]:not(.chip) { border-inline-start: 3px solid transparent }
[role=option][aria-selected=true] { border-color: var(--accent) }

kbd { font: inherit; font-size: .8125rem; padding: .05rem .375rem; border: 1px solid var(--line); border-radius: .3125rem }

.sheet .page { padding-block: .5rem }
.complete { flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; padding: .125rem .625rem .5rem }
.complete .chip { flex: none; display: grid; align-items: center; font-weight: 400; border-color: var(--line) }
.help { flex: none; text-decoration: underline; text-underline-offset: .2em }
.about { block-size: 2rem }
.about:hover, .about[aria-expanded=true] { background: var(--active) }
.about svg { stroke-width: 3 }
.top { flex-wrap: wrap }
h2 { min-inline-size: 0; font: inherit }
.sheet .title { font-size: 1.0625rem }
.sheet a:hover { background: var(--active) }

@media (max-width: 40rem), (pointer: coarse) {
  .chip, .help, .row, .title, .passage, .rest, .about, .again { min-block-size: 2.75rem }
}
@media (max-width: 40rem) {
  .keys, kbd { display: none }
  .top h2 { flex: 1 }
  .top:has(.facts) h2 { flex-basis: calc(100% - 4rem) }
  .top > .facts, .top > .facts + .count { order: 1; padding-inline: 2.25rem .625rem }
  .top > .facts + .count { padding-inline-start: 0 }
  .title { flex-wrap: wrap }
  .title .name { flex: 1 }
  .title .facts { order: 1; flex-basis: 100%; padding-inline-start: 1.625rem }
}
@media (forced-colors: active) {
  [aria-selected=true], .field:focus-within { outline: 2px solid Highlight; outline-offset: -2px }
  mark { forced-color-adjust: none; background: Mark; color: MarkText }
}
`;

/** @type {CSSStyleSheet | undefined} */
let shared;

export function sheet() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(STYLES);
  }
  return shared;
}
