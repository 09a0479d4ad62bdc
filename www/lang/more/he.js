// @ts-check
/** Filters, reasons and help in עברית. */

/** @type {import("../../findling.d.ts").ExtraStrings} */
export default {
  filters: "מסננים",
  sort: "סדר",
  best: "הרלוונטיים קודם",
  newest: "החדשים קודם",
  oldest: "הישנים קודם",
  lang: "שפה",
  year: "שנה",
  reset: "ניקוי הכול",
  why: "למה התוצאה הזאת",
  exact: "כפי שהוקלד",
  variant: "צורה אחרת של התווים",
  part: "בתוך מילה ארוכה יותר",
  inflected: "צורה אחרת של המילה",
  prefix: "מילים שמתחילות כך",
  synonym: "אותה משמעות",
  pinyin: "אותו צליל",
  typo: "כתיב דומה",
  title: "כותרת",
  heading: "כותרת משנה",
  text: "טקסט",
  meta: "פרטים",
  copy: "העתקת הקטע והקישור",
  copied: "הועתק",
  phrase: "המילים האלה, בסדר הזה",
  without: "דפים בלי המילה הזאת",
  either: "אחת המילים",
  field: "רק בכותרות",
  forms: "צורות אחרות של מילה, שגיאות הקלדה, תווים סיניים מסורתיים ופין-יין נמצאים מעצמם.",
};
