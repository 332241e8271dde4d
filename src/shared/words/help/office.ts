import type { HelpPage } from './page.ts';

/** Help for what keeps the work going. */
export const officePages: readonly HelpPage[] = [
  {
    id: 'bao-cao',
    routes: ['/reports'],
    title: 'Báo cáo',
    lead: 'Tỷ lệ gửi nhận điện tử, ký số, và số liệu văn bản; tới từng văn bản làm giảm tỷ lệ.',
    parts: [
      {
        title: 'Xem và xuất',
        steps: [
          'Chọn kỳ và đơn vị. Bấm một chỉ tiêu để xem những văn bản làm giảm chỉ tiêu ấy, kèm lý do.',
          'Xuất ra Excel, Word hoặc PDF. Văn bản mật chỉ ghi số lượng.',
        ],
      },
    ],
  },
  {
    id: 'dong-bo',
    routes: ['/sync'],
    title: 'Đồng bộ',
    lead: 'Những thao tác chờ gửi, đã gửi và bị máy chủ từ chối. Không có gì bị mất khi mất mạng.',
    parts: [
      {
        title: 'Bị từ chối hoặc xung đột',
        steps: [
          'Mở dòng để xem giá trị của bạn và của máy chủ, ai sửa, lúc nào. Nội dung và tệp của bạn vẫn giữ.',
          'Làm lại theo hướng dẫn, rồi bấm bỏ qua dòng cũ; dòng ấy còn trong Lịch sử.',
        ],
      },
      {
        title: 'Chờ gửi',
        steps: ['F9 đồng bộ ngay. Thao tác chưa gửi thì rút lại được.'],
      },
    ],
  },
  {
    id: 'so-dang-ky',
    routes: ['/books'],
    title: 'Sổ đăng ký',
    lead: 'Sổ đến, sổ đi, sổ bản sao của năm: số kế tiếp, ai đang giữ sổ, in sổ.',
    parts: [
      {
        title: 'Giữ sổ khi mất mạng',
        steps: [
          'Bấm Giữ sổ khi còn mạng: máy này cấp số được cả khi mất mạng, máy khác phải chờ.',
          'Bấm Trả sổ khi xong. Người đứng đầu thu hồi được sổ của máy hỏng.',
        ],
      },
      { title: 'In sổ', steps: ['Ctrl+P, chọn kỳ và mẫu, lưu ra PDF, Word hoặc Excel.'] },
      {
        title: 'Sự cố số',
        steps: ['Số đã ghi lên giấy mà máy chủ không nhận thì hiện ở đây: giữ số, hoặc hủy số kèm lý do.'],
      },
    ],
  },
  {
    id: 'uy-quyen',
    routes: ['/authority'],
    title: 'Ủy quyền, con dấu',
    lead: 'Ai ký thay người đứng đầu, loại văn bản nào, tới bao giờ; dấu của cơ quan đang trong tay ai.',
    parts: [
      {
        title: 'Giao quyền ký',
        steps: [
          'Người đứng đầu bấm Giao quyền ký: chọn người, hình thức (KT., TL., TUQ.), loại văn bản, thời hạn, căn cứ.',
          'Hết hạn thì tự thôi; thôi sớm bằng nút kết thúc.',
        ],
      },
      { title: 'Bàn giao dấu', steps: ['Văn thư bàn giao dấu cho người khác có thời hạn, và nhận lại.'] },
    ],
  },
  {
    id: 'to-chuc',
    routes: ['/office'],
    title: 'Tổ chức',
    lead: 'Đơn vị, người, chức vụ, vai trò, lịch làm việc của cơ quan.',
    parts: [
      {
        title: 'Quản trị',
        steps: [
          'Thêm người, đổi vai trò, ghi người rời cơ quan và bàn giao việc đang dở.',
          'Mỗi thay đổi quyền được báo cho người đứng đầu cho tới khi xác nhận.',
        ],
      },
    ],
  },
  {
    id: 'goc-tin-cay',
    routes: ['/trust'],
    title: 'Gốc tin cậy',
    lead: 'Chứng thư gốc mà cơ quan tin khi kiểm tra chữ ký.',
    parts: [
      {
        title: 'Thêm chứng thư gốc',
        steps: [
          'So vân tay với văn bản công bố rồi mới thêm. Bỏ một gốc thì chữ ký theo gốc ấy thành Chưa xác định.',
        ],
      },
    ],
  },
  {
    id: 'truy-cap',
    routes: ['/openings'],
    title: 'Lịch sử truy cập',
    lead: 'Ai đã mở văn bản nào, lúc nào; dành cho quản trị.',
    parts: [{ title: 'Xem', steps: ['Chọn kỳ, hoặc mở lịch sử của một văn bản từ menu của văn bản ấy.'] }],
  },
  {
    id: 'cach-ly',
    routes: ['/containments'],
    title: 'Cách ly văn bản mật',
    lead: 'Văn bản lỡ đưa vào mà hóa ra là mật: rời khỏi máy chủ và mọi máy, chỉ còn dòng trong sổ.',
    parts: [
      {
        title: 'Sau khi cách ly',
        steps: ['Xem tệp đã ở những máy nào và máy nào đã xóa. Báo người phụ trách bảo vệ bí mật nhà nước.'],
      },
    ],
  },
  {
    id: 'thiet-lap-ky',
    routes: ['/setup'],
    title: 'Thiết lập ký',
    lead: 'Token và tệp khóa máy này thấy, mức chữ ký, nơi cấp dấu thời gian, chỗ đặt ô ký.',
    parts: [
      {
        title: 'Token không hiện',
        steps: [
          'Rút ra cắm lại; cài phần mềm của hãng token; rồi thêm thư viện của hãng ở đây.',
          'Sai mật khẩu nhiều lần thì token tự khóa: máy báo trước lần cuối, không tự thử lại.',
        ],
      },
    ],
  },
  {
    id: 'may-va-khoa',
    routes: ['/machine'],
    title: 'Máy và khóa',
    lead: 'Mật khẩu mở khóa, các máy của bạn, màu cửa sổ, phím tắt.',
    parts: [
      {
        title: 'Khóa máy',
        steps: [
          'Đặt mật khẩu mở khóa thì dữ liệu trên máy được mã hóa; in mã khôi phục và cất riêng.',
          'Ctrl+Shift+L khóa ngay khi rời bàn.',
        ],
      },
      {
        title: 'Mất máy',
        steps: ['Ngừng máy ấy ở danh sách: dữ liệu trên đó tự xóa ở lần kết nối kế tiếp.'],
      },
    ],
  },
];
