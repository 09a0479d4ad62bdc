// @ts-check
/** Filters, reasons and help in 简体中文. */

/** @type {import("../../findling.d.ts").ExtraStrings} */
export default {
  filters: "筛选",
  sort: "排序",
  best: "最相关优先",
  newest: "最新优先",
  oldest: "最早优先",
  lang: "语言",
  year: "年份",
  reset: "全部清除",
  why: "为什么有这条结果",
  exact: "原词",
  variant: "异体或繁简写法",
  part: "在更长的词中",
  inflected: "词形变化",
  prefix: "以此开头",
  synonym: "同义",
  pinyin: "同音",
  typo: "拼写相近",
  title: "标题",
  heading: "小标题",
  text: "正文",
  meta: "附属信息",
  copy: "复制摘录和链接",
  copied: "已复制",
  phrase: "这些词按此顺序连在一起",
  without: "不含这个词的页面",
  either: "任意一个词",
  field: "只在标题中",
  forms: "词形变化、错别字、繁体字和拼音都会自动找到，不必另外输入。",
};
