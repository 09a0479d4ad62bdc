// @ts-check
/** The interface in עברית. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "חיפוש",
  clear: "ניקוי",
  close: "סגירה",
  loading: "החיפוש נטען…",
  slow: "זה נמשך יותר מהרגיל. התשובה תופיע ברגע שהחיפוש יהיה מוכן.",
  failed: "לא ניתן היה לטעון את החיפוש.",
  offline: "נראה שאין חיבור לרשת. החיפוש יחזור עם החיבור.",
  retry: "ניסיון נוסף",
  none: "לא נמצא דבר עבור ”{q}“.",
  pages: { one: "עמוד אחד", two: "שני עמודים", other: "{n} עמודים" },
  places: { one: "מקום אחד", two: "שני מקומות", other: "{n} מקומות" },
  sum: "{places}, {pages}",
  more: "הצגת עוד",
  missing: "לא נמצא בשום מקום: {words}",
  page: "אין קטע אחד שבו כל המילים. בעמודים אלה הן מופיעות במקומות שונים.",
  some: "לא כל המילים נמצאו יחד. מוצג: {to}",
  typo: "נערך חיפוש גם אחר {to} ({from})",
  reading: "{from} נקרא כ־{to}",
  suggest: "האם התכוונת אל",
  recent: "חיפושים אחרונים",
  forget: "הסרת {q}",
  keys: "↑ ↓ בחירה · Enter פתיחה · Esc סגירה",
  next: "ההתאמה הבאה",
  previous: "ההתאמה הקודמת",
  counter: "{i} מתוך {n}",
  back: "חזרה לחיפוש",
};
