/** Books: refusals of numbers, leases and incidents. */
export const registerFaults = {
  'register.not-found': 'Không có sổ này, hoặc sổ thuộc cơ quan, loại khác. Số chưa được cấp.',
  'register.leased':
    'Sổ đang có người giữ để cấp số ngoại tuyến. Đề nghị cấp số nằm trong hàng chờ, tự gửi lại khi sổ được trả; xem ai đang giữ ở Cài đặt, Sổ đăng ký.',
  'register.disputed':
    'Sổ có sự cố số chưa giải quyết. Đề nghị cấp số nằm trong hàng chờ; mở Cài đặt, Sổ đăng ký để giữ hoặc hủy số đó.',
  'register.lease-lost':
    'Sổ đã bị thu lại nên số cấp ngoại tuyến không được ghi nhận. Văn bản nằm trong mục Sự cố số, không bị mất.',
  'register.lease-ended':
    'Số này cấp sau ngày hết hạn giữ sổ nên không được ghi nhận. Văn bản nằm trong mục Sự cố số, không bị mất.',
  'register.not-next': 'Số này không phải số kế tiếp của sổ. Văn bản nằm trong mục Sự cố số, không bị mất.',
  'register.wrong-date':
    'Ngày không khớp sổ: khác năm, trước ngày của số liền trước, hoặc chưa tới. Số chưa được cấp.',
  'register.number-given':
    'Số đã cấp khi giữ sổ thì không rút lại được, vì có thể đã in ra. Nếu không dùng, hủy số để sổ liền mạch.',
  'register.only-clerk-leases': 'Chỉ Văn thư được giữ sổ. Sổ vẫn như trước.',
  'register.lease-dates':
    'Ngày cuối giữ sổ phải từ hôm nay, không quá {days} ngày và không qua ngày 31/12/{year}. Sổ vẫn như trước; chọn lại ngày.',
  'register.lease-taken':
    'Sổ đang do máy khác giữ. Chưa có gì thay đổi; chờ máy đó trả sổ hoặc đề nghị lãnh đạo, quản trị thu hồi.',
  'register.lease-disputed':
    'Sổ có sự cố số chưa giải quyết nên chưa giữ được. Giữ hoặc hủy các số đó trong Cài đặt, Sổ đăng ký rồi làm lại.',
  'register.lease-changed': 'Việc giữ sổ này đã kết thúc hoặc đã sang máy khác. Không có gì thay đổi.',
  'register.only-leader-withdraws':
    'Chỉ lãnh đạo hoặc quản trị được thu hồi sổ trước hạn; hết hạn thì Văn thư thu hồi được. Sổ vẫn như trước.',
  'register.incident-not-found': 'Không tìm thấy sự cố số này. Không có gì thay đổi.',
  'register.incident-settled': 'Sự cố số này đã được giải quyết trước đó. Không có gì thay đổi.',
  'register.only-clerk-settles': 'Chỉ Văn thư được giữ hoặc hủy số. Không có gì thay đổi.',
  'register.keep-only-outgoing':
    'Số đến không giữ lại được. Hủy số này rồi vào sổ lại văn bản để lấy số mới.',
  'register.number-used':
    'Số {number} đã cấp cho văn bản khác nên không giữ được. Hủy số này rồi cấp số mới cho văn bản.',
  'register.lower-first':
    'Số kế tiếp của sổ là {number}. Không có gì thay đổi; giải quyết các số nhỏ hơn trước.',
} as const;
