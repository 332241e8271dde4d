import type { HelpPage } from './page.ts';

/** Help for the daily work. */
export const workPages: readonly HelpPage[] = [
  {
    id: 'bat-dau',
    routes: ['/', '/welcome'],
    title: 'Bắt đầu',
    lead: 'Năm bước giới thiệu: bạn và cơ quan, khóa ký, tệp trên máy, màu cửa sổ, tập việc. Bước nào cũng bỏ qua được.',
    parts: [
      {
        title: 'Lần đầu mở',
        steps: [
          'Bấm Tiếp để xem từng bước, hoặc Bỏ qua, vào việc.',
          'Chưa có token vẫn làm được mọi việc, trừ ký; cắm token lúc nào cũng được.',
          'Xem lại năm bước: nút Trợ giúp (dấu ?) ở góc trên, hoặc mục Máy và khóa.',
        ],
      },
      {
        title: 'Tập việc',
        steps: [
          'Chỉ có ở tỉnh mẫu: nút Trợ giúp, chọn Tập việc. Khung bài tập đứng bên phải, đi cùng bạn qua các màn hình.',
          'Mỗi vai trò có mười hai bài. Bài tự đánh dấu xong khi kết quả đã có thật; bấm Làm lại để tập thêm.',
          'Đổi người dùng thử ở góc trên bên trái để tập vai trò khác.',
        ],
      },
      {
        title: 'Khung cửa sổ',
        steps: [
          'Bên trái là các mục; ở giữa là danh sách và văn bản; bên phải là khung thông tin (F7).',
          'Dòng dưới cùng cho biết còn bao nhiêu thao tác chờ gửi, có mạng hay không.',
          'Ctrl+K tìm mọi lệnh, mọi mục, văn bản và người, không cần gõ dấu. Ctrl+/ xem phím tắt. F1 mở trợ giúp của màn hình.',
        ],
      },
    ],
  },
  {
    id: 'hom-nay',
    routes: ['/today'],
    title: 'Hôm nay',
    lead: 'Những gì đang chờ bạn, theo vai trò: mỗi con số là một danh sách, bấm vào là tới.',
    parts: [
      {
        title: 'Làm việc từ màn hình này',
        steps: [
          'Bấm con số để mở danh sách, hoặc bấm một hàng để mở thẳng văn bản.',
          'Số màu đỏ là việc quá hạn hoặc bị trả lại.',
          'Văn thư kéo tệp vào đây để nhận văn bản mới.',
        ],
      },
    ],
  },
  {
    id: 'van-ban-den',
    routes: ['/incoming'],
    title: 'Văn bản đến',
    lead: 'Từ lúc đến cơ quan cho tới khi giải quyết xong: vào sổ, trình, bút phê, nhận việc, trả lời, kết thúc.',
    parts: [
      {
        title: 'Đọc danh sách',
        steps: [
          'Chấm xanh và chữ đậm là chưa đọc. Cột phải là hạn; chữ Hợp lệ, Chưa xác định, Không hợp lệ là kết luận chữ ký.',
          '↑ ↓ đi từng hàng, Space đọc tiếp rồi sang bản kế, Ctrl+A chọn tất cả để làm một lượt.',
          'Lọc bằng Độ khẩn và Cần chú ý (quá hạn, chưa chuyển, có cờ). Insert gắn hoặc bỏ cờ theo dõi.',
        ],
      },
      {
        title: 'Văn thư',
        steps: [
          'Vào sổ: mở văn bản ở Chờ vào sổ, bấm Vào sổ, kiểm tra các ô, Ctrl+Enter.',
          'Nhận bản giấy hoặc tệp quét: nút Thêm, hoặc kéo tệp vào cửa sổ.',
          'Trình lãnh đạo: Ctrl+Shift+G; chọn nhiều hàng thì trình một lượt.',
          'Chữ ký không hợp lệ hoặc gửi nhầm: Từ chối tiếp nhận, bên gửi nhận được lý do.',
        ],
      },
      {
        title: 'Lãnh đạo',
        steps: [
          'F4 bút phê: ghi ý kiến, chọn người chủ trì, phối hợp, để biết, và hạn.',
          'Alt+1 đến Alt+9 dùng lại câu bút phê đã ghi, kèm người và hạn.',
          'Trả lại Văn thư khi trình nhầm.',
        ],
      },
      {
        title: 'Chuyên viên',
        steps: [
          'Nhận việc: Ctrl+Shift+A. Soạn trả lời: Ctrl+R, nơi nhận và căn cứ được điền sẵn.',
          'Cho ý kiến (F4), chuyển tiếp trong đơn vị (Ctrl+Shift+F), trả lại phần việc kèm lý do (Ctrl+Shift+X).',
          'Đưa vào hồ sơ: Ctrl+Shift+H. Xong việc: Kết thúc.',
        ],
      },
    ],
  },
  {
    id: 'vao-so',
    routes: ['/incoming/new/$documentId', '/incoming/$documentId/register'],
    title: 'Vào sổ văn bản đến',
    lead: 'Ghi thông tin và lấy số đến. Ô được máy nhận từ trang đầu có dấu gợi ý, cần xem lại.',
    parts: [
      {
        title: 'Điền và vào sổ',
        steps: [
          'Tab sang ô kế; ngày gõ 20/11 cũng được. Ô có dấu * phải điền.',
          'Ctrl+Enter để vào sổ. Chọn Thêm liên tiếp thì văn bản kế tự mở.',
          'Trùng số, ký hiệu và cơ quan: máy báo, hiện hai bản cạnh nhau để bạn quyết định.',
          'Đang gõ mà đóng cửa sổ thì mở lại vẫn còn nguyên.',
        ],
      },
      {
        title: 'Độ mật',
        steps: [
          'Văn bản Mật trở lên không đưa vào phần mềm này: chọn độ mật là dừng lại và chỉ chỗ làm tiếp.',
        ],
      },
    ],
  },
  {
    id: 'van-ban-di',
    routes: ['/outgoing'],
    title: 'Văn bản đi',
    lead: 'Từ dự thảo tới phát hành: soạn, xin ý kiến, trình ký, ký, cấp số, đóng dấu, gửi.',
    parts: [
      {
        title: 'Người soạn',
        steps: [
          'Soạn văn bản: Ctrl+N. Xin ý kiến: Ctrl+Shift+Y. Trình ký: Ctrl+Shift+T, xem các ô ký trên trang rồi xác nhận.',
          'Chưa ký thì Rút lại được để sửa. Bị trả lại thì lý do nằm trên đầu dự thảo.',
        ],
      },
      {
        title: 'Người ký',
        steps: ['F8 ký, Shift+F8 trả lại. Ký nhiều văn bản: mục Ký số.'],
      },
      {
        title: 'Văn thư',
        steps: [
          'Cấp số: Ctrl+Shift+N. Số và ngày do sổ cấp, không gõ tay.',
          'Ghi số, đóng dấu: F8. Phát hành: chọn nơi nhận, gửi liên thông; trạng thái từng nơi hiện ở khung bên phải.',
          'Sai sau khi phát hành: Thu hồi… kèm lý do, nơi nhận đồng ý mới thu hồi. Số đã cấp không lấy lại, chỉ Hủy số.',
        ],
      },
    ],
  },
  {
    id: 'soan-thao',
    routes: ['/outgoing/new/$documentId', '/outgoing/$documentId/edit'],
    title: 'Soạn văn bản đi',
    lead: 'Thông tin và tệp của dự thảo. Tệp Word được chuyển sang PDF; máy nhắc chỗ chưa đúng thể thức.',
    parts: [
      {
        title: 'Soạn',
        steps: [
          'Kéo tệp PDF hoặc Word vào, hoặc điền theo mẫu của loại văn bản.',
          'Chọn người ký; tệp kèm theo thêm ở cuối.',
          'Đang gõ mà đóng cửa sổ thì mở lại vẫn còn nguyên.',
        ],
      },
    ],
  },
  {
    id: 'nhiem-vu',
    routes: ['/tasks'],
    title: 'Nhiệm vụ',
    lead: 'Việc được giao có người chủ trì, hạn và tiến độ.',
    parts: [
      {
        title: 'Người làm',
        steps: [
          'Nhận việc, Cập nhật tiến độ (Ctrl+G), Báo cáo hoàn thành. Không kịp thì xin gia hạn kèm lý do.',
          'Chia việc con cho đơn vị mình; Thêm nhiệm vụ của tôi để tự nhắc.',
        ],
      },
      {
        title: 'Người giao',
        steps: [
          'Giao nhiệm vụ: Ctrl+N. Đôn đốc một hoặc nhiều việc: Ctrl+Shift+D.',
          'Xác nhận hoàn thành, hoặc trả lại kèm lý do; trả lời xin gia hạn.',
        ],
      },
    ],
  },
  {
    id: 'thong-ke-nhiem-vu',
    routes: ['/tasks/statistics'],
    title: 'Thống kê nhiệm vụ',
    lead: 'Đúng hạn, quá hạn theo người, đơn vị, lĩnh vực, tháng.',
    parts: [
      {
        title: 'Xem và xuất',
        steps: [
          'Chọn kỳ và cách gộp. Bấm một con số để xem đúng những nhiệm vụ ấy. Xuất ra Excel, Word, PDF.',
        ],
      },
    ],
  },
  {
    id: 'ho-so',
    routes: ['/dossiers'],
    title: 'Hồ sơ công việc',
    lead: 'Mọi văn bản của một việc ở một chỗ, từ lúc mở tới khi nộp lưu.',
    parts: [
      {
        title: 'Mở và đưa văn bản vào',
        steps: [
          'Mở hồ sơ theo danh mục năm, hoặc ngoài danh mục với ký hiệu như 01.KT.',
          'Từ một văn bản: Ctrl+Shift+H, gõ vài chữ, Enter. Văn bản được dẫn chiếu, không nhân bản.',
        ],
      },
      {
        title: 'Kết thúc, nộp lưu',
        steps: [
          'Kết thúc hồ sơ, kiểm tra mục lục, rồi nộp lưu; Văn thư lưu trữ nhận hoặc trả lại kèm lý do.',
          'Kết xuất cả hồ sơ thành một tệp gồm PDF và XML theo thứ tự thời gian.',
        ],
      },
    ],
  },
  {
    id: 'danh-muc-ho-so',
    routes: ['/dossiers/year-list'],
    title: 'Danh mục hồ sơ',
    lead: 'Danh mục của năm: ký hiệu, tiêu đề, thời hạn bảo quản, người lập.',
    parts: [
      {
        title: 'Lập và duyệt',
        steps: [
          'Thêm từng dòng hoặc nhập từ bảng tính; dòng sai được chỉ rõ trước khi nhập.',
          'Người đứng đầu duyệt kèm số quyết định.',
        ],
      },
    ],
  },
  {
    id: 'ky-so',
    routes: ['/sign'],
    title: 'Ký số',
    lead: 'Hàng chờ ký của bạn, hoặc chờ đóng dấu của cơ quan: xem từng bản, nhập mật khẩu một lần, ký cả lô.',
    parts: [
      {
        title: 'Ký lô',
        steps: [
          'Xem văn bản tới trang cuối thì văn bản được chọn. Muốn ký cả bản chưa xem thì phải bật, và việc đó được ghi lại.',
          'Ctrl+Enter, nhập mật khẩu khóa ký. Rút token thì tạm dừng, cắm lại thì tiếp tục.',
          'Lỗi bản nào nói rõ bản đó; các bản khác vẫn ký xong.',
        ],
      },
      {
        title: 'Trả lại',
        steps: ['Shift+F8 trả dự thảo cho người soạn kèm lý do.'],
      },
    ],
  },
  {
    id: 'tim-kiem',
    routes: ['/search'],
    title: 'Tìm kiếm',
    lead: 'Tìm trong số, trích yếu, cơ quan, người ký và cả nội dung tệp; không cần gõ dấu.',
    parts: [
      {
        title: 'Cách tìm',
        steps: [
          'Ctrl+E, gõ vài chữ: “1234 ubnd”, “quyet dinh phan cong”. Enter.',
          'Sắp theo gần đúng nhất hoặc mới nhất. Kết quả xuất ra được.',
        ],
      },
    ],
  },
];
