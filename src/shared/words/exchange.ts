/** Words of the exchange between agencies, also those that stand in a package. */
export const exchangeFaults = {
  'exchange.no-recipient':
    'Chưa chọn nơi nhận. Văn bản vẫn ở mục Chờ phát hành; chọn nơi nhận rồi phát hành.',
  'exchange.recipient-unknown': 'Không tìm thấy cơ quan nhận trong danh bạ. Đồng bộ danh bạ rồi chọn lại.',
  'exchange.file-missing':
    'Tệp của văn bản chưa có trên máy này nên chưa lập được gói gửi. Kết nối để tải tệp về rồi phát hành.',
  'exchange.package-unusable':
    'Tệp không phải gói văn bản dùng được ({count} lỗi). Chưa nhập gì; đề nghị nơi gửi xuất lại gói.',
  'exchange.package-broken': 'Gói không nhập được. {what} Chưa nhập gì; đề nghị nơi gửi xuất lại gói.',
  'exchange.status-of-nothing':
    'Không tìm thấy văn bản đã gửi khớp gói trạng thái này ({reference}). Chưa nhập gì; kiểm tra xem tệp có đúng cơ quan không.',
  'exchange.status-not-carried':
    'Gói trạng thái mã {status} (thu hồi, cập nhật) không nhập được từ tệp. Chưa nhập gì; đề nghị gửi qua máy chủ hoặc bằng văn bản.',
  'exchange.recall-not-carried':
    'Gói này yêu cầu thu hồi một văn bản, không nhập được từ tệp. Chưa nhập gì; yêu cầu thu hồi đến qua máy chủ, hoặc bằng công văn của nơi gửi.',
  'exchange.update-brings-nothing':
    'Gói cập nhật này không kèm tệp nên không nhập được. Chưa nhập gì; đề nghị nơi gửi xuất lại gói có kèm tệp, hoặc chờ máy chủ chuyển tới.',
  'exchange.status-known': 'Trạng thái này đã được ghi trước đó; không có gì bị thay đổi.',
  'exchange.only-clerk-takes-status':
    'Chỉ Văn thư được nhập trạng thái của văn bản đã gửi. Chưa ghi gì; chuyển tệp cho Văn thư cơ quan.',
  'exchange.nothing-carried':
    'Văn bản này không đến bằng gói tệp, nên trạng thái do máy chủ gửi; không xuất ra tệp.',
  'exchange.package-misnamed':
    'Gói này được nhập dưới mã khác mã của nó nên không nhận. Chưa nhập gì; nhập lại tệp gói bằng phần mềm này.',
  'exchange.carried-gone':
    'Gói tin này đã được nhập từ tệp và không còn trong kho của cơ quan. Không tạo thêm văn bản.',
  'exchange.package-differs':
    'Gói tin không khớp với văn bản đã đóng dấu của cơ quan gửi ({path}) nên không được giao. Văn bản vẫn ở cơ quan gửi; kiểm tra phần mềm đã lập gói rồi gửi lại thành gói mới.',
  'exchange.gateway-refused':
    'Trục liên thông không nhận văn bản này ({code}: {said}). Văn bản chưa được chuyển tới nơi nhận; sửa theo lý do rồi gửi lại thành gói mới, hoặc gửi bản giấy.',
  'exchange.gateway-no-recipient':
    'Trục liên thông không có cơ quan nhận mã {recipient}. Văn bản chưa được chuyển; kiểm tra lại nơi nhận rồi gửi lại, hoặc gửi bản giấy.',
  'exchange.gateway-no-sender':
    'Cơ quan này chưa được đăng ký trên trục liên thông nên chưa gửi ra ngoài được. Văn bản chưa được chuyển; đề nghị quản trị máy chủ tỉnh đăng ký rồi gửi lại.',
  'exchange.gateway-gave-up':
    'Đã thử gửi qua trục liên thông nhiều lần mà trục vẫn báo lỗi ({code}: {said}). Văn bản chưa được chuyển; gửi lại thành gói mới, hoặc gửi bản giấy.',
  'exchange.nothing-to-recall': 'Văn bản chưa đến cơ quan nhận nên không có gì để thu hồi.',
  'exchange.not-its-sender':
    'Cơ quan yêu cầu thu hồi không phải cơ quan đã gửi văn bản này nên yêu cầu không được chuyển. Văn bản giữ nguyên.',
  'exchange.recalled-before': 'Văn bản đã được thu hồi theo một yêu cầu trước đó.',
  'exchange.update-of-nothing':
    'Bản cập nhật không kèm tệp, và nơi nhận không còn văn bản được cập nhật. Chưa có gì thay đổi; đề nghị gửi lại kèm tệp.',
  'exchange.recall-unanswered':
    'Nơi nhận chưa trả lời yêu cầu thu hồi trước đó. Yêu cầu này được giữ và chuyển sau khi có trả lời.',
  'exchange.request-not-found':
    'Không tìm thấy yêu cầu thu hồi hoặc cập nhật này ở cơ quan gửi. Trạng thái các nơi nhận giữ nguyên.',
} as const;
