/** What was just done and may be taken back, for ten seconds. */
export const undoWords = {
  'undo.do': 'Hoàn tác',
  'undo.close': 'Bỏ qua',
  'undo.label': 'Vừa làm xong',
  'undo.done': 'Đã hoàn tác: {what}',
  'undo.reason': 'Hoàn tác',
  'undo.incoming.flag': 'Gắn cờ “{name}”',
  'undo.incoming.unflag': 'Bỏ cờ “{name}”',
  'undo.incoming.unread': 'Đánh dấu chưa đọc “{name}”',
  'undo.incoming.finish': 'Kết thúc “{name}”',
  'undo.incoming.forward': 'Chuyển tiếp “{name}” cho {count} người',
  'undo.dossier.file': 'Đưa “{name}” vào hồ sơ',
  'undo.outgoing.submit': 'Trình ký “{name}”',
  'keys.undo': 'Hoàn tác việc vừa làm',
} as const;
