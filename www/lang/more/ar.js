// @ts-check
/** Filters, reasons and help in العربية. */

/** @type {import("../../findling.d.ts").ExtraStrings} */
export default {
  filters: "عوامل التصفية",
  sort: "الترتيب",
  best: "الأكثر صلة أولًا",
  newest: "الأحدث أولًا",
  oldest: "الأقدم أولًا",
  lang: "اللغة",
  year: "السنة",
  reset: "مسح الكل",
  why: "لماذا هذه النتيجة",
  exact: "كما كُتبت",
  variant: "شكل آخر للأحرف",
  part: "داخل كلمة أطول",
  inflected: "صيغة أخرى للكلمة",
  prefix: "كلمات تبدأ هكذا",
  synonym: "المعنى نفسه",
  pinyin: "النطق نفسه",
  typo: "إملاء مشابه",
  title: "العنوان",
  heading: "عنوان فرعي",
  text: "النص",
  meta: "البيانات",
  copy: "نسخ المقتطف والرابط",
  copied: "تم النسخ",
  phrase: "هذه الكلمات بهذا الترتيب",
  without: "صفحات من دون هذه الكلمة",
  either: "إحدى الكلمتين",
  field: "في العناوين فقط",
  forms: "تُعثر تلقائيًا على صيغ الكلمة الأخرى وأخطاء الكتابة والأحرف الصينية التقليدية والبينيين.",
};
