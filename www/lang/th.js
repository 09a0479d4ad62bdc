// @ts-check
/** The interface in ไทย. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "ค้นหา",
  clear: "ล้าง",
  close: "ปิด",
  loading: "กำลังโหลดการค้นหา…",
  slow: "ใช้เวลานานกว่าปกติ ผลลัพธ์จะแสดงทันทีที่การค้นหาพร้อม",
  failed: "โหลดการค้นหาไม่สำเร็จ",
  offline: "ดูเหมือนคุณออฟไลน์อยู่ การค้นหาจะกลับมาเมื่อเชื่อมต่ออีกครั้ง",
  retry: "ลองอีกครั้ง",
  none: "ไม่พบ “{q}”",
  pages: { other: "{n} หน้า" },
  places: { other: "{n} แห่ง" },
  sum: "{places} ใน {pages}",
  more: "แสดงเพิ่ม",
  missing: "ไม่พบที่ใดเลย: {words}",
  page: "ไม่มีข้อความใดที่มีครบทุกคำ คำเหล่านี้อยู่คนละแห่งในหน้าต่อไปนี้",
  some: "ไม่พบทุกคำพร้อมกัน แสดง: {to}",
  typo: "ค้นหา {to} ด้วย ({from})",
  reading: "อ่าน {from} เป็น {to}",
  suggest: "คุณหมายถึง",
  recent: "การค้นหาล่าสุด",
  forget: "ลบ {q}",
  keys: "↑ ↓ เลือก · Enter เปิด · Esc ปิด",
  next: "ตำแหน่งถัดไป",
  previous: "ตำแหน่งก่อนหน้า",
  counter: "{i} จาก {n}",
  back: "กลับไปที่การค้นหา",
};
