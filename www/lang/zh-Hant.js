// @ts-check
/** The interface in 繁體中文. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "搜尋",
  clear: "清除",
  close: "關閉",
  loading: "正在載入搜尋…",
  slow: "比平時慢一些。搜尋一就緒，就會給出結果。",
  failed: "搜尋未能載入。",
  offline: "您似乎已中斷連線。恢復連線後即可搜尋。",
  retry: "重試",
  none: "找不到「{q}」。",
  pages: { other: "{n} 篇" },
  places: { other: "{n} 處" },
  sum: "{pages}，共 {places}",
  more: "顯示更多",
  missing: "全文皆無：{words}",
  page: "沒有任何一段同時含有這些詞；以下各篇在不同位置含有它們。",
  some: "未能找到全部詞語，以下結果只含：{to}",
  typo: "也搜尋了「{to}」（原詞：{from}）",
  reading: "「{from}」按讀音理解為「{to}」",
  suggest: "您是不是要找",
  recent: "最近的搜尋",
  forget: "移除「{q}」",
  keys: "↑ ↓ 選擇 · Enter 開啟 · Esc 關閉",
  next: "下一處",
  previous: "上一處",
  counter: "{i} / {n}",
  back: "返回搜尋",
};
