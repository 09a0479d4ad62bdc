// @ts-check
/** The interface in português. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "Pesquisar",
  clear: "Limpar",
  close: "Fechar",
  loading: "Carregando a pesquisa…",
  slow: "Está demorando mais que o normal. A resposta virá assim que a pesquisa estiver pronta.",
  failed: "Não foi possível carregar a pesquisa.",
  offline: "Parece que você está sem conexão. A pesquisa volta com ela.",
  retry: "Tentar de novo",
  none: "Nada encontrado para “{q}”.",
  pages: { one: "{n} página", other: "{n} páginas" },
  places: { one: "{n} lugar", other: "{n} lugares" },
  sum: "{places} em {pages}",
  more: "Mostrar mais",
  missing: "Não aparece em lugar nenhum: {words}",
  page: "Nenhum trecho tem todas as palavras. Elas estão nestas páginas, em lugares diferentes.",
  some: "Nem todas as palavras foram encontradas juntas. Exibindo: {to}",
  typo: "Também foi pesquisado {to} ({from})",
  reading: "{from} foi lido como {to}",
  suggest: "Você quis dizer",
  recent: "Pesquisas recentes",
  forget: "Remover {q}",
  keys: "↑ ↓ escolher · Enter abre · Esc fecha",
  next: "Próxima ocorrência",
  previous: "Ocorrência anterior",
  counter: "{i} de {n}",
  back: "Voltar à pesquisa",
};
