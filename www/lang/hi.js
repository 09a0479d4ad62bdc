// @ts-check
/** The interface in हिन्दी. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "खोजें",
  clear: "साफ़ करें",
  close: "बंद करें",
  loading: "खोज लोड हो रही है…",
  slow: "इसमें सामान्य से अधिक समय लग रहा है। खोज तैयार होते ही उत्तर दिखेगा।",
  failed: "खोज लोड नहीं हो सकी।",
  offline: "लगता है आप ऑफ़लाइन हैं। कनेक्शन लौटने पर खोज चलेगी।",
  retry: "फिर कोशिश करें",
  none: "“{q}” के लिए कुछ नहीं मिला।",
  pages: { one: "{n} पृष्ठ", other: "{n} पृष्ठ" },
  places: { one: "{n} स्थान", other: "{n} स्थान" },
  sum: "{pages} पर {places}",
  more: "और दिखाएँ",
  missing: "कहीं नहीं मिला: {words}",
  page: "किसी एक अंश में सभी शब्द नहीं हैं। वे इन पृष्ठों पर अलग-अलग स्थानों पर हैं।",
  some: "सभी शब्द साथ नहीं मिले। दिखाया गया: {to}",
  typo: "{to} भी खोजा गया ({from})",
  reading: "{from} को {to} पढ़ा गया",
  suggest: "क्या आपका मतलब था",
  recent: "हाल की खोजें",
  forget: "{q} हटाएँ",
  keys: "↑ ↓ चुनें · Enter खोलें · Esc बंद करें",
  next: "अगला मिलान",
  previous: "पिछला मिलान",
  counter: "{n} में से {i}",
  back: "खोज पर लौटें",
};
