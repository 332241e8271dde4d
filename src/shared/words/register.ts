/** Books: refusals of numbers, leases and incidents. */
export const registerFaults = {
  'register.not-found': 'Không có sổ này, hoặc sổ thuộc cơ quan, loại khác. Số chưa được cấp.',
  'register.other-book':
    'Văn bản này thuộc sổ khác theo loại hoặc ký hiệu của nó, nên không cấp số ở sổ này. Số chưa được cấp; cấp số lại để lấy số ở đúng sổ.',
  'register.common-first': 'Chưa mở sổ chung của năm. Chưa mở sổ riêng; mở sổ chung của năm trước.',
  'register.series-empty':
    'Sổ riêng phải có loại văn bản, hoặc ký hiệu của hội đồng, ban; không có cả hai. Chưa mở sổ; sửa lại rồi mở.',
  'register.series-taken':
    'Loại văn bản, ký hiệu hoặc mã này đã có sổ riêng trong năm. Chưa mở sổ; chọn loại, ký hiệu, mã khác.',
  'register.series-many': 'Mỗi năm có nhiều nhất {max} sổ riêng cho một chiều. Chưa mở sổ.',
  'register.series-late':
    'Sổ chung năm {year} đã cấp số hoặc đang có người giữ, nên mở sổ riêng theo loại bây giờ sẽ trùng số. Chưa mở sổ; mở cho năm sau, trước khi cấp số đầu tiên.',
  'register.leased':
    'Sổ đang có người giữ để cấp số ngoại tuyến. Đề nghị cấp số nằm trong hàng chờ, tự gửi lại khi sổ được trả; xem ai đang giữ ở Cài đặt, Sổ đăng ký.',
  'register.disputed':
    'Sổ có sự cố số chưa giải quyết. Đề nghị cấp số nằm trong hàng chờ; mở Cài đặt, Sổ đăng ký để giữ hoặc hủy số đó.',
  'register.lower-awaited':
    'Sổ còn chờ các số nhỏ hơn đã cấp mà máy chủ chưa nhận lại, vì máy chủ vừa được khôi phục hoặc có sự cố số. Đề nghị cấp số nằm trong hàng chờ, tự gửi lại khi đủ số; nếu có số mãi không về, mở Cài đặt, Sổ đăng ký.',
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
  'register.closed':
    'Sổ năm {year} đã đóng nên không ghi thêm được. Không có gì thay đổi; dùng sổ của năm nay.',
  'register.only-clerk-closes': 'Chỉ Văn thư được đóng sổ. Sổ vẫn như trước.',
  'register.only-clerk-exports':
    'Chỉ Văn thư giữ đủ văn bản của sổ nên chỉ Văn thư in hoặc xuất được sổ. Chưa tạo tệp nào.',
  'register.close-early':
    'Sổ năm {year} còn cấp số đến hết ngày 31/12/{year} nên chưa đóng được. Sổ vẫn như trước.',
  'register.close-leased':
    'Sổ đang có người giữ nên chưa đóng được. Sổ vẫn như trước; trả hoặc thu hồi sổ rồi đóng.',
  'register.close-disputed':
    'Sổ còn {count} sự cố số chưa giải quyết nên chưa đóng được. Sổ vẫn như trước; giữ hoặc hủy các số đó rồi đóng.',
  'register.close-missing':
    'Sổ còn thiếu số từ {from} đến {to}, đã cấp trước khi máy chủ được khôi phục, nên chưa đóng được. Sổ vẫn như trước; chờ máy đã cấp gửi lại, hoặc hủy số không về rồi đóng.',
  'register.close-moved': 'Sổ vừa có thêm số, số cuối cùng nay là {number}. Sổ chưa đóng; xem lại rồi đóng.',
} as const;
