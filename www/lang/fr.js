// @ts-check
/** The interface in français. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "Rechercher",
  clear: "Effacer",
  close: "Fermer",
  loading: "Chargement de la recherche…",
  slow: "C’est plus long que d’habitude. La réponse viendra dès que la recherche sera prête.",
  failed: "La recherche n’a pas pu être chargée.",
  offline: "Vous semblez être hors ligne. La recherche reviendra avec la connexion.",
  retry: "Réessayer",
  none: "Aucun résultat pour « {q} ».",
  pages: { one: "{n} page", other: "{n} pages" },
  places: { one: "{n} passage", other: "{n} passages" },
  sum: "{places} sur {pages}",
  more: "Afficher plus",
  missing: "Introuvable : {words}",
  page: "Aucun passage ne contient tous les mots. Ils se trouvent sur ces pages, à des endroits différents.",
  some: "Tous les mots n’ont pas été trouvés ensemble. Affiché : {to}",
  typo: "Recherché aussi : {to} ({from})",
  reading: "{from} a été lu comme {to}",
  suggest: "Vouliez-vous dire",
  recent: "Recherches récentes",
  forget: "Supprimer {q}",
  keys: "↑ ↓ choisir · Entrée ouvre · Échap ferme",
  next: "Occurrence suivante",
  previous: "Occurrence précédente",
  counter: "{i} sur {n}",
  back: "Retour à la recherche",
};
