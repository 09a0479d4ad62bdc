// @ts-check
/** Filters, reasons and help in Tiếng Việt. */

/** @type {import("../../findling.d.ts").ExtraStrings} */
export default {
  filters: "Bộ lọc",
  sort: "Thứ tự",
  best: "Phù hợp nhất trước",
  newest: "Mới nhất trước",
  oldest: "Cũ nhất trước",
  lang: "Ngôn ngữ",
  year: "Năm",
  reset: "Xóa tất cả",
  why: "Vì sao có kết quả này",
  exact: "đúng như đã gõ",
  variant: "dạng chữ khác",
  part: "trong một từ dài hơn",
  inflected: "dạng khác của từ",
  prefix: "những từ bắt đầu như vậy",
  synonym: "cùng nghĩa",
  pinyin: "cùng âm",
  typo: "viết gần giống",
  title: "tiêu đề",
  heading: "đề mục",
  text: "văn bản",
  meta: "thông tin kèm theo",
  copy: "Sao chép trích đoạn và liên kết",
  copied: "Đã sao chép",
  phrase: "các từ này, theo đúng thứ tự",
  without: "trang không có từ này",
  either: "một trong hai từ",
  field: "chỉ trong tiêu đề",
  forms: "Các dạng khác của từ, lỗi gõ, chữ Hán phồn thể và bính âm được tìm thấy mà không cần yêu cầu.",
};
