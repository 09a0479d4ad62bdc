// @ts-check
/** The interface in Deutsch. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "Suchen",
  clear: "Leeren",
  close: "Schließen",
  loading: "Suche wird geladen…",
  slow: "Die Suche lädt noch. Ergebnisse erscheinen automatisch.",
  failed: "Die Suche konnte nicht geladen werden.",
  offline: "Sie sind offline. Die Suche geht weiter, sobald Sie wieder verbunden sind.",
  retry: "Erneut versuchen",
  none: "Keine Ergebnisse für „{q}“.",
  pages: { one: "{n} Seite", other: "{n} Seiten" },
  places: { one: "{n} Treffer", other: "{n} Treffer" },
  sum: "{places} auf {pages}",
  more: "Mehr anzeigen",
  rest: { other: "{n} weitere auf dieser Seite" },
  missing: "Auf keiner Seite: {words}",
  excluded: "Ohne: {words}",
  page: "Diese Wörter stehen auf derselben Seite, aber nicht beieinander.",
  some: "Keine Seite enthält alle Wörter. Angezeigt: {to}",
  typo: "Ergebnisse für „{to}“ (eingegeben: „{from}“)",
  pinyin: "Über Pinyin gefunden: „{to}“",
  suggest: "Meinten Sie",
  complete: "Vorschläge",
  details: "Details zum Ergebnis",
  help: "Suchtipps",
  recent: "Letzte Suchen",
  examples: "Zum Beispiel",
  forget: "{q} entfernen",
  keys: "↑ ↓ auswählen · ↵ öffnen · esc schließen",
};
