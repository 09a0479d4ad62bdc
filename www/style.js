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
  transition: border-color .15s, box-shadow .15s; overflow: hidden;
}
.field:focus-within { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent) }
input, input:focus-visible { outline: 0 }
input { flex: 1; min-inline-size: 0; block-size: 2.875rem; font: inherit; font-size: max(1rem, 16px); color: var(--text); background: none; border: 0; padding: 0; appearance: none; text-overflow: ellipsis }
input::placeholder { color: var(--quiet); opacity: 1 }
input::-webkit-search-cancel-button { display: none }
.clear, .close { display: grid; place-items: center; inline-size: 2.75rem; block-size: 2.75rem; flex: none; color: var(--quiet) }
.clear:hover, .close:hover, .forget:hover { color: var(--text) }
.field:not(.filled) .clear, .close { display: none }
[dir=rtl] .close svg { transform: scaleX(-1) }
.busy::after { content: ""; position: absolute; inset: auto 0 0; block-size: 2px; background: linear-gradient(90deg, transparent, var(--accent), transparent) 0 / 40% 100% no-repeat; animation: run 1.2s .3s infinite backwards }
@keyframes run { from { background-position: -60% } to { background-position: 160% } }

.popup { background: var(--surface); display: none; container-type: inline-size }
.open > .popup { display: block }
.box > .popup { position: absolute; inset: calc(100% + .375rem) auto auto 0; inline-size: 100%; min-inline-size: min(32rem, 100vw - 2rem); z-index: 1000; border: 1px solid var(--line); border-radius: var(--radius); box-shadow: 0 1rem 3rem rgb(0 0 0 / .18), 0 .125rem .5rem rgb(0 0 0 / .08); overflow: hidden }
.box > .popup:dir(rtl), .end > .popup { inset-inline: auto 0 }
.end > .popup:dir(rtl) { inset-inline: 0 auto }
.popup .body { max-block-size: max(16rem, min(44rem, var(--room, 70vh) - 4rem)); overflow: auto; overscroll-behavior: contain; padding: .375rem }
.notes { padding: .25rem .625rem; color: var(--quiet); font-size: .9375rem }
.notes p { padding-block: .125rem }
.row { display: flex; align-items: center; gap: .5rem 1rem; justify-content: space-between; min-block-size: 2.25rem; font-size: .875rem }
.loading, .slow { animation: come 0s .3s backwards }
@keyframes come { from { opacity: 0 } }
.failed { color: var(--text) }
.failed + .chip { margin-block-start: .375rem }
.chip { min-block-size: 2.25rem; padding-inline: .875rem; border: 1px solid var(--edge); border-radius: 2rem; color: var(--accent); font-weight: 600 }
.chip:hover { background: var(--active) }
.chips { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem }
.examples { padding-block-end: .5rem }
.recent li { display: flex }
.recent svg { inline-size: 1rem }
.recent .again { flex: 1; min-inline-size: 0; min-block-size: 2.75rem; text-align: start; color: var(--text); overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.recent .again:hover { color: var(--accent) }
.forget { inline-size: 2.75rem; color: var(--quiet); display: grid; place-items: center }
.foot { padding: .5rem .625rem }
.keys { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; border-block-start: 1px solid var(--line); padding: .375rem 1rem; color: var(--quiet); font-size: .8125rem }
.keys:empty { display: none }

.list { display: flex; flex-direction: column; container-type: inline-size }
.page { display: flex; flex-direction: column; padding-block: .25rem }
.page + .page { border-block-start: 1px solid var(--line) }
/* A ring outside of the list would be cut off. */
.page :focus-visible { outline-offset: -2px }
.title, .passage, .rest { border-radius: calc(var(--radius) - .25rem); padding: .1875rem .625rem }
.title { display: flex; align-items: center; gap: 0 .625rem; font-weight: 650; line-height: 1.4 }
.title svg, .heading svg { inline-size: 1rem; block-size: 1rem; color: var(--quiet) }
.name { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; flex: 0 1 auto }
.facts { flex: 1 1 0; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--quiet); font-weight: 400; font-size: .8125rem }
.facts > :not(:last-child)::after { content: " · " }
.count { flex: none; margin-inline-start: auto; color: var(--quiet); font-weight: 400; font-size: .8125rem }
.passage { display: block; padding-inline-start: 2.25rem; line-height: 1.5 }
.heading { display: flex; align-items: center; gap: .375rem; margin-inline-start: -1.375rem; font-weight: 600; white-space: nowrap }
.heading > span { overflow: hidden; text-overflow: ellipsis }
.heading > :nth-child(2) { flex: 0 1 auto }
.path { flex: 1 1 0; min-inline-size: 0; color: var(--quiet); font-weight: 400; font-size: .8125rem }
.path::before { content: "‹ " / "" }
.text { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; color: var(--quiet); font-size: .9375rem }
.passage ~ .passage .text, .page ~ .page .text { -webkit-line-clamp: 1 }
.name mark, [part=heading] mark { color: inherit; font-weight: inherit }
.rest { display: block; padding-inline-start: 2.25rem; color: var(--accent); font-size: .875rem; cursor: pointer; text-align: start }
.rest:hover { text-decoration: underline }
/* The number of further passages shares a line with the end of the last excerpt. */
@container (min-width: 30rem) {
  .passage:has(+ .rest) .text { padding-inline-end: 12rem }
  .rest { position: relative; align-self: end; inline-size: fit-content; max-inline-size: 12rem; min-block-size: 0; margin-block-start: -1.6875rem; margin-inline-start: auto; padding-inline: .625rem; line-height: 1.5 }
}
[role=option] { cursor: pointer; scroll-margin-block: .5rem }
[aria-selected=true] { background: var(--active) }
a[aria-selected=true] { box-shadow: inset 3px 0 var(--accent) }
[dir=rtl] a[aria-selected=true] { box-shadow: inset -3px 0 var(--accent) }

.opener { display: flex; align-items: center; gap: .625rem; inline-size: 100%; min-block-size: 3rem; padding-inline: .875rem; color: var(--quiet); background: var(--surface); border: 1px solid var(--edge); border-radius: var(--radius); text-align: start }
.opener:hover { border-color: var(--accent) }
.opener span { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
kbd { font: inherit; font-size: .8125rem; padding: .05rem .375rem; border: 1px solid var(--line); border-radius: .3125rem }
dialog { inline-size: min(44rem, 100vw - 2rem); max-inline-size: none; margin: 8vh auto auto; padding: .5rem; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: calc(var(--radius) + .25rem); box-shadow: 0 2rem 6rem rgb(0 0 0 / .35) }
dialog::backdrop { background: rgb(10 14 20 / .5) }
dialog .box > .popup { position: static; border: 0; box-shadow: none; border-radius: 0 }
dialog .popup .body { max-block-size: min(44rem, 88vh - 8rem) }

.sheet > .body > .notes, .sheet > .body > .foot { padding-inline: .25rem }
.sheet .page { padding-block: .5rem }
.complete { order: -1; flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; padding: .125rem .625rem .5rem }
.complete .chip { flex: none; display: grid; align-items: center; font-weight: 400; border-color: var(--line) }
.complete [aria-selected=true] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent) }
.help { flex: none; min-block-size: 2.25rem; color: var(--quiet); text-decoration: underline; text-underline-offset: .2em }
.help:hover { color: var(--text) }
.about { display: grid; place-items: center; inline-size: 2rem; block-size: 2rem; flex: none; color: var(--quiet) }
.about:hover, .about[aria-expanded=true] { color: var(--accent); background: var(--active) }
.about svg { stroke-width: 3 }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .625rem }
h2 { min-inline-size: 0; max-inline-size: 100%; flex: 0 1 auto; font: inherit }
.sheet .title { padding-inline: .25rem; font-size: 1.0625rem }
.sheet :is(.passage, .rest) { padding-inline-start: 1.875rem }
.sheet a:hover { background: var(--active) }
.sheet a:hover .name { text-decoration: underline; text-underline-offset: .2em }

@media (max-width: 40rem), (pointer: coarse) {
  .chip, .help, .row, .title, .passage, .rest, .about { min-block-size: 2.75rem }
  .about { inline-size: 2.75rem }
}
@media (max-width: 40rem) {
  .box.open, dialog { position: fixed; inset: 0; z-index: 2147483646; inline-size: 100vw; block-size: 100dvh; max-inline-size: none; max-block-size: none; margin: 0; border: 0; border-radius: 0; background: var(--surface); color: inherit; padding: 0; overflow: hidden }
  .box.open, dialog .box { display: flex; flex-direction: column; block-size: min(100dvh, var(--height, 100dvh)); inset-block-start: var(--top, 0); padding: max(.5rem, env(safe-area-inset-top)) max(.5rem, env(safe-area-inset-right)) 0 max(.5rem, env(safe-area-inset-left)) }
  .box.open > .popup { position: static; inline-size: auto; min-inline-size: 0; border: 0; box-shadow: none; flex: 1; min-block-size: 0 }
  .popup .body, dialog .popup .body { max-block-size: none; block-size: 100%; padding: .375rem 0 max(.375rem, env(safe-area-inset-bottom)) }
  .open .close, dialog .close { display: grid }
  .keys, kbd { display: none }
  .top h2 { flex: 1 }
  .top:has(.facts) h2 { flex-basis: calc(100% - 4rem) }
  .top > .facts, .top > .facts + .count { order: 1; padding-inline: 1.875rem .25rem }
  .top > .facts + .count { padding-inline-start: 0 }
  .title { flex-wrap: wrap }
  .title .name { flex: 1 }
  .title .facts { order: 1; flex-basis: 100%; padding-inline-start: 1.625rem }
}
@media (forced-colors: active) {
  [aria-selected=true], .field:focus-within { outline: 2px solid Highlight; outline-offset: -2px }
  mark { forced-color-adjust: none; background: Mark; color: MarkText }
}
@media (prefers-reduced-motion: reduce) {
  .field { transition: none }
  .busy::after { animation: none; background: var(--accent) }
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
