// @ts-check
/** The interface in العربية. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "بحث",
  clear: "مسح",
  close: "إغلاق",
  loading: "جارٍ التحميل…",
  slow: "ما زال التحميل جاريًا. ستظهر النتائج تلقائيًا.",
  failed: "تعذّر تحميل البحث.",
  offline: "أنت غير متصل بالشبكة. سيُستأنف البحث عند عودة الاتصال.",
  retry: "إعادة المحاولة",
  none: "لا نتائج عن «{q}».",
  pages: { zero: "لا صفحات", one: "صفحة واحدة", two: "صفحتان", few: "{n} صفحات", many: "{n} صفحة", other: "{n} صفحة" },
  places: { zero: "لا تطابقات", one: "تطابق واحد", two: "تطابقان", few: "{n} تطابقات", many: "{n} تطابقًا", other: "{n} تطابق" },
  sum: "{places}، {pages}",
  more: "عرض المزيد",
  rest: { other: "{n} أخرى في هذه الصفحة" },
  missing: "لا توجد في أي صفحة: {words}",
  excluded: "دون: {words}",
  page: "ترد هذه الكلمات في الصفحة نفسها، ولكن ليس معًا.",
  some: "لا توجد صفحة تضم كل هذه الكلمات. المعروض: {to}",
  typo: "نتائج «{to}» (كتبتَ «{from}»)",
  pinyin: "مطابقة بالبينيين: «{to}»",
  suggest: "هل تقصد",
  complete: "اقتراحات",
  details: "تفاصيل النتيجة",
  help: "نصائح البحث",
  recent: "عمليات البحث الأخيرة",
  examples: "جرّب",
  forget: "إزالة {q}",
  keys: "↑ ↓ اختيار · ↵ فتح · esc إغلاق",
};
