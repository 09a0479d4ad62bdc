// @ts-check
/** The interface in עברית. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "חיפוש",
  clear: "ניקוי",
  close: "סגירה",
  loading: "טוען…",
  slow: "הטעינה נמשכת. התוצאות יופיעו מעצמן.",
  failed: "טעינת החיפוש נכשלה.",
  offline: "אין חיבור לרשת. החיפוש יימשך כשהחיבור יחזור.",
  retry: "ניסיון נוסף",
  none: "אין תוצאות עבור ”{q}“.",
  pages: { one: "עמוד אחד", two: "שני עמודים", other: "{n} עמודים" },
  places: { one: "התאמה אחת", two: "שתי התאמות", other: "{n} התאמות" },
  sum: "{places}, {pages}",
  more: "הצגת עוד",
  rest: { other: "עוד {n} בעמוד זה" },
  missing: "לא מופיע באף עמוד: {words}",
  excluded: "ללא: {words}",
  page: "המילים האלה מופיעות באותו עמוד, אך לא יחד.",
  some: "אין עמוד עם כל המילים האלה. מוצג: {to}",
  typo: "תוצאות עבור ”{to}“ (הוקלד ”{from}“)",
  pinyin: "התאמה לפי פין־יין: ”{to}“",
  suggest: "האם התכוונת אל",
  complete: "הצעות",
  details: "פרטי התוצאה",
  help: "עצות לחיפוש",
  recent: "חיפושים אחרונים",
  examples: "לדוגמה",
  forget: "הסרת {q}",
  keys: "↑ ↓ בחירה · ↵ פתיחה · esc סגירה",
};
