// @ts-check
/** The interface in français. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "Rechercher",
  clear: "Effacer",
  close: "Fermer",
  loading: "Chargement…",
  slow: "Le chargement continue. Les résultats s’afficheront automatiquement.",
  failed: "La recherche n’a pas pu se charger.",
  offline: "Vous êtes hors ligne. La recherche reprendra dès la reconnexion.",
  retry: "Réessayer",
  none: "Aucun résultat pour « {q} ».",
  pages: { one: "{n} page", other: "{n} pages" },
  places: { one: "{n} occurrence", other: "{n} occurrences" },
  sum: "{places} sur {pages}",
  more: "Afficher plus",
  rest: { one: "{n} autre sur cette page", other: "{n} autres sur cette page" },
  missing: "Aucune page ne contient : {words}",
  excluded: "Sans : {words}",
  page: "Ces mots figurent sur la même page, mais pas ensemble.",
  some: "Aucune page ne contient tous ces mots. Affichage : {to}",
  typo: "Résultats pour « {to} » (saisi : « {from} »)",
  pinyin: "Trouvé par pinyin : « {to} »",
  suggest: "Vouliez-vous dire",
  complete: "Suggestions de recherche",
  details: "Détails du résultat",
  help: "Aide à la recherche",
  recent: "Recherches récentes",
  examples: "Essayez",
  forget: "Supprimer {q}",
  keys: "↑ ↓ choisir · ↵ ouvrir · esc fermer",
};
