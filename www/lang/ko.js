// @ts-check
/** The interface in 한국어. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "검색",
  clear: "지우기",
  close: "닫기",
  loading: "검색을 불러오는 중…",
  slow: "평소보다 오래 걸립니다. 준비되는 대로 결과를 보여 드립니다.",
  failed: "검색을 불러오지 못했습니다.",
  offline: "오프라인 상태인 것 같습니다. 다시 연결되면 검색할 수 있습니다.",
  retry: "다시 시도",
  none: "“{q}”에 대한 결과가 없습니다.",
  pages: { other: "{n}개 문서" },
  places: { other: "{n}곳" },
  sum: "{pages}, {places}",
  more: "더 보기",
  missing: "어디에도 없는 말: {words}",
  page: "모든 낱말이 함께 있는 곳은 없습니다. 다음 문서에는 서로 다른 곳에 있습니다.",
  some: "모든 낱말을 찾지는 못했습니다. 표시: {to}",
  typo: "“{to}”도 검색했습니다 (입력: {from})",
  reading: "“{from}”을(를) “{to}”(으)로 읽었습니다",
  suggest: "이것을 찾으셨나요",
  recent: "최근 검색",
  forget: "“{q}” 삭제",
  keys: "↑ ↓ 선택 · Enter 열기 · Esc 닫기",
  next: "다음 일치",
  previous: "이전 일치",
  counter: "{n}곳 중 {i}",
  back: "검색으로 돌아가기",
};
