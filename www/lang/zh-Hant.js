// @ts-check
/** The interface in 繁體中文. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "搜尋",
  clear: "清除",
  close: "關閉",
  loading: "載入中…",
  slow: "載入較慢，完成後會自動顯示結果。",
  failed: "搜尋載入失敗。",
  offline: "網路已中斷，恢復後可繼續搜尋。",
  retry: "重試",
  none: "找不到「{q}」的結果。",
  pages: { other: "{n} 篇" },
  places: { other: "{n} 處相符" },
  sum: "{pages}，共 {places}",
  more: "顯示更多",
  rest: { other: "本頁還有 {n} 段" },
  missing: "找不到：{words}",
  excluded: "已排除：{words}",
  page: "以下文章含有全部詞語，但不在同一段。",
  some: "沒有同時含有全部詞語的文章，已顯示：{to}",
  typo: "已顯示「{to}」的結果（您輸入的是「{from}」）",
  pinyin: "已依拼音比對「{to}」",
  suggest: "您是不是要找",
  complete: "搜尋建議",
  details: "結果詳情",
  help: "搜尋技巧",
  recent: "最近的搜尋",
  examples: "試試",
  forget: "移除「{q}」",
  keys: "↑ ↓ 選擇 · ↵ 開啟 · esc 關閉",
};
