/** Refusals about officials, roots and the exchange's own commands. */
export const officeFaults = {
  'office.only-administrator': 'Chỉ quản trị được làm việc này.',
  'anchor.already-trusted': 'Chứng thư gốc này đã có trong danh sách tin cậy. Không có gì thay đổi.',
  'anchor.not-trusted': 'Chứng thư gốc này không còn trong danh sách tin cậy. Không có gì thay đổi.',
  'anchor.unreadable':
    'Tệp "{name}" không phải chứng thư (cần tệp .cer, .crt hoặc .pem, một chứng thư). Chưa nhập gì; đề nghị nơi cấp gửi lại tệp.',
  'anchor.too-large':
    'Tệp "{name}" lớn quá 64 kB nên không phải tệp chứng thư. Chưa nhập gì; kiểm tra lại tệp đã chọn.',
  'anchor.many': 'Tệp "{name}" chứa {count} chứng thư. Chưa nhập gì; tách riêng chứng thư gốc rồi nhập lại.',
  'anchor.not-an-authority':
    'Chứng thư "{name}" không phải của cơ quan chứng thực nên không làm gốc tin cậy được. Chưa nhập gì.',
  'anchor.not-confirmed':
    'Vân tay gõ vào không khớp vân tay của chứng thư. Chưa nhập gì; so lại với văn bản công bố của nơi cấp, nếu vẫn khác thì không nhập.',
  'office.other-agency': 'Người này thuộc cơ quan khác.',
  'exchange.only-server': 'Việc này chỉ máy chủ được làm.',
  'exchange.already-arrived': 'Gói tin này đã đến trước đó; không tạo thêm văn bản.',
  'exchange.delivery-not-found': 'Không tìm thấy lần gửi mà trạng thái này nói tới.',
  'exchange.agency-unknown':
    'Cơ quan nhận không có trên hệ thống. Văn bản chưa được chuyển; kiểm tra nơi nhận rồi gửi lại.',
  'exchange.package-unreadable':
    'Gói tin không đọc được ({path}: {why}). Văn bản chưa được chuyển; lập lại gói tin và gửi lại.',
  'office.rights-ended':
    'Khi làm việc này, ông/bà còn thẩm quyền; khi máy chủ nhận được thì đã hết. Nội dung được giữ để lãnh đạo đơn vị xác nhận hoặc bỏ.',
  'office.only-head-delegates':
    'Chỉ người đứng đầu cơ quan (hoặc quản trị theo văn bản giao) được giao, thôi giao quyền ký. Không có gì bị thay đổi.',
  'office.head-needs-none': 'Người này đứng đầu cơ quan, ký được mọi văn bản nên không cần giao quyền ký.',
  'office.only-deputy':
    'Ký thay (KT.) chỉ giao cho cấp phó. Chọn hình thức TL. hoặc TUQ., hoặc chọn người khác.',
  'office.delegation-needs-end': 'Thừa ủy quyền (TUQ.) phải có ngày kết thúc. Nhập ngày cuối rồi lưu lại.',
  'office.delegation-dates':
    'Ngày bắt đầu, ngày kết thúc không hợp lệ hoặc đã qua. Việc giao ký giữ nguyên như trước; sửa ngày rồi lưu lại.',
  'office.delegation-not-found': 'Không tìm thấy việc giao ký này. Không có gì bị thay đổi.',
  'office.only-clerk-hands-over':
    'Chỉ Văn thư được bàn giao, nhận lại dấu của cơ quan. Không có gì bị thay đổi.',
  'office.clerk-has-the-seal': 'Người này là Văn thư, đã được dùng dấu nên không cần bàn giao.',
  'office.handover-time':
    'Thời gian bàn giao dấu không hợp lệ: phải kết thúc sau khi bắt đầu, sau lúc này và không quá 92 ngày. Sửa lại rồi lưu.',
  'office.handover-not-found': 'Không tìm thấy lần bàn giao dấu này. Không có gì bị thay đổi.',
  'office.too-many-handovers':
    'Người này đang có 20 lần bàn giao dấu chưa ghi nhận lại. Ghi nhận lại dấu của các lần đã xong rồi bàn giao tiếp.',
  'office.handover-returned': 'Dấu đã được nhận lại trước đó.',
  'entity.exists': 'Mục này đã được tạo trước đó. Không có gì bị ghi đè.',
} as const;

export const officeWords = {
  'role.clerk': 'Văn thư',
  'role.specialist': 'Chuyên viên',
  'role.leader': 'Lãnh đạo',
  'role.administrator': 'Quản trị',
  'role.system': 'Máy chủ',
} as const;
