// @ts-check
/** Filters, reasons and help in Deutsch. */

/** @type {import("../../findling.d.ts").ExtraStrings} */
export default {
  filters: "Filter",
  sort: "Reihenfolge",
  best: "Passendste zuerst",
  newest: "Neueste zuerst",
  oldest: "Älteste zuerst",
  lang: "Sprache",
  year: "Jahr",
  reset: "Alle entfernen",
  why: "Warum dieser Treffer",
  exact: "wie eingegeben",
  variant: "andere Schreibung der Zeichen",
  part: "in einem längeren Wort",
  inflected: "andere Form des Wortes",
  prefix: "Wörter, die so beginnen",
  synonym: "gleiche Bedeutung",
  pinyin: "gleicher Klang",
  typo: "ähnliche Schreibung",
  title: "Titel",
  heading: "Überschrift",
  text: "Text",
  meta: "Angaben",
  copy: "Auszug und Link kopieren",
  copied: "Kopiert",
  phrase: "diese Wörter, in dieser Reihenfolge",
  without: "Seiten ohne dieses Wort",
  either: "das eine oder das andere Wort",
  field: "nur in Titeln",
  forms: "Andere Wortformen, Tippfehler, traditionelle Schriftzeichen und Pinyin werden von selbst gefunden.",
};
