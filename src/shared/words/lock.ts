/** The lock of a profile: its faults, the screen in front of it, its settings. */
export const lockFaults = {
  'profile.locked':
    'Hồ sơ này đang khóa nên chưa làm được việc vừa rồi. Không có gì thay đổi. Mở khóa trong cửa sổ Hàm Rồng rồi làm lại.',
  'lock.wrong':
    'Mật khẩu mở khóa không đúng. Dữ liệu vẫn nguyên. Kiểm tra bộ gõ, phím Caps Lock rồi nhập lại.',
  'lock.wait':
    'Đã nhập sai nhiều lần nên tạm dừng {seconds} giây. Dữ liệu vẫn nguyên. Chờ hết thời gian rồi nhập lại.',
  'lock.weak':
    'Mật khẩu mở khóa này dễ đoán nên chưa nhận. Chưa có gì thay đổi. Dùng ít nhất {least} ký tự, không chỉ toàn số và không lặp một vài ký tự.',
  'lock.code-wrong':
    'Mã khôi phục này không mở được hồ sơ. Dữ liệu vẫn nguyên. Xem lại phiếu có đúng của hồ sơ và máy này, lập sau cùng không.',
  'lock.code-typo':
    'Nhóm số thứ {group} của mã khôi phục chưa đúng. Chưa có gì thay đổi. Xem lại nhóm đó trên phiếu rồi nhập lại.',
  'lock.no-code':
    'Hồ sơ này không có mã khôi phục. Dữ liệu vẫn nguyên. Nhớ lại mật khẩu, hoặc báo quản trị thu hồi máy và đăng ký lại.',
  'lock.not-all-sealed':
    'Một số tệp chưa mã hóa xong lần trước nên chưa đổi được khóa. Không có gì thay đổi. Dọn bớt ổ đĩa, khóa rồi mở lại hồ sơ, sau đó làm lại.',
  'lock.unreadable':
    'Tệp khóa của hồ sơ bị hỏng nên không mở được. Không có gì bị xóa. Báo quản trị khôi phục thư mục hồ sơ từ bản sao, hoặc đăng ký lại máy.',
} as const;

export const lockWords = {
  'lock.unanswered': 'Chưa biết hồ sơ có đang khóa không',
  'lock.unanswered.why':
    'Cửa sổ chưa hiện nội dung nào cho đến khi biết chắc, và tự hỏi lại sau ít giây. Nội dung đang gõ dở vẫn giữ trên máy.',
  'lock.secret': 'Mật khẩu mở khóa',
  'lock.unlock': 'Mở khóa',
  'lock.unlock.in': 'Mở khóa sau {seconds} giây',
  'lock.others': 'Người khác trên máy này',
  'lock.standsStill':
    'Khi khóa, máy không gửi và không nhận gì. Việc chưa gửi vẫn giữ trên máy và đi tiếp sau khi mở.',
  'lock.forgot': 'Quên mật khẩu mở khóa?',
  'lock.forgot.why':
    'Hồ sơ này không có mã khôi phục, nên không ai lấy lại được, kể cả quản trị. Quản trị thu hồi máy cũ và đăng ký lại máy: văn bản đã gửi máy chủ tải về đủ; việc chưa gửi và bản đang soạn trên máy này mất hẳn.',
  'lock.forgot.code':
    'Cơ quan giữ phiếu khôi phục trong két. Lấy phiếu, nhập mã rồi đặt mật khẩu mới; dữ liệu và việc chưa gửi trên máy còn nguyên.',
  'lock.forgot.act': 'Mở bằng mã khôi phục',
  'lock.code': 'Mã khôi phục',
  'lock.recover': 'Mở khóa và đặt mật khẩu mới',
  'lock.recover.lead':
    'Nhập mã trên phiếu khôi phục của hồ sơ này. Mã dùng được một lần; mật khẩu cũ hết hiệu lực.',
  'lock.recover.hint': 'Tám nhóm, mỗi nhóm sáu chữ số.',
  'lock.recover.back': 'Quay lại nhập mật khẩu',
  'lock.offer': 'Khóa hồ sơ này bằng mật khẩu?',
  'lock.offer.why': 'Không có mật khẩu, ai dùng được tài khoản máy tính này đều mở được văn bản của bạn.',
  'lock.offer.shared':
    'Máy này còn {count} hồ sơ của người khác. Không có mật khẩu, ai ngồi vào máy cũng mở được văn bản của bạn.',
  'lock.offer.later': 'Để sau',
  'lock.offer.where': 'Lúc nào cũng đặt được ở Máy và khóa.',
  'lock.now': 'Khóa ngay',
  'lock.act': 'Khóa',
  'lock.settings': 'Khóa hồ sơ trên máy này',
  'lock.settings.none': 'Chưa đặt mật khẩu mở khóa',
  'lock.settings.none.why':
    'Ai dùng chung tài khoản máy tính đều mở được văn bản của bạn. Đặt mật khẩu thì dữ liệu, tệp và bản đang soạn trên máy được mã hóa.',
  'lock.settings.set': 'Đặt mật khẩu mở khóa',
  'lock.settings.change': 'Đổi mật khẩu mở khóa',
  'lock.settings.on': 'Dữ liệu, tệp và bản đang soạn trên máy được mã hóa bằng mật khẩu mở khóa.',
  'lock.settings.code': 'Lập mã khôi phục mới',
  'lock.settings.hasCode': 'Có mã khôi phục: phiếu ở két cơ quan mở được hồ sơ khi quên mật khẩu.',
  'lock.settings.noCode': 'Chưa có mã khôi phục: quên mật khẩu thì mất việc chưa gửi trên máy này.',
  'lock.settings.plainFiles':
    'Một số tệp chưa mã hóa xong vì thiếu chỗ trên ổ đĩa; sẽ làm tiếp ở lần mở khóa sau.',
  'lock.settings.idle': 'Tự khóa khi không dùng',
  'lock.settings.minutes': 'sau {minutes} phút',
  'lock.dialog.current': 'Mật khẩu đang dùng',
  'lock.dialog.new': 'Mật khẩu mới',
  'lock.dialog.again': 'Nhập lại mật khẩu mới',
  'lock.dialog.differs': 'Hai lần nhập không giống nhau.',
  'lock.dialog.hint': 'Ít nhất {least} ký tự, không chỉ toàn số. Nên dùng một câu ngắn dễ nhớ.',
  'lock.dialog.warn':
    'Quên mật khẩu mà không có phiếu khôi phục thì phải đăng ký lại máy: việc chưa gửi và bản đang soạn trên máy mất hẳn.',
  'lock.dialog.next': 'Tiếp tục',
  'lock.dialog.renew': 'Đổi cả khóa mã hóa',
  'lock.dialog.renew.why':
    'Nên chọn khi nghi có người biết mật khẩu cũ hoặc đã chép thư mục hồ sơ. Mọi dữ liệu trên máy được mã hóa lại, có thể mất vài phút; phiếu khôi phục cũ hết hiệu lực.',
  'lock.sheet.lead':
    'In phiếu này, bỏ vào phong bì dán kín, cất ở két cơ quan. Khi quên mật khẩu, mã trên phiếu mở được hồ sơ và giữ nguyên việc chưa gửi.',
  'lock.sheet.print': 'In phiếu',
  'lock.sheet.warn':
    'Mã chỉ hiện lần này, không lưu ở máy này hay máy chủ. Ai có cả phiếu và máy thì mở được hồ sơ: đừng để hai thứ cùng chỗ.',
  'lock.sheet.kept': 'Tôi đã in hoặc chép mã ra giấy',
  'lock.sheet.missed': 'Đánh dấu ô trên sau khi mã đã ở trên giấy.',
  'lock.sheet.none': 'Không lập mã',
  'lock.paper.title': 'Phiếu khôi phục hồ sơ Hàm Rồng',
  'lock.paper.whose': '{fullName}, {agencyName}',
  'lock.paper.day': 'Lập ngày {day}',
  'lock.paper.keep': 'Bỏ phiếu vào phong bì dán kín, cất ở két cơ quan, không để cùng máy tính.',
  'lock.paper.use':
    'Khi quên mật khẩu mở khóa: trên màn hình khóa, chọn “Quên mật khẩu mở khóa?”, rồi “Mở bằng mã khôi phục”. Mã dùng được một lần; phiếu lập sau thay phiếu lập trước.',
  'lock.sealing.files': 'Đã mã hóa {done}/{total} tệp',
  'lock.sealing.database': 'Đang mã hóa cơ sở dữ liệu',
  'lock.dialog.sealing': 'Đang mã hóa dữ liệu trên máy, có thể mất vài phút. Đừng tắt máy.',
  'lock.done.set': 'Đã đặt mật khẩu mở khóa.',
  'lock.done.code': 'Đã lập mã khôi phục mới; mã trước hết hiệu lực.',
  'lock.done.changed': 'Đã đổi mật khẩu mở khóa.',
  'keys.lock': 'Khóa',
} as const;
