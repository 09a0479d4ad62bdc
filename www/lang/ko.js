// @ts-check
/** The interface in 한국어. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "검색",
  clear: "지우기",
  close: "닫기",
  loading: "검색 불러오는 중…",
  slow: "불러오는 데 시간이 걸리고 있습니다. 완료되면 결과가 자동으로 표시됩니다.",
  failed: "검색을 불러오지 못했습니다.",
  offline: "오프라인 상태입니다. 다시 연결되면 검색을 계속합니다.",
  retry: "다시 시도",
  none: "“{q}”에 대한 결과가 없습니다.",
  pages: { other: "{n}개 문서" },
  places: { other: "{n}개 일치" },
  sum: "{pages}, {places}",
  more: "더 보기",
  rest: { other: "이 문서에 {n}개 더" },
  missing: "찾을 수 없음: {words}",
  excluded: "제외: {words}",
  page: "다음 문서에는 모든 단어가 있지만 서로 떨어져 있습니다.",
  some: "모든 단어가 있는 문서가 없습니다. 표시 중: {to}",
  typo: "“{to}” 검색 결과입니다 (입력: “{from}”)",
  pinyin: "병음으로 찾음: “{to}”",
  suggest: "이것을 찾으셨나요",
  complete: "추천 검색어",
  details: "결과 상세 정보",
  help: "검색 도움말",
  recent: "최근 검색",
  examples: "검색 예",
  forget: "“{q}” 삭제",
  keys: "↑ ↓ 선택 · ↵ 열기 · esc 닫기",
};
