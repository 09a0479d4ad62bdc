// @ts-check
/** Filters, reasons and help in 日本語. */

/** @type {import("../../findling.d.ts").ExtraStrings} */
export default {
  filters: "絞り込み",
  sort: "並べ替え",
  best: "関連度の高い順",
  newest: "新しい順",
  oldest: "古い順",
  lang: "言語",
  year: "年",
  reset: "すべて解除",
  why: "この結果の理由",
  exact: "入力どおり",
  variant: "異体字・別表記",
  part: "より長い語の一部",
  inflected: "語形変化",
  prefix: "この文字で始まる語",
  synonym: "同じ意味",
  pinyin: "同じ読み",
  typo: "似たつづり",
  title: "タイトル",
  heading: "見出し",
  text: "本文",
  meta: "付属情報",
  copy: "抜粋とリンクをコピー",
  copied: "コピーしました",
  phrase: "この順で続く語句",
  without: "この語を含まないページ",
  either: "どちらかの語",
  field: "タイトルの中だけ",
  forms: "語形変化、入力ミス、異体字、ピンインは指定しなくても見つかります。",
};
