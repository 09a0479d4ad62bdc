// @ts-check
/** The interface in español. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "Buscar",
  clear: "Borrar",
  close: "Cerrar",
  loading: "Cargando…",
  slow: "Sigue cargando. Los resultados aparecerán automáticamente.",
  failed: "No se pudo cargar la búsqueda.",
  offline: "Sin conexión. La búsqueda continuará cuando vuelva la conexión.",
  retry: "Reintentar",
  none: "No hay resultados para «{q}».",
  pages: { one: "{n} página", other: "{n} páginas" },
  places: { one: "{n} coincidencia", other: "{n} coincidencias" },
  sum: "{places} en {pages}",
  more: "Mostrar más",
  rest: { other: "{n} más en esta página" },
  missing: "Ninguna página contiene: {words}",
  excluded: "Sin: {words}",
  page: "Estas palabras están en la misma página, pero no juntas.",
  some: "Ninguna página tiene todas estas palabras. Se muestra: {to}",
  typo: "Resultados de «{to}» (escribió «{from}»)",
  pinyin: "Encontrado por pinyin: «{to}»",
  suggest: "Quizá quiso decir",
  complete: "Sugerencias",
  details: "Detalles del resultado",
  help: "Consejos de búsqueda",
  recent: "Búsquedas recientes",
  examples: "Pruebe con",
  forget: "Quitar {q}",
  keys: "↑ ↓ elegir · ↵ abrir · esc cerrar",
};
