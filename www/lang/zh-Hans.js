// @ts-check
/** The interface in 简体中文. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "搜索",
  clear: "清除",
  close: "关闭",
  loading: "正在加载…",
  slow: "加载较慢，完成后自动显示结果。",
  failed: "搜索加载失败。",
  offline: "网络已断开，恢复后可继续搜索。",
  retry: "重试",
  none: "没有找到“{q}”的结果。",
  pages: { other: "{n} 篇" },
  places: { other: "{n} 处匹配" },
  sum: "{pages}，共 {places}",
  more: "显示更多",
  rest: { other: "本页还有 {n} 段" },
  missing: "未找到：{words}",
  excluded: "已排除：{words}",
  page: "以下文章含全部词语，但不在同一段。",
  some: "没有同时含全部词语的文章，已显示：{to}",
  typo: "已显示“{to}”的结果（您输入的是“{from}”）",
  pinyin: "已按拼音匹配“{to}”",
  suggest: "您是不是要找",
  complete: "搜索建议",
  details: "结果详情",
  help: "搜索技巧",
  recent: "最近的搜索",
  examples: "试试",
  forget: "移除“{q}”",
  keys: "↑ ↓ 选择 · ↵ 打开 · esc 关闭",
};
