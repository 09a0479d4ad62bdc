// @ts-check
/** The interface in 简体中文. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "搜索",
  clear: "清除",
  close: "关闭",
  loading: "正在载入搜索…",
  slow: "比平时慢一些。搜索一就绪，就会给出结果。",
  failed: "搜索未能载入。",
  offline: "您似乎已断开网络。恢复连接后即可搜索。",
  retry: "重试",
  none: "没有找到“{q}”。",
  pages: { other: "{n} 篇" },
  places: { other: "{n} 处" },
  sum: "{pages}，共 {places}",
  more: "显示更多",
  missing: "全文都没有：{words}",
  page: "没有哪一段同时含有这些词；以下各篇在不同位置含有它们。",
  some: "未能找到全部词语，以下结果只含：{to}",
  typo: "也搜索了“{to}”（原词：{from}）",
  reading: "“{from}”按读音理解为“{to}”",
  suggest: "您是不是要找",
  recent: "最近的搜索",
  forget: "移除“{q}”",
  keys: "↑ ↓ 选择 · Enter 打开 · Esc 关闭",
  next: "下一处",
  previous: "上一处",
  counter: "{i} / {n}",
  back: "返回搜索",
};
