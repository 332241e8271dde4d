/** The provincial server's own command line, for whoever keeps it running. */
export const serverFaults = {
  'backup.target-exists': 'Thư mục "{path}" đã có nên không ghi đè. Chưa sao lưu gì. Chọn tên khác.',
  'backup.unreadable':
    'Không đọc được bản sao lưu ở "{path}". Chưa khôi phục gì. Kiểm tra lại thư mục, hoặc dùng bản sao lưu khác.',
  'backup.damaged':
    'Bản sao lưu bị hỏng ở "{path}": nội dung không khớp mã kiểm tra. Chưa khôi phục gì vào cơ sở dữ liệu. Dùng bản sao lưu khác.',
  'backup.newer':
    'Bản sao lưu ở "{path}" do phiên bản phần mềm mới hơn ghi. Chưa khôi phục gì. Cập nhật phần mềm rồi làm lại.',
  'backup.target-not-empty':
    'Nơi khôi phục đã có dữ liệu, nên không trộn hai lịch sử vào nhau. Dữ liệu đang có không bị đổi. Khôi phục vào thư mục dữ liệu mới, hoặc cơ sở dữ liệu trống.',
  'server.no-issuer':
    'Máy chủ chưa được đặt nơi đăng nhập mà lệnh này cần (HAMRONG_ISSUER, hoặc HAMRONG_PUBLIC_URL để máy chủ tự cấp). Chưa ghi gì. Đặt biến rồi làm lại.',
  'server.no-official': 'Không có cán bộ mang mã "{officialId}". Chưa ghi gì. Kiểm tra lại mã.',
  'gateway.file-missing':
    'Không mở được tệp cấu hình trục liên thông "{path}". Máy chủ chưa chạy. Kiểm tra đường dẫn ở HAMRONG_GATEWAYS.',
  'gateway.file-open':
    'Tệp cấu hình trục liên thông "{path}" chứa mật khẩu nhưng người khác đọc được. Máy chủ chưa chạy. Đặt quyền 0600 (chmod 600) rồi chạy lại.',
  'gateway.file-unusable':
    'Tệp cấu hình trục liên thông "{path}" không dùng được ({where}). Máy chủ chưa chạy. Sửa theo docs/province.md rồi chạy lại.',
  'server.is-running':
    'Máy chủ đang chạy trên cơ sở dữ liệu này. Chưa khôi phục gì. Dừng máy chủ rồi làm lại.',
} as const;

export const serverWords = {
  'server.usage': `Cách dùng: npm run -s server -- [lệnh]

  (không có lệnh)          chạy máy chủ tỉnh
  backup THƯ_MỤC           sao lưu vào một thư mục con mới của THƯ_MỤC; máy chủ vẫn chạy được
  restore BẢN_SAO_LƯU      khôi phục vào thư mục dữ liệu hoặc cơ sở dữ liệu trống; máy chủ phải dừng
  export CƠ_QUAN THƯ_MỤC   xuất toàn bộ dữ liệu của một cơ quan (mã định danh) ra thư mục mới THƯ_MỤC ở các định dạng mở
  account TÊN MÃ_CÁN_BỘ    tạo tài khoản ở nơi đăng nhập của chính máy chủ, hoặc đặt lại mật khẩu; mật khẩu in ra một lần
  link TÊN MÃ_CÁN_BỘ       cho người mang TÊN (sub) ở nơi cấp đăng nhập là cán bộ này
  gateways                 hỏi từng trục liên thông xem có trả lời, và còn bao nhiêu gói chờ
  audit [--json]           tính lại chuỗi nhật ký của từng cơ quan và so với chuỗi đã lưu

Cấu hình bằng biến môi trường: HAMRONG_DATA, HAMRONG_HOST, HAMRONG_PORT, HAMRONG_POOL, HAMRONG_METRICS_PORT, HAMRONG_PUBLIC_URL, HAMRONG_ISSUER,
HAMRONG_AUDIENCE, HAMRONG_CLIENT_ID, HAMRONG_GATEWAYS,
HAMRONG_DEVICE_UPLOADS_MB, HAMRONG_AGENCY_UPLOADS_MB, HAMRONG_FREE_MB, HAMRONG_PROXIES, DATABASE_URL
(không có DATABASE_URL thì dùng PostgreSQL đi kèm, đặt trong thư mục dữ liệu).

Mã thoát: 0 xong; 1 không làm được, hoặc nhật ký không khớp; 2 tham số không dùng được; 3 đã sao lưu hoặc xuất nhưng có tệp hỏng.`,
  'server.gateway-up':
    '{gateway}: có trả lời. {waiting} gói chờ gửi{oldest}, {failed} gói để riêng, {agencies} cơ quan trong danh bạ.',
  'server.gateway-away':
    '{gateway}: KHÔNG trả lời ({code}). {waiting} gói chờ gửi{oldest}, {failed} gói để riêng, {agencies} cơ quan trong danh bạ.',
  'server.gateway-misplaced':
    '{gateway}: {count} gói để riêng vì nhân danh cơ quan thuộc cổng khác. Hãy hỏi đơn vị quản lý cổng này.',
  'server.gateway-oldest': ' (lâu nhất từ {since})',
  'server.unknown-command': 'Không có lệnh "{name}".',
  'server.needs-words': 'Lệnh "{name}" cần đúng {count} tham số.',
  'server.account-made': 'Tài khoản "{login}" đăng nhập là cán bộ {officialId}. Mật khẩu:',
  'sign-in.title': 'Đăng nhập Hàm Rồng',
  'sign-in.why': 'Dùng tài khoản mà quản trị của tỉnh đã cấp.',
  'sign-in.login': 'Tên đăng nhập',
  'sign-in.password': 'Mật khẩu',
  'sign-in.do': 'Đăng nhập',
  'sign-in.wrong': 'Tên đăng nhập hoặc mật khẩu không đúng.',
  'sign-in.waits': 'Đã sai nhiều lần. Chờ 15 phút rồi thử lại, hoặc nhờ quản trị đặt lại mật khẩu.',
  'sign-in.too-many': 'Quá nhiều yêu cầu từ mạng này. Chờ một phút rồi thử lại.',
  'sign-in.back': 'Đã đăng nhập. Đóng trang này và quay lại phần mềm.',
  'sign-in.broken':
    'Lần đăng nhập này đã hết hạn hoặc không đúng. Đóng trang này rồi đăng nhập lại từ phần mềm.',
  'server.linked': 'Từ nay "{subject}" ở {issuer} đăng nhập là cán bộ {officialId}.',
  'server.backed-up': 'Đã sao lưu {rows} dòng, {files} tệp ({megabytes} MB): {path}',
  'server.backup-damaged':
    '{count} tệp bị thiếu hoặc hỏng trên máy chủ nên không có trong bản sao lưu: {hashes}',
  'server.restored':
    'Đã khôi phục bản sao lưu lúc {at}: {rows} dòng, {files} tệp. Các máy sẽ tự lấy lại dữ liệu và gửi lại việc làm sau lúc đó.',
  'audit.whole': '{agency}: {operations} thao tác, chuỗi khớp. Mã cuối: {head}',
  'audit.broken': '{agency}: CHUỖI KHÔNG KHỚP ở thao tác thứ {seq} ({what}). Các thao tác trước đó khớp.',
  'audit.gap': 'thiếu thao tác',
  'audit.chain': 'dòng nhật ký hoặc mã chuỗi đã bị đổi',
  'audit.args': 'nội dung thao tác không khớp mã của nó',
  'audit.signature': 'thao tác không mang chữ ký đúng của máy đã gửi',
  'audit.head': 'nhật ký bị cắt, hoặc mã cuối đã bị đổi',
} as const;
