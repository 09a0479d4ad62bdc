// @ts-check
/** Filters, reasons and help in Français. */

/** @type {import("../../findling.d.ts").ExtraStrings} */
export default {
  filters: "Filtres",
  sort: "Ordre",
  best: "Les plus pertinents",
  newest: "Les plus récents",
  oldest: "Les plus anciens",
  lang: "Langue",
  year: "Année",
  reset: "Tout effacer",
  why: "Pourquoi ce résultat",
  exact: "tel que saisi",
  variant: "autre forme des caractères",
  part: "dans un mot plus long",
  inflected: "autre forme du mot",
  prefix: "mots commençant ainsi",
  synonym: "même sens",
  pinyin: "même son",
  typo: "orthographe proche",
  title: "titre",
  heading: "intertitre",
  text: "texte",
  meta: "informations",
  copy: "Copier l’extrait et le lien",
  copied: "Copié",
  phrase: "ces mots, dans cet ordre",
  without: "pages sans ce mot",
  either: "l’un ou l’autre mot",
  field: "seulement dans les titres",
  forms: "Les autres formes d’un mot, les fautes de frappe, les caractères traditionnels et le pinyin sont trouvés d’eux-mêmes.",
};
