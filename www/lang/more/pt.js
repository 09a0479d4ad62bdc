// @ts-check
/** Filters, reasons and help in Português. */

/** @type {import("../../findling.d.ts").ExtraStrings} */
export default {
  filters: "Filtros",
  sort: "Ordem",
  best: "Mais relevantes primeiro",
  newest: "Mais recentes primeiro",
  oldest: "Mais antigos primeiro",
  lang: "Idioma",
  year: "Ano",
  reset: "Limpar tudo",
  why: "Por que este resultado",
  exact: "como digitado",
  variant: "outra forma dos caracteres",
  part: "dentro de uma palavra maior",
  inflected: "outra forma da palavra",
  prefix: "palavras que começam assim",
  synonym: "mesmo significado",
  pinyin: "mesmo som",
  typo: "grafia parecida",
  title: "título",
  heading: "subtítulo",
  text: "texto",
  meta: "dados",
  copy: "Copiar trecho e link",
  copied: "Copiado",
  phrase: "estas palavras, nesta ordem",
  without: "páginas sem esta palavra",
  either: "uma palavra ou outra",
  field: "só em títulos",
  forms: "Outras formas de uma palavra, erros de digitação, caracteres tradicionais e pinyin são encontrados sem pedir.",
};
