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
  'outgoing.docx-not-word':
    'Bản soạn thảo đi cùng tệp PDF phải là tệp Word (DOCX). Dự thảo và tệp đã có vẫn giữ; chọn lại tệp.',
  'outgoing.opinion-of-nobody':
    'Chỉ xin ý kiến được người khác trong cơ quan và còn công tác. Chưa gửi gì; chọn lại người cho ý kiến.',
  'outgoing.opinion-too-late':
    'Văn bản đã ký nên không xin hoặc cho ý kiến nữa. Ý kiến đã có vẫn giữ; cần sửa thì đề nghị trả lại văn bản.',
  'outgoing.opinion-settled':
    'Yêu cầu cho ý kiến này đã được trả lời hoặc đã thôi. Không có gì thay đổi; mở lại văn bản để xem.',
  'outgoing.opinion-of-other-file':
    'Dự thảo đã có bản mới sau khi bạn mở nó. Ý kiến chưa được ghi, nội dung đã nhập vẫn giữ; xem bản mới rồi gửi lại.',
  'outgoing.opinion-needs-text':
    'Đề nghị sửa thì cần nói rõ sửa gì. Ý kiến chưa được ghi; nhập nội dung rồi gửi lại.',
  'outgoing.too-many-opinions':
    'Một dự thảo xin tối đa 40 ý kiến. Chưa gửi gì; gộp câu hỏi hoặc tổ chức họp góp ý.',
  'outgoing.only-asked': 'Chỉ người được hỏi mới cho ý kiến này. Không có gì thay đổi.',
  'outgoing.only-clerk-sends-back':
    'Chỉ Văn thư hoặc người ký được trả lại văn bản đã ký. Văn bản vẫn chờ cấp số.',
  'outgoing.nothing-to-send-back':
    'Chỉ trả lại được văn bản đã ký mà chưa có số. Văn bản giữ nguyên; đã có số thì hủy số hoặc soạn văn bản đính chính.',
  'outgoing.too-many-attachments': 'Một văn bản nhận tối đa 50 tệp kèm theo. Gộp bớt tệp rồi thêm lại.',
  'outgoing.file-missing': 'Dự thảo chưa có tệp PDF. Thêm tệp rồi trình ký.',
  'outgoing.file-changed':
    'Tệp đã được thay sau khi bạn mở nó. Chữ ký hoặc bản trình chưa được ghi nhận; mở lại văn bản để xem tệp mới nhất.',
  'outgoing.file-not-signed':
    'Tệp của dự thảo chưa có chữ ký số. Dự thảo vẫn giữ. Trình ký, hoặc thay bằng tệp đã ký rồi làm lại.',
  'outgoing.file-signature-broken':
    'Chữ ký trên tệp không còn nguyên vẹn nên không nhận làm bản đã ký. Dự thảo vẫn giữ. Lấy lại đúng tệp mà người ký đã ký.',
  'outgoing.paper-is-another':
    'Bản đã ký này đã là một văn bản khác của cơ quan nên không nhận lần nữa: một bản ký chỉ mang một số. Dự thảo vẫn giữ. Mở văn bản kia để làm tiếp, hoặc thay tệp rồi trình ký lại.',
  'outgoing.file-many-signatures':
    'Tệp có {count} chữ ký; bản đã ký chỉ mang một chữ ký của người ký, số và dấu do Văn thư ký sau. Dự thảo vẫn giữ. Lấy bản chưa đóng dấu.',
  'outgoing.file-signed-by-other':
    'Tệp không được ký bằng chứng thư đã đăng ký của {name}. Dự thảo vẫn giữ. Chọn đúng người ký, hoặc nhờ quản trị đăng ký chứng thư đó.',
  'outgoing.signer-no-right':
    '{name} hiện không được giao quyền ký {type}. Dự thảo vẫn giữ. Đề nghị người đứng đầu giao quyền, hoặc trình người khác ký.',
  'outgoing.seal-not-recorded':
    'Gói phát hành chứa bản đóng dấu không được ghi nhận, nên văn bản chưa được gửi. Mở lại văn bản để lấy bản đã đóng dấu rồi phát hành lại.',
  'outgoing.only-signer': 'Chỉ người được trình mới ký hoặc trả lại văn bản này.',
  'outgoing.not-submitted': 'Văn bản không ở bước chờ ký. Chữ ký chưa được ghi nhận.',
  'outgoing.signature-broken':
    'Chữ ký trên tệp không hợp lệ nên không được ghi nhận. Bản trước khi ký vẫn còn; ký lại.',
  'outgoing.certificate-not-registered':
    'Chứng thư dùng để ký không phải chứng thư đã đăng ký của bạn. Chữ ký chưa được ghi nhận; chọn đúng chứng thư hoặc liên hệ quản trị.',
  'outgoing.certificate-not-valid':
    'Chứng thư số dùng để ký đã hết hạn hoặc chưa có hiệu lực khi máy chủ nhận được. Chữ ký chưa được ghi nhận; văn bản và số đã cấp vẫn giữ. Gia hạn hoặc đổi chứng thư rồi ký lại.',
  'outgoing.only-clerk-numbers': 'Chỉ Văn thư được cấp số.',
  'outgoing.already-numbered': 'Văn bản đã có số. Số đã cấp không thay đổi.',
  'outgoing.waiting-for-number':
    'Đã xin số và đang chờ máy chủ cấp. Văn bản vẫn giữ nguyên; không cần làm lại.',
  'outgoing.not-signed': 'Văn bản chưa được lãnh đạo ký nên chưa cấp số được.',
  'outgoing.not-numbered': 'Văn bản chưa có số nên chưa đóng dấu được.',
  'outgoing.only-clerk-seals':
    'Chỉ Văn thư, hoặc người được bàn giao dấu còn thời hạn, được đóng dấu, ký số của cơ quan. Dấu chưa được ghi nhận.',
  'outgoing.no-authority':
    'Bạn chưa được giao quyền ký văn bản của cơ quan. Chữ ký chưa được ghi nhận, văn bản vẫn chờ ký; trả lại để đổi người ký hoặc đề nghị người đứng đầu giao quyền.',
  'outgoing.authority-other-type':
    'Quyền ký được giao không gồm loại văn bản này. Chữ ký chưa được ghi nhận, văn bản vẫn chờ ký; trả lại để đổi người ký.',
  'outgoing.authority-ended':
    'Quyền ký được giao chưa bắt đầu hoặc đã hết hạn. Chữ ký chưa được ghi nhận, văn bản vẫn chờ ký; đề nghị người đứng đầu giao lại.',
  'outgoing.stamp-differs-on-page':
    'Dòng chữ ký của cơ quan trên trang không đúng (số, ký hiệu, hình thức sao, tên cơ quan hoặc thời gian). Chưa ghi nhận, tệp trước đó vẫn giữ; ký lại.',
  'outgoing.attachment-sealed': 'Tệp kèm theo này đã được xử lý trước đó; không ký thêm lần nữa.',
  'outgoing.attachment-signable':
    'Tệp kèm theo này ký được nên phải có chữ ký của cơ quan trước khi phát hành. Tệp giữ nguyên; đóng dấu lại văn bản để ký tệp.',
  'outgoing.attachments-not-sealed':
    'Còn tệp kèm theo chưa có chữ ký của cơ quan nên chưa phát hành được. Mở văn bản, đóng dấu các tệp còn lại rồi phát hành.',
  'outgoing.only-clerk-copies': 'Chỉ Văn thư được lập bản sao. Chưa lập gì.',
  'outgoing.copy-not-issued':
    'Văn bản chưa vào sổ, chưa ban hành hoặc đã trả lại nên chưa sao được. Chưa lập gì; hoàn thành bước đó rồi sao.',
  'outgoing.copy-of-electronic':
    'Sao y, sao lục sang bản điện tử chỉ áp dụng cho bản giấy. Chưa lập gì; với văn bản điện tử, gửi chính văn bản hoặc chọn Trích sao.',
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
  'outgoing.not-dispatched':
    'Văn bản chưa phát hành nên chưa gửi bổ sung được. Phát hành trước rồi gửi thêm.',
  'outgoing.recipient-has-it':
    'Có nơi nhận đã được gửi văn bản này nên lần gửi bổ sung không được nhận. Bỏ nơi đó ra rồi gửi lại; nơi đã từ chối thì dùng Gửi lại.',
  'outgoing.delivery-not-refused': 'Chỉ gửi lại được khi nơi nhận đã từ chối. Lần gửi trước vẫn giữ nguyên.',
  'outgoing.already-resent': 'Lần gửi này đã được gửi lại trước đó; không gửi thêm lần nữa.',
  'outgoing.signature-invalid':
    'Chữ ký trên tệp của văn bản không hợp lệ nên không phát hành. Văn bản vẫn giữ nguyên; xem chi tiết kiểm tra chữ ký, rồi ký lại hoặc hủy số.',
  'outgoing.recalled':
    'Văn bản đang được thu hồi nên không gửi thêm. Chưa gửi gì; chờ các nơi nhận trả lời, hoặc phát hành văn bản thay thế.',
  'outgoing.only-clerk-recalls':
    'Chỉ Văn thư được yêu cầu thu hồi văn bản đã phát hành. Chưa gửi yêu cầu nào.',
  'outgoing.nothing-to-recall': 'Văn bản chưa phát hành nên không có gì để thu hồi. Chưa gửi yêu cầu nào.',
  'outgoing.recall-open':
    'Đã yêu cầu thu hồi ở {name} và đang chờ trả lời. Chưa gửi thêm yêu cầu nào; bỏ nơi này rồi gửi lại.',
  'outgoing.already-recalled':
    'Văn bản đã được thu hồi ở {name}. Chưa gửi thêm yêu cầu nào; bỏ nơi này rồi gửi lại.',
  'outgoing.nothing-to-amend':
    'Chỉ cập nhật hoặc thay thế được văn bản đã phát hành của cơ quan mình. Nội dung đã nhập vẫn giữ.',
  'outgoing.update-needs-requests':
    'Phiên bản phần mềm trên máy này chưa gửi được văn bản cập nhật. Văn bản vẫn ở mục Chờ phát hành; cập nhật phần mềm rồi phát hành.',
  'outgoing.recipient-twice': 'Một nơi nhận được chọn hai lần. Bỏ bớt rồi phát hành lại.',
  'outgoing.recipient-is-sender': 'Nơi nhận trùng với cơ quan gửi. Bỏ khỏi danh sách nơi nhận.',
} as const;

export const outgoingWords = {
  'outgoing.copy-type-sao-y': 'Bản sao y',
  'outgoing.copy-type-sao-luc': 'Bản sao lục',
  'outgoing.copy-type-trich-sao': 'Bản trích sao',
  'outgoing.state.draft': 'Dự thảo',
  'outgoing.state.submitted': 'Chờ ký',
  'outgoing.state.returned': 'Bị trả lại',
  'outgoing.state.signed': 'Chờ cấp số',
  'outgoing.state.numbered': 'Chờ đóng dấu',
  'outgoing.state.sealed': 'Chờ phát hành',
  'outgoing.state.dispatched': 'Đã phát hành',
  'outgoing.state.void': 'Đã hủy số',
} as const;
