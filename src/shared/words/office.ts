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
  'exchange.already-arrived': 'Gói tin này đã đến trước đó, hoặc nơi gửi đã rút lại; không tạo thêm văn bản.',
  'exchange.only-clerk-keeps-groups': 'Chỉ Văn thư được lưu, bỏ nhóm nơi nhận. Không có gì bị thay đổi.',
  'exchange.only-clerk-or-administrator':
    'Chỉ Văn thư hoặc quản trị được đặt thời hạn này. Không có gì bị thay đổi.',
  'exchange.group-not-found': 'Nhóm nơi nhận này không còn. Không có gì bị thay đổi.',
  'exchange.already-carried':
    'Gói tin này đã được nhập từ tệp trước khi máy chủ chuyển tới; không tạo thêm văn bản.',
  'exchange.delivery-not-found': 'Không tìm thấy lần gửi mà trạng thái này nói tới.',
  'exchange.agency-unknown':
    'Cơ quan nhận không có trên hệ thống. Văn bản chưa được chuyển; kiểm tra nơi nhận rồi gửi lại.',
  'exchange.package-unreadable':
    'Gói tin không đọc được. {what} Văn bản chưa được chuyển; lập lại gói tin và gửi lại.',
  'office.rights-ended':
    'Khi làm việc này, ông/bà còn thẩm quyền; khi máy chủ nhận được thì đã hết. Nội dung được giữ để lãnh đạo đơn vị xác nhận hoặc bỏ.',
  'office.only-head-delegates':
    'Chỉ người đứng đầu cơ quan (hoặc quản trị theo văn bản giao) được giao, thôi giao quyền ký. Không có gì bị thay đổi.',
  'office.head-not-of-unit':
    'Người này không thuộc đơn vị. Trưởng đơn vị giữ như trước; chuyển người đó vào đơn vị rồi ghi lại.',
  'office.unit-not-found':
    'Không tìm thấy đơn vị này trong cơ quan. Chưa ghi gì; làm mới danh sách rồi chọn lại.',
  'office.unit-closed':
    'Đơn vị này đã giải thể nên không nhận người, không đổi được nữa. Chưa ghi gì; chọn đơn vị đang hoạt động.',
  'office.unit-under-itself':
    'Đơn vị không thể thuộc chính nó hay thuộc đơn vị cấp dưới của nó. Nơi trực thuộc giữ như trước.',
  'office.unit-too-deep':
    'Cơ quan có nhiều nhất ba cấp đơn vị. Nơi trực thuộc giữ như trước; chọn đơn vị ở cấp cao hơn.',
  'office.only-others-confirm':
    'Chỉ lãnh đạo hoặc quản trị được xác nhận thay đổi quyền. Thay đổi vẫn chờ xác nhận.',
  'office.not-own-change':
    'Ông/bà đã thực hiện thay đổi này nên người khác phải xác nhận. Thay đổi vẫn chờ xác nhận.',
  'office.change-confirmed': 'Thay đổi này không còn chờ xác nhận. Không có gì thay đổi.',
  'office.change-not-found': 'Không tìm thấy thay đổi này. Không có gì được xác nhận; làm mới danh sách.',
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
  'office.has-left':
    'Người này đã được ghi nhận rời cơ quan nên không làm được việc này. Việc đã làm trước đó vẫn giữ trên máy; xuất tệp trong Đồng bộ để bàn giao.',
  'office.has-left-already': 'Người này đã được ghi nhận rời cơ quan trước đó. Không có gì thay đổi.',
  'office.not-oneself': 'Không tự ghi nhận mình rời cơ quan. Nhờ quản trị khác làm việc này.',
  'office.leaves-later': 'Ngày rời cơ quan chưa tới. Chưa ghi gì; ghi nhận vào ngày đó.',
  'office.still-here':
    'Người giao còn làm việc tại cơ quan nên việc của họ chưa bàn giao được. Ghi nhận rời cơ quan trước.',
  'office.work-not-found':
    'Việc này không còn trong tay người đã rời cơ quan. Không có gì thay đổi; làm mới danh sách.',
  'office.cannot-take-work':
    'Người được chọn không có vai trò để nhận việc này: văn bản, hồ sơ cần người được soạn thảo; việc chờ ký, nhiệm vụ đã giao cần lãnh đạo; bản sao cần văn thư. Chưa bàn giao; chọn người khác.',
  'entity.exists': 'Mục này đã được tạo trước đó. Không có gì bị ghi đè.',
} as const;

export const officeWords = {
  'role.clerk': 'Văn thư',
  'role.specialist': 'Chuyên viên',
  'role.leader': 'Lãnh đạo',
  'role.administrator': 'Quản trị',
  'role.system': 'Máy chủ',
} as const;
