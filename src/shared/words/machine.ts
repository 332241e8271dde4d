export const machineFaults = {
  'device.no-line':
    'Chưa nối được máy chủ nên chưa làm được việc này. Không có gì thay đổi. Nối mạng rồi thử lại.',
} as const;

/** A machine whose name another one bears, too. */
export const enrolAgainWords = {
  'enrol-again.device.forked': 'Hai máy đang dùng chung một đăng ký:',
  'enrol-again.device.unknown': 'Máy chủ không còn biết máy này:',
  'enrol-again.kept':
    'máy chủ chưa nhận việc từ máy này. Việc chưa gửi vẫn giữ trên máy, việc mới vẫn làm được; văn bản mới vẫn về.',
  'enrol-again.do': 'Đăng ký lại máy này',
  'enrol-again.signIn': 'Đăng nhập để đăng ký lại',
  'enrol-again.what':
    'Máy này có khóa và tên đăng ký mới, rồi gửi những việc đang chờ, mỗi việc đúng một lần.',
  'enrol-again.code': 'Mã đăng ký máy',
  'enrol-again.code.hint': 'Xin quản trị cấp mã; mỗi mã dùng một lần.',
  'enrol-again.other':
    'Máy kia vẫn giữ đăng ký cũ. Đó không phải máy của bạn thì thu hồi nó trong Máy và khóa. Số đã cấp khi giữ sổ mà máy chủ không nhận sẽ vào "sự cố số".',
  'enrol-again.done': 'Đã đăng ký lại máy này. Đang gửi những việc còn chờ.',
} as const;

/** Máy và khóa: this machine's lock, the machines of an official and of the agency. */
export const machineWords = {
  'nav.machine': 'Máy và khóa',
  'device.title': 'Máy của bạn',
  'device.title.agency': 'Máy của cơ quan',
  'device.empty': 'Chưa có máy nào',
  'device.empty.why': 'Máy đã đăng ký sẽ hiện ở đây.',
  'device.unnamed': 'Máy không tên',
  'device.this': 'Máy này',
  'device.column.name': 'Máy',
  'device.column.official': 'Người dùng',
  'device.column.enrolled': 'Đăng ký',
  'device.column.seen': 'Liên lạc lần cuối',
  'device.column.state': 'Tình trạng',
  'device.by.code': 'bằng mã của quản trị',
  'device.by.token': 'bằng đăng nhập',
  'device.never': 'Chưa ghi nhận',
  'device.working': 'Đang dùng',
  'device.ended': 'Đã thu hồi {when}',
  'device.end': 'Thu hồi',
  'device.end.of': 'Thu hồi máy {name}',
  'device.end.do': 'Thu hồi {name}',
  'device.end.title': 'Thu hồi máy {name}?',
  'device.end.effect':
    'Máy này không làm việc với máy chủ được nữa và xóa dữ liệu của người dùng ở lần liên lạc tới, cả việc chưa gửi. Nếu còn việc chưa gửi, xuất tệp trong Đồng bộ trước. Muốn dùng lại phải đăng ký như máy mới.',
  'device.end.this':
    'Đây là máy bạn đang dùng. Chương trình sẽ đóng, dữ liệu và việc chưa gửi trên máy này bị xóa. Muốn dùng lại phải đăng ký như máy mới.',
  'device.end.done': 'Đã thu hồi máy {name}.',
  'machine.title': 'Máy và khóa',
  'machine.lead':
    'Mật khẩu mở khóa giữ văn bản trên máy này khỏi người dùng chung máy. Vẫn nên bật mã hóa ổ đĩa của hệ điều hành.',
} as const;
