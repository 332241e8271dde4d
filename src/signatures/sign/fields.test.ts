import { expect, test } from 'vitest';
import { openPdf } from '../pdf/file.ts';
import { FORM_DEPTH_MAX } from '../pdf/form.ts';
import { asNumber } from '../pdf/objects.ts';
import { fieldsOf, sizeOf } from './fields.ts';

/** A file of these objects, numbered from 3; object 2 is the page tree, and `fields` stand in the form. */
function pdfWith(fields: string, ...objects: readonly string[]) {
  const all = [
    `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${fields}]>>>>`,
    '<</Type/Pages/Kids[]/Count 0>>',
    ...objects,
  ];
  let text = '%PDF-1.7\n';
  const offsets = all.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = all.length + 1;
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return openPdf(Buffer.from(text + tail, 'latin1')).latest;
}

test('a field is named through its parents and inherits from them', () => {
  const view = pdfWith(
    '3 0 R',
    '<</T(don)/FT/Tx/MaxLen 7/Kids[4 0 R]>>',
    '<</T(so)/Parent 3 0 R/Rect[0 0 20 10]>>',
  );
  const [field, ...others] = fieldsOf(view);
  expect(others).toEqual([]);
  expect([field?.name, field?.type, asNumber(field?.get('MaxLen'))]).toEqual(['don.so', 'Tx', 7]);
});

test('a widget apart from its field shows the field and is none itself', () => {
  const view = pdfWith(
    '3 0 R',
    '<</T(ky)/FT/Sig/Kids[4 0 R]>>',
    '<</Subtype/Widget/Parent 3 0 R/Rect[10 10 110 60]>>',
  );
  const [field, ...others] = fieldsOf(view);
  expect(others).toEqual([]);
  expect(field?.widget?.ref.num).toBe(4);
  expect(field?.widget && sizeOf(view, field.widget.dict)).toEqual({ width: 100, height: 50 });
});

test('fields that are their own parents end', () => {
  const view = pdfWith('3 0 R 3 0 R', '<</T(a)/FT/Tx/Kids[4 0 R]>>', '<</T(b)/Kids[3 0 R]>>');
  expect(fieldsOf(view).length).toBeLessThanOrEqual(1);
});

test('fields nested deeper than any form are refused', () => {
  const chain = Array.from(
    { length: FORM_DEPTH_MAX + 5 },
    (_, index) => `<</T(f)/FT/Tx/Kids[${index + 4} 0 R]>>`,
  );
  expect(() => fieldsOf(pdfWith('3 0 R', ...chain, '<</T(last)/FT/Tx>>'))).toThrow('pdf.malformed');
});

test('what is no field, and a form that is missing, are no fields', () => {
  expect(fieldsOf(pdfWith('9 0 R (x) 3 0 R', '(no dictionary)'))).toEqual([]);
});
