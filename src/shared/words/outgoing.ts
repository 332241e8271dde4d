/** Refusals about outgoing documents (văn bản đi). */
export const outgoingFaults = {
  'outgoing.not-found':
    'Không tìm thấy văn bản đi này. Không có gì bị thay đổi. Làm mới danh sách rồi thử lại.',
  'outgoing.may-not-draft': 'Vai trò hiện tại không soạn được văn bản đi.',
  'outgoing.signer-not-leader':
    'Người ký phải là lãnh đạo của cơ quan này. Dự thảo vẫn giữ; chọn người ký khác.',
  'outgoing.only-drafter': 'Chỉ người soạn được sửa và trình dự thảo này.',
  'outgoing.already-submitted':
    'Dự thảo đã trình ký nên không sửa được nữa. Đề nghị người ký trả lại nếu cần sửa.',
  'outgoing.too-many-attachments': 'Một văn bản nhận tối đa 50 tệp kèm theo. Gộp bớt tệp rồi thêm lại.',
  'outgoing.file-missing': 'Dự thảo chưa có tệp PDF. Thêm tệp rồi trình ký.',
  'outgoing.file-changed':
    'Tệp đã được thay sau khi bạn mở nó. Chữ ký hoặc bản trình chưa được ghi nhận; mở lại văn bản để xem tệp mới nhất.',
  'outgoing.only-signer': 'Chỉ người được trình mới ký hoặc trả lại văn bản này.',
  'outgoing.not-submitted': 'Văn bản không ở bước chờ ký. Chữ ký chưa được ghi nhận.',
  'outgoing.signature-broken':
    'Chữ ký trên tệp không hợp lệ nên không được ghi nhận. Bản trước khi ký vẫn còn; ký lại.',
  'outgoing.certificate-not-registered':
    'Chứng thư dùng để ký không phải chứng thư đã đăng ký của bạn. Chữ ký chưa được ghi nhận; chọn đúng chứng thư hoặc liên hệ quản trị.',
  'outgoing.only-clerk-numbers': 'Chỉ Văn thư được cấp số.',
  'outgoing.already-numbered': 'Văn bản đã có số. Số đã cấp không thay đổi.',
  'outgoing.waiting-for-number':
    'Đã xin số và đang chờ máy chủ cấp. Văn bản vẫn giữ nguyên; không cần làm lại.',
  'outgoing.not-signed': 'Văn bản chưa được lãnh đạo ký nên chưa cấp số được.',
  'outgoing.not-numbered': 'Văn bản chưa có số nên chưa đóng dấu được.',
  'outgoing.only-clerk-seals': 'Chỉ Văn thư được đóng dấu, ký số của cơ quan.',
  'outgoing.seal-not-registered':
    'Chứng thư không phải của cơ quan này. Dấu chưa được ghi nhận; số đã cấp vẫn giữ.',
  'outgoing.number-missing-on-page':
    'Số, ngày chưa được ghi lên trang. Dấu chưa được ghi nhận; số đã cấp vẫn giữ, hãy đóng dấu lại.',
  'outgoing.number-differs-on-page':
    'Số trên trang khác số trong sổ. Dấu chưa được ghi nhận; số trong sổ không đổi, hãy đóng dấu lại.',
  'outgoing.date-differs-on-page':
    'Ngày trên trang khác ngày ban hành trong sổ. Dấu chưa được ghi nhận; số và ngày trong sổ không đổi, hãy đóng dấu lại.',
  'outgoing.only-clerk-voids': 'Chỉ Văn thư được hủy số.',
  'outgoing.nothing-to-void':
    'Chỉ hủy được số đã cấp của văn bản chưa phát hành. Văn bản và sổ không thay đổi.',
  'outgoing.only-clerk-dispatches': 'Chỉ Văn thư được phát hành.',
  'outgoing.nothing-to-extend':
    'Văn bản chưa đóng dấu cơ quan nên chưa bổ sung dấu thời gian. Tệp giữ nguyên. Đóng dấu trước.',
  'outgoing.extension-broken':
    'Phần bổ sung sau khi ký có nội dung khác ngoài dấu thời gian và dữ liệu kiểm tra nên không được nhận. Văn bản giữ bản đã đóng dấu. Báo quản trị kiểm tra máy đã gửi.',
  'outgoing.not-sealed': 'Văn bản chưa đóng dấu cơ quan nên chưa phát hành được.',
  'outgoing.already-dispatched': 'Văn bản đã phát hành trước đó; không gửi thêm lần nữa.',
  'outgoing.recipient-twice': 'Một nơi nhận được chọn hai lần. Bỏ bớt rồi phát hành lại.',
  'outgoing.recipient-is-sender': 'Nơi nhận trùng với cơ quan gửi. Bỏ khỏi danh sách nơi nhận.',
} as const;

export const outgoingWords = {
  'outgoing.state.draft': 'Dự thảo',
  'outgoing.state.submitted': 'Chờ ký',
  'outgoing.state.returned': 'Bị trả lại',
  'outgoing.state.signed': 'Chờ cấp số',
  'outgoing.state.numbered': 'Chờ đóng dấu',
  'outgoing.state.sealed': 'Chờ phát hành',
  'outgoing.state.dispatched': 'Đã phát hành',
  'outgoing.state.void': 'Đã hủy số',
} as const;
