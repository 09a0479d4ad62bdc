// @ts-check
/** The interface in Tiếng Việt. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "Tìm kiếm",
  clear: "Xóa",
  close: "Đóng",
  loading: "Đang tải…",
  slow: "Vẫn đang tải. Kết quả sẽ tự động hiện ra.",
  failed: "Không tải được công cụ tìm kiếm.",
  offline: "Bạn đang ngoại tuyến. Tìm kiếm sẽ tiếp tục khi có kết nối.",
  retry: "Thử lại",
  none: "Không có kết quả cho “{q}”.",
  pages: { other: "{n} trang" },
  places: { other: "{n} kết quả khớp" },
  sum: "{places} trên {pages}",
  more: "Xem thêm",
  rest: { other: "{n} mục nữa trên trang này" },
  missing: "Không trang nào có: {words}",
  excluded: "Không có: {words}",
  page: "Các từ này có trên cùng một trang nhưng không gần nhau.",
  some: "Không trang nào có đủ các từ này. Đang hiện: {to}",
  typo: "Kết quả cho “{to}” (bạn đã gõ “{from}”)",
  pinyin: "Khớp theo bính âm: “{to}”",
  suggest: "Có phải bạn muốn tìm",
  complete: "Gợi ý",
  details: "Chi tiết kết quả",
  help: "Mẹo tìm kiếm",
  recent: "Tìm kiếm gần đây",
  examples: "Thử tìm",
  forget: "Xóa {q}",
  keys: "↑ ↓ chọn · ↵ mở · esc đóng",
};
