/** Refusals about work dossiers (hồ sơ công việc) and their list. */
export const dossierFaults = {
  'dossier.not-found': 'Không tìm thấy hồ sơ này. Không có gì bị thay đổi. Làm mới danh sách rồi thử lại.',
  'dossier.may-not-open': 'Vai trò hiện tại không mở được hồ sơ công việc.',
  'dossier.only-owner': 'Chỉ người lập hồ sơ (hoặc người phối hợp, khi thêm văn bản) làm được việc này.',
  'dossier.not-open': 'Hồ sơ đã kết thúc nên không sửa được nữa. Mở lại hồ sơ rồi làm tiếp.',
  'dossier.not-closed': 'Hồ sơ chưa kết thúc hoặc đã nộp lưu, nên chưa làm được việc này.',
  'dossier.not-submitted': 'Hồ sơ chưa được nộp lưu. Làm mới danh sách rồi thử lại.',
  'dossier.code-taken':
    'Số và ký hiệu này đã có ở một hồ sơ khác trong năm. Nội dung đã nhập vẫn giữ; chọn số khác rồi lưu lại.',
  'dossier.date-in-future': 'Ngày bắt đầu hồ sơ không được sau hôm nay. Nội dung đã nhập vẫn giữ.',
  'dossier.end-date': 'Ngày kết thúc phải từ ngày bắt đầu hồ sơ đến hôm nay. Hồ sơ vẫn mở.',
  'dossier.empty': 'Hồ sơ chưa có văn bản nào nên chưa kết thúc được. Thêm văn bản, hoặc để hồ sơ mở.',
  'dossier.full': 'Hồ sơ đã có 9.999 văn bản. Văn bản này chưa được thêm; mở hồ sơ tiếp theo.',
  'dossier.helper-not-ours':
    'Người phối hợp phải thuộc cơ quan này. Hồ sơ chưa được lưu; chọn lại người phối hợp.',
  'dossier.document-not-found': 'Không tìm thấy văn bản để đưa vào hồ sơ. Hồ sơ không thay đổi.',
  'dossier.already-filed': 'Văn bản này đã có trong hồ sơ.',
  'dossier.not-filed': 'Văn bản này không còn trong hồ sơ. Làm mới rồi thử lại.',
  'dossier.only-archivist': 'Chỉ người làm lưu trữ cơ quan nhận hoặc trả hồ sơ nộp lưu.',
  'dossier.kept-too-short':
    'Hồ sơ có thời hạn bảo quản dưới 5 năm không phải nộp lưu (Điều 31 Nghị định 30/2020). Hồ sơ vẫn ở đơn vị.',
  'dossier.kept-too-long':
    'Hồ sơ chỉ được giữ lại tối đa 2 năm kể từ ngày đến hạn nộp lưu (Điều 31 Nghị định 30/2020). Chọn ngày khác.',
  'dossier.only-head-keeps': 'Chỉ người đứng đầu cơ quan đồng ý cho giữ lại hồ sơ đến hạn nộp lưu.',
  'dossier.import-mapping':
    'Không thấy cột “Số và ký hiệu hồ sơ” và “Tiêu đề hồ sơ” trong trang tính. Danh mục chưa thay đổi. Chọn trang khác, hoặc chỉ rõ từng cột.',
  'dossier.import-cut':
    'Trang tính có quá 6.000 dòng hoặc quá 40 cột nên chưa đọc hết. Danh mục chưa thay đổi. Tách tệp rồi nhập từng phần.',
  'dossier.import-problems':
    'Còn {count} dòng chưa nhập được. Danh mục chưa thay đổi. Sửa các dòng đó trong tệp Excel, lưu lại rồi chọn lại tệp.',
  'dossier.import-empty':
    'Không có dòng hồ sơ nào trong trang tính đã chọn. Danh mục chưa thay đổi. Chọn trang khác hoặc kiểm tra lại tệp.',
  'dossier.bundle-too-large':
    'Hồ sơ có {count} tệp, {gb} GB, quá mức của một tệp nén (4 GB). Chưa tạo tệp nào, hồ sơ vẫn nguyên. Chia văn bản ra hồ sơ tiếp theo rồi kết xuất từng hồ sơ.',
  'dossier.bundle-cancelled':
    'Đã dừng kết xuất hồ sơ. Chưa có tệp nào được lưu, hồ sơ vẫn nguyên. Kết xuất lại khi cần.',
  'table.too-large':
    'Tệp bảng tính lớn hơn {limitMb} MB nên không đọc. Không có gì thay đổi. Xóa các trang không cần rồi lưu lại tệp.',
  'table.unreadable':
    'Không đọc được tệp này như một bảng tính Excel (.xlsx). Không có gì thay đổi. Mở tệp bằng Excel, lưu lại dạng .xlsx rồi chọn lại.',
  'table.no-sheet': 'Tệp không có trang tính đã chọn. Không có gì thay đổi. Chọn lại trang tính.',
  'dossier.none-to-hand':
    'Không có hồ sơ nào của năm và nhóm đã chọn nên chưa lập được. Không có gì thay đổi. Chọn năm hoặc nhóm khác.',
  'dossier.only-clerk-lists': 'Chỉ Văn thư lập và sửa danh mục hồ sơ của cơ quan.',
  'dossier.list-approved': 'Danh mục hồ sơ năm này đã được ban hành nên không sửa được nữa.',
  'dossier.only-head-approves': 'Chỉ người đứng đầu cơ quan phê duyệt danh mục hồ sơ.',
  'dossier.entry-code-taken':
    'Danh mục đã có một hồ sơ mang số và ký hiệu này. Chưa có dòng nào được thêm; sửa số rồi làm lại.',
  'dossier.entry-not-found': 'Không tìm thấy dòng này trong danh mục hồ sơ của năm. Làm mới rồi chọn lại.',
  'dossier.entry-code-differs':
    'Số và ký hiệu khác với dòng đã chọn trong danh mục. Chọn lại dòng, hoặc bỏ chọn để tự đặt số.',
} as const;

export const dossierWords = {
  'operation.dossier.open': 'Mở hồ sơ',
  'operation.dossier.edit': 'Sửa hồ sơ',
  'operation.dossier.file': 'Đưa văn bản vào hồ sơ',
  'operation.dossier.addMaterial': 'Thêm tài liệu vào hồ sơ',
  'operation.dossier.remove': 'Loại văn bản khỏi hồ sơ',
  'operation.dossier.close': 'Kết thúc hồ sơ',
  'operation.dossier.reopen': 'Mở lại hồ sơ',
  'operation.dossier.submit': 'Nộp lưu hồ sơ',
  'operation.dossier.accept': 'Nhận hồ sơ vào lưu trữ',
  'operation.dossier.sendBack': 'Trả lại hồ sơ nộp lưu',
  'operation.dossier.keep': 'Cho giữ lại hồ sơ',
  'operation.dossier.addEntries': 'Thêm vào danh mục hồ sơ',
  'operation.dossier.editEntry': 'Sửa danh mục hồ sơ',
  'operation.dossier.approveList': 'Phê duyệt danh mục hồ sơ',
} as const;
