// @ts-check
/** The interface in Deutsch. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "Suchen",
  clear: "Leeren",
  close: "Schließen",
  loading: "Die Suche wird geladen…",
  slow: "Das dauert länger als sonst. Die Antwort kommt, sobald die Suche bereit ist.",
  failed: "Die Suche konnte nicht geladen werden.",
  offline: "Sie sind anscheinend offline. Die Suche kommt, sobald Sie wieder verbunden sind.",
  retry: "Erneut versuchen",
  none: "Nichts gefunden für „{q}“.",
  pages: { one: "{n} Seite", other: "{n} Seiten" },
  places: { one: "{n} Stelle", other: "{n} Stellen" },
  sum: "{places} auf {pages}",
  more: "Mehr anzeigen",
  missing: "Nirgends gefunden: {words}",
  page: "Keine Stelle enthält alle Wörter. Auf diesen Seiten stehen sie an verschiedenen Stellen.",
  some: "Nicht alle Wörter wurden zusammen gefunden. Angezeigt: {to}",
  typo: "Auch gesucht nach {to} ({from})",
  reading: "{from} wurde als {to} gelesen",
  suggest: "Meinten Sie",
  recent: "Letzte Suchen",
  forget: "{q} entfernen",
  keys: "↑ ↓ wählen · Enter öffnet · Esc schließt",
  next: "Nächste Fundstelle",
  previous: "Vorige Fundstelle",
  counter: "{i} von {n}",
  back: "Zurück zur Suche",
};
