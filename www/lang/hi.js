// @ts-check
/** The interface in हिन्दी. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "खोजें",
  clear: "साफ़ करें",
  close: "बंद करें",
  loading: "लोड हो रहा है…",
  slow: "अभी लोड हो रहा है। परिणाम अपने आप दिखेंगे।",
  failed: "खोज लोड नहीं हो सकी।",
  offline: "आप ऑफ़लाइन हैं। कनेक्शन लौटने पर खोज जारी रहेगी।",
  retry: "फिर कोशिश करें",
  none: "“{q}” के लिए कोई परिणाम नहीं।",
  pages: { one: "{n} पृष्ठ", other: "{n} पृष्ठ" },
  places: { one: "{n} मिलान", other: "{n} मिलान" },
  sum: "{pages} पर {places}",
  more: "और दिखाएँ",
  rest: { other: "इस पृष्ठ पर {n} और" },
  missing: "किसी पृष्ठ पर नहीं: {words}",
  excluded: "इनके बिना: {words}",
  page: "ये शब्द एक ही पृष्ठ पर हैं, पर साथ नहीं।",
  some: "किसी पृष्ठ पर ये सभी शब्द नहीं हैं। दिखाया जा रहा है: {to}",
  typo: "“{to}” के परिणाम (आपने “{from}” लिखा)",
  pinyin: "पिनयिन से मिला: “{to}”",
  suggest: "क्या आपका मतलब था",
  complete: "सुझाव",
  details: "परिणाम का विवरण",
  help: "खोज के सुझाव",
  recent: "हाल की खोजें",
  examples: "उदाहरण",
  forget: "{q} हटाएँ",
  keys: "↑ ↓ चुनें · ↵ खोलें · esc बंद करें",
};
