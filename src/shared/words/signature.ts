export const signatureFaults = {
  'pdf.not-a-pdf': 'Tệp "{name}" không phải là PDF. Tệp gốc không bị đổi. Chọn tệp PDF khác.',
} as const;

export const signatureWords = {
  'signature.valid': 'Chữ ký hợp lệ',
} as const;
