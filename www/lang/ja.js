// @ts-check
/** The interface in 日本語. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "検索",
  clear: "消去",
  close: "閉じる",
  loading: "検索を読み込んでいます…",
  slow: "いつもより時間がかかっています。準備ができしだい結果を表示します。",
  failed: "検索を読み込めませんでした。",
  offline: "オフラインのようです。接続が戻ると検索できます。",
  retry: "再試行",
  none: "「{q}」は見つかりませんでした。",
  pages: { other: "{n} ページ" },
  places: { other: "{n} か所" },
  sum: "{pages}、{places}",
  more: "さらに表示",
  missing: "どこにもない語：{words}",
  page: "すべての語を含む箇所はありません。次のページには別々の場所にあります。",
  some: "すべての語はそろいませんでした。表示中：{to}",
  typo: "「{to}」も検索しました（入力：{from}）",
  reading: "「{from}」を「{to}」と読みました",
  suggest: "もしかして",
  recent: "最近の検索",
  forget: "「{q}」を削除",
  keys: "↑ ↓ 選択 · Enter 開く · Esc 閉じる",
  next: "次の一致",
  previous: "前の一致",
  counter: "{i} / {n}",
  back: "検索に戻る",
};
