/** The command line: `npm run -s hamrong -- <command>`. */
export const terminalFaults = {
  'terminal.trust-unreadable':
    'Không đọc được chứng thư tin cậy "{path}": cần tệp PEM hoặc DER, hoặc thư mục chứa các tệp đó. Chưa kiểm tra gì.',
  'terminal.file-unreadable': 'Không đọc được tệp "{path}" ({why}). Tệp không bị đổi.',
  'terminal.file-too-large':
    'Tệp "{path}" lớn quá {limitKb} kB nên không dùng được vào việc này. Chưa ghi gì. Kiểm tra lại tên tệp.',
  'terminal.output-exists':
    'Tệp "{path}" đã có nên không ghi đè. Chưa ghi gì. Chọn tên khác cho tệp kết quả.',
  'terminal.output-unwritable': 'Không ghi được tệp "{path}" ({why}). Tệp gốc không bị đổi.',
  'terminal.token-not-found':
    'Không xác định được token: cần --token với một trong các nhãn đang cắm ({labels}). Chưa ký gì.',
  'terminal.certificate-not-found':
    'Không xác định được chứng thư trên token {label}: cần --cert-id với một trong các mã {ids}. Chưa ký gì.',
  'terminal.edxml-not-json': 'Tệp "{path}" không phải JSON của một gói tin ({why}). Chưa lập gì.',
  'terminal.edxml-unfit': 'Gói tin lập ra chưa đúng: {what} Chưa ghi gì; sửa tệp JSON rồi lập lại.',
  'terminal.document-not-found':
    'Có {count} văn bản đã phát hành mang số, ký hiệu hoặc mã "{document}" trên máy này; cần đúng một. Chưa ghi gì.',
  'terminal.no-profile':
    'Thư mục "{path}" không phải thư mục dữ liệu của một người dùng Hàm Rồng (không có profile.json). Chưa làm gì.',
  'terminal.locked':
    'Hồ sơ này có mật khẩu mở khóa nên chưa làm được. Không có gì thay đổi. Chạy lệnh ngay tại bàn phím để nhập mật khẩu, hoặc đưa mật khẩu qua --secret-fd N.',
  'terminal.no-server':
    'Máy này không có phần mềm máy chủ tỉnh nên không có nhật ký để kiểm tra. Chưa làm gì. Chạy lệnh trên máy chủ.',
} as const;

export const terminalWords = {
  'terminal.usage': `Cách dùng: npm run -s hamrong -- <lệnh> [tham số]

Các lệnh:
  verify   kiểm tra chữ ký số của các tệp PDF
  report   lập biên bản kiểm tra chữ ký số (PDF hoặc JSON)
  sign     ký số các tệp PDF bằng token hoặc tệp khóa PKCS#12
  keys     xem token và chứng thư ký trên máy này
  extend   bổ sung dấu thời gian và dữ liệu kiểm tra cho tệp đã ký
  import   đưa tệp vào mục chờ vào sổ của một văn thư
  search   tìm văn bản trong dữ liệu của một người dùng
  audit    kiểm tra chuỗi nhật ký của máy chủ tỉnh
  edxml    đọc, kiểm tra, lập gói tin liên thông edXML
  dispatch xuất, nhập gói văn bản bằng tệp (USB)
  sign-in  đăng nhập trên máy này bằng tài khoản của tỉnh

Hồ sơ có mật khẩu mở khóa: nhập khi được hỏi, hoặc đưa dòng đầu qua bộ mô tả tệp --secret-fd N (ví dụ --secret-fd 3 3<TỆP).

Kết quả ghi ra đầu ra chuẩn, diễn biến và lỗi ghi ra đầu ra lỗi.
Xem từng lệnh: npm run -s hamrong -- <lệnh> --help`,
  'terminal.sign-in.usage': `Cách dùng: hamrong sign-in --data THƯ_MỤC [--server ĐỊA_CHỈ] [--secret-fd N]

In địa chỉ trang đăng nhập để mở bằng trình duyệt trên chính máy này, rồi chờ tối đa 10 phút. Đăng nhập xong, THƯ_MỤC là của người vừa đăng nhập.
THƯ_MỤC đã có người dùng thì chỉ chính người đó đăng nhập lại được; không cần --server.

Mã thoát: 0 đã đăng nhập; 1 không đăng nhập được; 2 tham số không dùng được.`,
  'terminal.sign-in.open': 'Mở địa chỉ sau bằng trình duyệt trên máy này:',
  'terminal.sign-in.done': 'Đã đăng nhập: {fullName}, {agencyName}.',
  'terminal.dispatch.usage': `Cách dùng: hamrong dispatch export VĂN_BẢN --data THƯ_MỤC --out TỆP.edxml [--secret-fd N]
           hamrong dispatch import TỆP.edxml --data THƯ_MỤC [--secret-fd N]

Chuyển văn bản giữa hai cơ quan bằng tệp (USB) khi không có máy chủ ở giữa. VĂN_BẢN: mã, hoặc số và ký hiệu như 340/UBND-VP.
Xuất đúng gói đã lập khi phát hành, không ghi đè tệp đã có. Nhập đưa văn bản vào mục chờ vào sổ; cùng một gói chỉ vào một lần, kể cả khi máy chủ cũng chuyển tới.
VĂN_BẢN là mã của văn bản đến đã nhập từ gói: xuất trạng thái hiện tại của nó (đã đến, từ chối, tiếp nhận … hoàn thành); cơ quan gửi nhập tệp ấy như một gói, mỗi trạng thái được ghi một lần.

Mã thoát: 0 xong; 1 không xuất, nhập được; 2 tham số không dùng được.`,
  'terminal.dispatch.what': 'cần export VĂN_BẢN hoặc import TỆP',
  'terminal.dispatch.exported': 'Đã xuất gói của {document} ra {path}',
  'terminal.dispatch.status-exported': 'Đã xuất trạng thái của {document} ra {path}',
  'terminal.status-imported': 'đã ghi trạng thái vào văn bản đã gửi',
  'terminal.verify.usage': `Cách dùng: hamrong verify TỆP_HOẶC_THƯ_MỤC... [--trust PEM_HOẶC_THƯ_MỤC]... [--at THỜI_ĐIỂM] [--offline] [--allow-host MÁY_CHỦ]... [--json]

Kiểm tra từng tệp PDF: toàn vẹn, chữ ký, đường dẫn chứng thực, thay đổi sau khi ký. Một tệp hỏng không làm dừng các tệp khác.
Thư mục: mọi tệp .pdf trong đó và các thư mục con, theo tên.

  --trust   chứng thư gốc được tin cậy (PEM, DER hoặc thư mục); ghi được nhiều lần
  --at      kiểm tra như tại thời điểm này (ISO 8601, ví dụ 2026-11-23T03:00:00Z); mặc định là bây giờ
  --offline không hỏi gì qua mạng; không có thì hỏi nơi cấp chứng thư về thu hồi khi tệp không tự trả lời
  --allow-host  máy chủ trong mạng nội bộ được phép hỏi (tên hoặc tên:cổng); mặc định chỉ hỏi địa chỉ công khai
  --json    mỗi tệp một dòng JSON: file, integrity, signatures, sentence

Mã thoát: 0 mọi tệp đều đạt; 1 có tệp không đạt; 3 có tệp chưa xác định được; 2 tham số không dùng được.`,
  'terminal.report.usage': `Cách dùng: hamrong report TỆP_HOẶC_THƯ_MỤC... --out RA [--pdf] [--json] [--trust PEM_HOẶC_THƯ_MỤC]... [--at THỜI_ĐIỂM] [--offline] [--allow-host MÁY_CHỦ]...

Lập biên bản kiểm tra chữ ký số của từng tệp: kết luận, các bước kiểm tra kèm căn cứ, chứng thư, bằng chứng, các lần lưu, gốc tin cậy đã dùng.
Không ghi đè tệp đã có. Tên mỗi biên bản ghi ra đầu ra chuẩn.

  --out     tên tệp, hoặc thư mục đã có khi lập nhiều biên bản (đặt tên TỆP.kiem-tra.pdf, TỆP.kiem-tra.json)
  --pdf     trang A4 để in, lưu hồ sơ; mặc định
  --json    toàn bộ kết quả cho phần mềm khác; ghi được cả hai
  --trust, --at, --offline, --allow-host   như lệnh verify

Mã thoát: 0 đã lập đủ; 1 có biên bản không lập được; 2 tham số không dùng được.`,
  'terminal.sign.usage': `Cách dùng: hamrong sign VÀO.pdf... --out RA --role person|agency (--p12 TỆP_KHÓA --passphrase-file TỆP |
                    --pkcs11 TRÌNH_ĐIỀU_KHIỂN [--token NHÃN] [--cert-id MÃ] --pin-file TỆP) [--level MỨC --tsa ĐỊA_CHỈ]
                    [--trust PEM_HOẶC_THƯ_MỤC]... [--reason LÝ_DO] [--invisible]

Ký số PAdES bằng cách nối thêm bản sửa đổi; tệp vào không bị đổi, tệp ra đã có thì không ghi đè. Một tệp không ký được không làm dừng các tệp khác.

  --out              tệp ra; nhiều tệp vào thì là thư mục đã có
  --p12              tệp khóa PKCS#12 (.p12, .pfx)
  --passphrase-file  tệp chứa mật khẩu ở dòng đầu
  --pkcs11           trình điều khiển PKCS#11 của token; một PIN dùng cho mọi tệp, sai PIN không tự thử lại
  --token            nhãn của token, cần khi cắm nhiều token (xem lệnh keys)
  --cert-id          mã chứng thư trên token, cần khi token có nhiều chứng thư ký
  --pin-file         tệp chứa mã PIN ở dòng đầu; không cần khi nhập PIN trên đầu đọc
  --role             person: chữ ký của người; agency: dấu của cơ quan
  --level            B-B (mặc định); B-T: thêm dấu thời gian; B-LT: thêm dữ liệu kiểm tra; B-LTA: thêm dấu thời gian lưu trữ
  --tsa              địa chỉ máy chủ cấp dấu thời gian (RFC 3161, http hoặc https)
  --trust            chứng thư gốc được tin cậy; ghi được nhiều lần
  --allow-host       máy chủ trong mạng nội bộ được phép hỏi, ngoài máy chủ của --tsa; ghi được nhiều lần
  --reason           lý do ký
  --invisible        không vẽ gì lên trang

Máy chủ cấp dấu thời gian hoặc nơi cấp chứng thư không trả lời thì chữ ký vẫn được ghi ở mức đạt được; bổ sung sau bằng lệnh extend.

Mã thoát: 0 đã ký; 1 có tệp không ký được; 3 đã ký nhưng có tệp chưa đạt mức; 2 tham số không dùng được.`,
  'terminal.keys.usage': `Cách dùng: hamrong keys [--pkcs11 TRÌNH_ĐIỀU_KHIỂN]... [--data THƯ_MỤC] [--json]

Xem trình điều khiển token trên máy này, các token đang cắm và chứng thư ký trên từng token. Không hỏi PIN.

  --pkcs11  chỉ hỏi trình điều khiển này; ghi được nhiều lần; mặc định là mọi trình điều khiển đã biết
  --data    thêm cả trình điều khiển mà người dùng có dữ liệu ở THƯ_MỤC đã thêm
  --json    mỗi trình điều khiển một dòng JSON

Mã thoát: 0 có chứng thư ký; 1 không thấy; 2 tham số không dùng được.`,
  'terminal.audit.usage': `Cách dùng: hamrong audit verify [--json]

Tính lại chuỗi nhật ký của từng cơ quan trên máy chủ tỉnh và so với chuỗi đã lưu; chỉ đọc. Chạy trên máy chủ, với cấu hình của máy chủ
(HAMRONG_DATA, DATABASE_URL). Mỗi cơ quan một dòng; ghi mã cuối ra nơi khác hằng ngày để không ai viết lại được nhật ký.

  --json   mỗi cơ quan một dòng JSON: agencyId, operations, head, problem

Mã thoát: 0 mọi chuỗi khớp; 1 có chuỗi không khớp; 2 tham số không dùng được.`,
  'terminal.edxml.usage': `Cách dùng: hamrong edxml read TỆP [--out-dir THƯ_MỤC] [--json]
           hamrong edxml check TỆP...
           hamrong edxml write VĂN_BẢN.json --out TỆP

read   đọc một gói tin: các trường, tệp đính kèm, chữ ký, điều chưa đúng
       --out-dir  ghi các tệp đính kèm vào thư mục này (tên an toàn, không ghi đè); tạo thư mục nếu chưa có
       --json     mọi thứ bằng JSON; dùng lại được cho write
check  mỗi gói tin một dòng JSON: file, ok, kind (edoc, status, unknown), problems (path, code, sentence),
       attachments (name, bytes, sha256, type); tệp nén được mở ra trước khi tính, type theo nội dung tệp
write  lập gói tin từ VĂN_BẢN.json: {"kind": "edoc", "message": {...}, "attachments": [{"path", "name", "description"}]}
       hoặc {"kind": "status", "message": {...}}; đường dẫn tính từ thư mục của tệp JSON; --out đã có thì không ghi đè

Sửa một ký tự trong tệp đính kèm được báo khi tệp nén (CRC), khi PDF đã ký (đến 32 MB), khi gói tin có chữ ký XML (đến 32 MB),
hoặc khi ký tự không còn là base64; tệp không nén, không ký thì không có gì trong gói để so.

Mã thoát: 0 mọi gói đều đúng, đã lập; 1 có điều chưa đúng, không lập được; 2 tham số không dùng được.`,
  'terminal.edxml.work': 'edxml cần một việc: read, check hoặc write',
  'terminal.edxml.one-file': 'cần đúng một tệp',
  'terminal.edxml.kind.edoc': '{business}: {reference}, {subject}',
  'terminal.edxml.kind.status': 'Trạng thái {status} cho {reference}: {description}',
  'terminal.edxml.kind.unknown': 'Không phải gói tin edXML.',
  'terminal.edxml.from': '  Nơi gửi: {name} ({organId})',
  'terminal.edxml.to': '  Nơi nhận: {name} ({organId})',
  'terminal.edxml.attachment': '  Tệp: {name}, {bytes} byte, {type}, SHA-256 {sha256}',
  'terminal.edxml.written': '  Đã ghi: {path}',
  'terminal.edxml.problem': '  Chưa đúng: {sentence}',
  'terminal.edxml.signature.unsigned': '  Gói tin không có chữ ký XML.',
  'terminal.edxml.signature.passed': '  Chữ ký XML của gói tin khớp; người ký: {name}.',
  'terminal.edxml.signature.failed': '  Chữ ký XML của gói tin không dùng được ({reason}).',
  'terminal.edxml.signature.indeterminate': '  Chữ ký XML của gói tin chưa kiểm tra được ({reason}).',
  'terminal.audit.verify-only': 'audit cần đúng một việc: verify',
  'terminal.keys.none': 'Không thấy chứng thư ký nào trên token.',
  'terminal.keys.token': '  {label} ({serial}): {pin}',
  'terminal.keys.key': '    {id}  {subject}; {issuer}; đến {day}',
  'terminal.keys.expired': '    {id}  {subject}; {issuer}; ĐÃ HẾT HẠN từ {day}',
  'terminal.keys.pin.ready': 'PIN bình thường',
  'terminal.keys.pin.count-low': 'đã có lần nhập sai PIN',
  'terminal.keys.pin.final-try': 'PIN CHỈ CÒN MỘT LẦN THỬ',
  'terminal.keys.pin.locked': 'PIN ĐÃ KHÓA',
  'terminal.keys.pin.not-set': 'chưa đặt PIN',
  'terminal.extend.usage': `Cách dùng: hamrong extend TỆP... --level B-T|B-LT|B-LTA --out RA [--tsa ĐỊA_CHỈ] [--trust PEM_HOẶC_THƯ_MỤC]... [--json]

Bổ sung cho mọi chữ ký trong tệp đã ký bằng cách nối thêm bản sửa đổi: dấu thời gian, chứng thư và tình trạng thu hồi, dấu thời gian lưu trữ.
Tệp đã ở B-LTA được gia hạn. Tệp vào không bị đổi, tệp ra đã có thì không ghi đè. Một tệp không bổ sung được không làm dừng các tệp khác.

  --level  B-T: dấu thời gian; B-LT: thêm dữ liệu kiểm tra; B-LTA: thêm dấu thời gian lưu trữ
  --out    tệp ra; nhiều tệp vào thì là thư mục đã có
  --tsa    địa chỉ máy chủ cấp dấu thời gian (RFC 3161, http hoặc https)
  --trust  chứng thư gốc được tin cậy, cần từ mức B-LT; ghi được nhiều lần
  --allow-host  máy chủ trong mạng nội bộ được phép hỏi, ngoài máy chủ của --tsa; ghi được nhiều lần
  --json   mỗi tệp một dòng JSON

Mã thoát: 0 mọi tệp đều đạt mức; 1 có tệp không bổ sung được; 3 có tệp chưa bổ sung được vì chưa ai trả lời; 2 tham số không dùng được.`,
  'terminal.import.usage': `Cách dùng: hamrong import TỆP... --data THƯ_MỤC [--secret-fd N] [--json]

Đưa các tệp PDF vào "Chờ vào sổ" của văn thư có dữ liệu ở THƯ_MỤC, kèm thông tin đọc được ở trang đầu để văn thư xem lại khi vào sổ.
Tệp gốc không bị đổi. Được gửi lên máy chủ khi mở cửa sổ của người đó. Không đưa văn bản mật vào phần mềm này.

Mã thoát: 0 đã nhận hết; 1 có tệp không nhận được; 2 tham số không dùng được.`,
  'terminal.search.usage': `Cách dùng: hamrong search TỪ... --data THƯ_MỤC [--secret-fd N] [--ranked] [--limit N] [--json]

Tìm văn bản, không phân biệt dấu, mới nhất trước; --ranked xếp theo mức phù hợp.

Mã thoát: 0 có kết quả; 1 không có kết quả; 2 tham số không dùng được.`,
  'terminal.secret': 'Mật khẩu mở khóa của hồ sơ: ',
  'terminal.unknown-command': 'Không có lệnh "{name}".',
  'terminal.trace': 'Chi tiết lỗi của tệp "{path}" để gửi người hỗ trợ: {why}',
  'terminal.bad-arguments': 'Tham số không dùng được: {why}',
  'terminal.needs-files': 'cần ít nhất một tệp',
  'terminal.needs-folder': 'nhiều tệp thì --{name} phải là thư mục đã có',
  'terminal.folder-empty': 'thư mục "{path}" không có tệp PDF nào',
  'terminal.needs-words': 'cần ít nhất một từ để tìm',
  'terminal.needs-one-key': 'cần --p12 hoặc --pkcs11, và chỉ một trong hai',
  'terminal.needs-option': 'thiếu --{name}',
  'terminal.bad-option': 'giá trị của --{name} không hợp lệ',
  'terminal.too-many': 'quá nhiều, nhiều nhất {max}',
  'terminal.imported': 'Đã nhận, chờ vào sổ: {subject}',
  'terminal.import.type-unknown': 'Chưa rõ loại',
  'terminal.import.organ-unknown': 'Chưa rõ cơ quan ban hành',
  'terminal.import.no-subject': 'Chưa rõ trích yếu',
  'terminal.signed': 'Đã ký ({level}): {path}',
  'terminal.extended': 'Đã đạt mức {level}: {path}',
  'terminal.line': '{path}: {sentence}',
  'terminal.signature-line': '  [{field}] {name}: {sentence}',
  'terminal.fact-line': '      {label}: {value}',
  'terminal.change-line': '      Sau đó, lần lưu {revision}: {change}',
  'terminal.advice-line': '  {advice}',
  'terminal.verify.sum': '{count} tệp: {passed} đạt, {failed} không đạt, {open} chưa xác định.',
  'terminal.no-signer': 'không rõ người ký',
  'terminal.hit': '{day}  {reference}  {organ}  {subject}',
  'terminal.more': 'Còn nữa; dùng --limit để xem thêm.',
  'terminal.nothing-found': 'Không tìm thấy văn bản nào.',
} as const;
