// @ts-check
/** The interface in 日本語. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "検索",
  clear: "消去",
  close: "閉じる",
  loading: "読み込み中…",
  slow: "読み込みに時間がかかっています。完了すると結果が自動的に表示されます。",
  failed: "検索を読み込めませんでした。",
  offline: "オフラインです。接続が戻ると検索を再開します。",
  retry: "再試行",
  none: "「{q}」に一致する結果はありません。",
  pages: { other: "{n} ページ" },
  places: { other: "{n} 件の一致" },
  sum: "{pages}、{places}",
  more: "さらに表示",
  rest: { other: "このページにあと {n} 件" },
  missing: "どのページにもない語：{words}",
  excluded: "除外した語：{words}",
  page: "次のページにはすべての語がありますが、離れた場所にあります。",
  some: "すべての語を含むページはありません。表示中：{to}",
  typo: "「{to}」の結果を表示しています（入力：「{from}」）",
  pinyin: "ピンインで「{to}」に一致しました",
  suggest: "もしかして",
  complete: "候補",
  details: "この結果について",
  help: "検索のヒント",
  recent: "最近の検索",
  examples: "検索例",
  forget: "「{q}」を削除",
  keys: "↑ ↓ 選択 · ↵ 開く · esc 閉じる",
};
