// @ts-check
/** The interface in español. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "Buscar",
  clear: "Borrar",
  close: "Cerrar",
  loading: "Cargando la búsqueda…",
  slow: "Tarda más de lo habitual. La respuesta llegará en cuanto la búsqueda esté lista.",
  failed: "No se pudo cargar la búsqueda.",
  offline: "Parece que no tiene conexión. La búsqueda volverá con ella.",
  retry: "Reintentar",
  none: "No hay resultados para «{q}».",
  pages: { one: "{n} página", other: "{n} páginas" },
  places: { one: "{n} lugar", other: "{n} lugares" },
  sum: "{places} en {pages}",
  more: "Mostrar más",
  missing: "No aparece en ningún sitio: {words}",
  page: "Ningún pasaje tiene todas las palabras. Están en estas páginas, en lugares distintos.",
  some: "No se encontraron juntas todas las palabras. Se muestra: {to}",
  typo: "También se buscó {to} ({from})",
  reading: "{from} se leyó como {to}",
  suggest: "Quizá quiso decir",
  recent: "Búsquedas recientes",
  forget: "Quitar {q}",
  keys: "↑ ↓ elegir · Intro abre · Esc cierra",
  next: "Coincidencia siguiente",
  previous: "Coincidencia anterior",
  counter: "{i} de {n}",
  back: "Volver a la búsqueda",
};
