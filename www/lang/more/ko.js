// @ts-check
/** Filters, reasons and help in 한국어. */

/** @type {import("../../findling.d.ts").ExtraStrings} */
export default {
  filters: "필터",
  sort: "정렬",
  best: "관련도순",
  newest: "최신순",
  oldest: "오래된순",
  lang: "언어",
  year: "연도",
  reset: "모두 해제",
  why: "이 결과가 나온 이유",
  exact: "입력한 그대로",
  variant: "다른 표기",
  part: "더 긴 단어의 일부",
  inflected: "다른 어형",
  prefix: "이렇게 시작하는 단어",
  synonym: "같은 뜻",
  pinyin: "같은 소리",
  typo: "비슷한 철자",
  title: "제목",
  heading: "소제목",
  text: "본문",
  meta: "부가 정보",
  copy: "발췌문과 링크 복사",
  copied: "복사했습니다",
  phrase: "이 순서대로 이어진 단어",
  without: "이 단어가 없는 페이지",
  either: "둘 중 하나",
  field: "제목에서만",
  forms: "어형 변화, 오타, 번체자, 병음은 따로 지정하지 않아도 찾습니다.",
};
