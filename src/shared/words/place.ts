/** Trình ký: where number, date, signature and seal stand. */
export const placeWords = {
  'place.title': 'Vị trí số, ngày, chữ ký và dấu',
  'place.how': 'Kéo ô bằng chuột, hoặc chọn ô rồi bấm phím mũi tên (1 mm; giữ Shift: 5 mm).',
  'place.box': 'Ô {name}, cách mép trái {left} mm, cách mép trên {top} mm. Phím mũi tên để dời.',
  'place.found': 'Theo chữ trên trang',
  'place.remembered': 'Theo lần trình trước của loại văn bản này',
  'place.look': 'Chưa đọc được trên trang, cần xem lại',
  'place.none': 'Trang đã ghi sẵn',
  'place.show': 'Xem trang {page}',
  'place.take': 'Đưa về trang này',
  'place.reset': 'Đặt lại theo đề xuất',
  'place.reading': 'Đang đọc trang…',
  'place.prepared': 'Tệp đã có sẵn các ô từ lần trình trước nên không dời được. Bấm Trình ký để trình lại.',
  'place.unreadable': 'Không mở được trang để xem. Các ô vẫn theo đề xuất.',
  'place.submitted': 'Đã trình ký',
} as const;
