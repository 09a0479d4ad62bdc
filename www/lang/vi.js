// @ts-check
/** The interface in Tiếng Việt. */

/** @type {import("../findling.d.ts").Strings} */
export default {
  search: "Tìm kiếm",
  clear: "Xóa",
  close: "Đóng",
  loading: "Đang tải tìm kiếm…",
  slow: "Lâu hơn bình thường. Kết quả sẽ hiện ngay khi tìm kiếm sẵn sàng.",
  failed: "Không tải được tìm kiếm.",
  offline: "Có vẻ bạn đang ngoại tuyến. Tìm kiếm sẽ hoạt động khi có kết nối.",
  retry: "Thử lại",
  none: "Không tìm thấy “{q}”.",
  pages: { other: "{n} trang" },
  places: { other: "{n} chỗ" },
  sum: "{places} trên {pages}",
  more: "Xem thêm",
  missing: "Không có ở đâu: {words}",
  page: "Không đoạn nào có đủ các từ. Chúng nằm ở những chỗ khác nhau trên các trang này.",
  some: "Không tìm thấy đủ các từ cùng nhau. Đang hiện: {to}",
  typo: "Đã tìm cả {to} ({from})",
  reading: "{from} được đọc là {to}",
  suggest: "Có phải bạn muốn tìm",
  recent: "Tìm kiếm gần đây",
  forget: "Xóa {q}",
  keys: "↑ ↓ chọn · Enter mở · Esc đóng",
  next: "Kết quả sau",
  previous: "Kết quả trước",
  counter: "{i} / {n}",
  back: "Quay lại tìm kiếm",
};
