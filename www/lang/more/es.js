// @ts-check
/** Filters, reasons and help in Español. */

/** @type {import("../../findling.d.ts").ExtraStrings} */
export default {
  filters: "Filtros",
  sort: "Orden",
  best: "Más relevantes primero",
  newest: "Más recientes primero",
  oldest: "Más antiguos primero",
  lang: "Idioma",
  year: "Año",
  reset: "Borrar todo",
  why: "Por qué este resultado",
  exact: "tal como se escribió",
  variant: "otra forma de los caracteres",
  part: "dentro de una palabra más larga",
  inflected: "otra forma de la palabra",
  prefix: "palabras que empiezan así",
  synonym: "mismo significado",
  pinyin: "mismo sonido",
  typo: "ortografía parecida",
  title: "título",
  heading: "encabezado",
  text: "texto",
  meta: "datos",
  copy: "Copiar extracto y enlace",
  copied: "Copiado",
  phrase: "estas palabras, en este orden",
  without: "páginas sin esta palabra",
  either: "una palabra o la otra",
  field: "solo en títulos",
  forms: "Otras formas de una palabra, erratas, caracteres tradicionales y pinyin se encuentran sin pedirlos.",
};
