// @ts-check
/** Filters, reasons and help in 繁體中文. */

/** @type {import("../../findling.d.ts").ExtraStrings} */
export default {
  filters: "篩選",
  sort: "排序",
  best: "最相關優先",
  newest: "最新優先",
  oldest: "最早優先",
  lang: "語言",
  year: "年份",
  reset: "全部清除",
  why: "為什麼有這筆結果",
  exact: "原詞",
  variant: "異體或繁簡寫法",
  part: "在更長的詞中",
  inflected: "詞形變化",
  prefix: "以此開頭",
  synonym: "同義",
  pinyin: "同音",
  typo: "拼寫相近",
  title: "標題",
  heading: "小標題",
  text: "內文",
  meta: "附屬資訊",
  copy: "複製摘錄與連結",
  copied: "已複製",
  phrase: "這些詞依此順序連在一起",
  without: "不含這個詞的頁面",
  either: "任一個詞",
  field: "只在標題中",
  forms: "詞形變化、錯別字、簡繁體字與拼音都會自動找到，不必另外輸入。",
};
