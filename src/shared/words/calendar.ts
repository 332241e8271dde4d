/** Refusals about the year's working calendar. */
export const calendarFaults = {
  'calendar.other-year': 'Có ngày không thuộc năm này. Lịch giữ như trước; sửa ngày rồi lưu lại.',
  'calendar.day-twice':
    'Có ngày ghi hai lần, hoặc vừa nghỉ vừa làm bù. Lịch giữ như trước; bỏ dòng thừa rồi lưu lại.',
  'calendar.worked-anyway':
    'Ngày làm bù phải là thứ Bảy hoặc Chủ nhật. Lịch giữ như trước; sửa ngày rồi lưu lại.',
} as const;

/** Days off by law and as entered, and where a duty of the records office stands. */
export const calendarWords = {
  'holiday.new-year': 'Tết Dương lịch',
  'holiday.tet': 'Tết Âm lịch',
  'holiday.hung-kings': 'Giỗ Tổ Hùng Vương',
  'holiday.victory': 'Ngày Chiến thắng',
  'holiday.labour': 'Ngày Quốc tế lao động',
  'holiday.national': 'Quốc khánh',
  'holiday.exchanged': 'Nghỉ hoán đổi',
  'holiday.in-lieu': 'Nghỉ bù {name}',
  'duty.receipt.basis': 'NĐ 30/2020, Điều 21.2c',
  'duty.register.basis': 'NĐ 30/2020, Điều 4.2c và Điều 22',
  'duty.submit.basis': 'NĐ 30/2020, Điều 23.1',
  'duty.handOn.basis': 'NĐ 30/2020, Điều 4.2c và Điều 23',
  'duty.dispatch.basis': 'NĐ 30/2020, Điều 18.1; QĐ 28/2018/QĐ-TTg',
  'chart.tab.calendar': 'Lịch làm việc',
  'working-year.title': 'Lịch làm việc năm {year}',
  'working-year.years': 'Năm',
  'working-year.enter': 'Nhập lịch năm',
  'working-year.enter.title': 'Nhập lịch làm việc năm {year}',
  'working-year.save': 'Lưu lịch',
  'working-year.lead':
    'Mỗi dòng một ngày: ngày/tháng/năm, rồi tên ngày nghỉ hoặc "làm bù". Lịch lưu thay cả năm; hạn đã ghi trong văn bản giữ nguyên.',
  'working-year.field.basis': 'Văn bản làm căn cứ',
  'working-year.field.basis.hint': 'Thông báo nghỉ lễ, Tết của năm, ví dụ Thông báo số 6150/TB-BNV.',
  'working-year.field.lines': 'Ngày nghỉ và ngày làm bù',
  'working-year.file': 'Đọc từ tệp CSV',
  'working-year.line.worked': 'làm bù',
  'working-year.unreadable':
    'Không đọc được dòng {lines}. Viết ngày/tháng/năm rồi tên ngày nghỉ hoặc "làm bù", mỗi dòng một ngày.',
  'working-year.by-law':
    'Chưa nhập lịch năm {year}: đang tính theo các ngày nghỉ của Bộ luật Lao động. Nhập lịch khi có thông báo nghỉ lễ, Tết và ngày làm bù của năm.',
  'working-year.entered': 'Theo {basis}; {name} nhập lúc {time}.',
  'working-year.worked': 'Làm bù',
  'working-year.empty': 'Năm này không có ngày nghỉ nào',
  'working-year.empty.why': 'Mọi ngày từ thứ Hai đến thứ Sáu được tính là ngày làm việc.',
  'working-year.column.day': 'Ngày',
  'working-year.column.weekday': 'Thứ',
  'working-year.column.what': 'Nghỉ, làm bù',
  'working-year.done': 'Đã lưu lịch làm việc năm {year}.',
  'weekday.0': 'Chủ nhật',
  'weekday.1': 'Thứ Hai',
  'weekday.2': 'Thứ Ba',
  'weekday.3': 'Thứ Tư',
  'weekday.4': 'Thứ Năm',
  'weekday.5': 'Thứ Sáu',
  'weekday.6': 'Thứ Bảy',
  'operation.office.setWorkingYear': 'Nhập lịch làm việc',
} as const;
