// @ts-check
/** The interface in português. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "Pesquisar",
  clear: "Limpar",
  close: "Fechar",
  loading: "Carregando…",
  slow: "Ainda carregando. Os resultados aparecerão automaticamente.",
  failed: "Não foi possível carregar a pesquisa.",
  offline: "Você está sem conexão. A pesquisa continuará quando ela voltar.",
  retry: "Tentar de novo",
  none: "Nenhum resultado para “{q}”.",
  pages: { one: "{n} página", other: "{n} páginas" },
  places: { one: "{n} ocorrência", other: "{n} ocorrências" },
  sum: "{places} em {pages}",
  more: "Mostrar mais",
  rest: { other: "mais {n} nesta página" },
  missing: "Nenhuma página contém: {words}",
  excluded: "Sem: {words}",
  page: "Estas palavras estão na mesma página, mas não juntas.",
  some: "Nenhuma página tem todas estas palavras. Exibindo: {to}",
  typo: "Resultados para “{to}” (você digitou “{from}”)",
  pinyin: "Encontrado por pinyin: “{to}”",
  suggest: "Você quis dizer",
  complete: "Sugestões",
  details: "Detalhes do resultado",
  help: "Dicas de pesquisa",
  recent: "Pesquisas recentes",
  examples: "Experimente",
  forget: "Remover {q}",
  keys: "↑ ↓ escolher · ↵ abrir · esc fechar",
};
