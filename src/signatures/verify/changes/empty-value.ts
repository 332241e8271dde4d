import type { PdfObject } from '../../pdf/objects.ts';

/** Whether a field's value says nothing: null, an empty string, an empty choice, the name Off. */
export function isEmptyValue(value: PdfObject): boolean {
  switch (value.kind) {
    case 'null':
      return true;
    case 'string':
      return value.bytes.length === 0;
    case 'name':
      return value.value === 'Off';
    case 'array':
      return value.items.length === 0;
    default:
      return false;
  }
}
