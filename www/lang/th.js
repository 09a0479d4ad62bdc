// @ts-check
/** The interface in ไทย. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "ค้นหา",
  clear: "ล้าง",
  close: "ปิด",
  loading: "กำลังโหลด…",
  slow: "ยังโหลดอยู่ ผลลัพธ์จะแสดงโดยอัตโนมัติ",
  failed: "โหลดการค้นหาไม่สำเร็จ",
  offline: "คุณออฟไลน์อยู่ การค้นหาจะทำงานต่อเมื่อเชื่อมต่ออีกครั้ง",
  retry: "ลองอีกครั้ง",
  none: "ไม่พบผลลัพธ์สำหรับ “{q}”",
  pages: { other: "{n} หน้า" },
  places: { other: "ตรงกัน {n} แห่ง" },
  sum: "{places} ใน {pages}",
  more: "แสดงเพิ่ม",
  rest: { other: "อีก {n} แห่งในหน้านี้" },
  missing: "ไม่มีหน้าใดมี: {words}",
  excluded: "ไม่รวม: {words}",
  page: "คำเหล่านี้อยู่ในหน้าเดียวกัน แต่ไม่ได้อยู่ด้วยกัน",
  some: "ไม่มีหน้าใดมีคำเหล่านี้ครบ แสดง: {to}",
  typo: "ผลลัพธ์สำหรับ “{to}” (คุณพิมพ์ “{from}”)",
  pinyin: "ตรงกันตามพินอิน: “{to}”",
  suggest: "คุณหมายถึง",
  complete: "คำแนะนำ",
  details: "รายละเอียดผลลัพธ์",
  help: "เคล็ดลับการค้นหา",
  recent: "การค้นหาล่าสุด",
  examples: "ลองค้นหา",
  forget: "ลบ {q}",
  keys: "↑ ↓ เลือก · ↵ เปิด · esc ปิด",
};
