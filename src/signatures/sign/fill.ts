import { AppError } from '../../shared/errors.ts';
import { CAPITAL_HEIGHT, makeForm, operands } from '../appearance/draw.ts';
import { type AddObject, type DrawingFont, embedFont } from '../appearance/embedded-font.ts';
import { reusedFont } from '../appearance/reused-font.ts';
import {
  asArray,
  asDict,
  asInteger,
  asString,
  latin1,
  type PdfDict,
  pdfDict,
  pdfNumber,
  pdfText,
  withEntries,
} from '../pdf/objects.ts';
import type { PdfUpdate } from '../pdf/update.ts';
import type { PdfView } from '../pdf/view.ts';
import { acroFormOf, canvasOf, type FormField, withBits } from './fields.ts';

/** A value for a prepared text field, written in the revision of a signature. */
export type FieldValue = { readonly field: string; readonly value: string };

const READ_ONLY = 1;
const MULTILINE_LINES_MAX = 1;
export const VALUE_LETTERS_MAX = 500;
const PADDING = 2;
const SIZE_DEFAULT = 13;
const SIZE_MIN = 5;

type Look = { readonly font: string; readonly size: number; readonly colour: string };

/** The default appearance string of a field (ISO 32000-2 §12.7.4.3); only font, size and fill colour are taken from it. */
function lookOf(view: PdfView, field: FormField): Look {
  const own = asString(field.get('DA')) ?? asString(view.get(acroFormOf(view)?.dict, 'DA'));
  const text = own ? latin1(own.bytes) : '';
  const [, font = '', size = '0'] = /\/(\S+)\s+([\d.]+)\s+Tf/.exec(text) ?? [];
  const [colour = '0 g'] = /(?:[\d.]+\s+){1,4}(?:g|rg|k)\b/.exec(text) ?? [];
  return { font, size: Number(size) || SIZE_DEFAULT, colour };
}

/** The file's own font when it has the letters, so that nothing is embedded twice; else a subset of ours. */
function fontFor(view: PdfView, add: AddObject, look: Look, value: string): DrawingFont {
  const fonts = asDict(view.get(asDict(view.get(acroFormOf(view)?.dict, 'DR')), 'Font'));
  const reused = reusedFont(view, fonts?.entries.get(look.font));
  return reused?.encode(value) !== undefined ? reused : embedFont(add, 'regular', [value]);
}

const ALIGN_MIDDLE = 1;
const ALIGN_RIGHT = 2;

function leftOf(align: number, room: number, width: number): number {
  if (align === ALIGN_MIDDLE) return (room - width) / 2;
  return align === ALIGN_RIGHT ? room - PADDING - width : PADDING;
}

/** /MK /BG: a ground that hides a blank printed on the page ("Số: ……") under the value. */
function groundOf(view: PdfView, widget: PdfDict, area: string): string {
  const colour =
    asArray(view.get(asDict(view.get(widget, 'MK')), 'BG'))?.items.map((part) => view.resolve(part)) ?? [];
  const values = colour.flatMap((part) => (part.kind === 'number' ? [part.value] : []));
  const operator = { 1: 'g', 3: 'rg', 4: 'k' }[values.length];
  return operator ? `${operands(...values)} ${operator} ${area} re f ` : '';
}

type Widget = NonNullable<FormField['widget']>;

/** The appearance of a filled line, cut to its field, with its colour and font set inside (what a viewer would draw itself). */
export function drawLine(view: PdfView, add: AddObject, field: FormField, widget: Widget, value: string) {
  const look = lookOf(view, field);
  const font = fontFor(view, add, look, value);
  const size = canvasOf(view, widget);
  const natural = font.widthOf(value, look.size);
  const points = Math.max(SIZE_MIN, look.size * Math.min(1, (size.width - 2 * PADDING) / natural));
  const left = leftOf(asInteger(field.get('Q')) ?? 0, size.width, font.widthOf(value, points));
  const base = (size.height - CAPITAL_HEIGHT * look.size) / 2;
  const area = operands(0, 0, size.width, size.height);
  const text = `BT ${look.colour} /F ${operands(points)} Tf ${operands(left, base)} Td ${font.encode(value) ?? '<>'} Tj ET`;
  const content = `/Tx BMC q ${groundOf(view, widget.dict, area)}${area} re W n ${text} Q EMC`;
  return makeForm(add, size, content, pdfDict({ Font: pdfDict({ F: font.ref }) }));
}

function demandFillable(field: FormField, value: string): void {
  const filled = asString(field.get('V'));
  if (filled && filled.bytes.length > 0) throw new AppError('signing.field-filled', { field: field.name });
  const max = Math.min(asInteger(field.get('MaxLen')) ?? VALUE_LETTERS_MAX, VALUE_LETTERS_MAX);
  const isOneLine = value.split(/[\r\n]/).length <= MULTILINE_LINES_MAX;
  if (value.length > max || !isOneLine)
    throw new AppError('signing.value-too-long', { field: field.name, max });
}

/**
 * Fills a text field in the update that a signature will close: value, own appearance, ReadOnly. Nothing else of the field changes,
 * which is what later verifiers permit. Throws `signing.field-missing | -filled | value-too-long`.
 */
export function fillField(
  view: PdfView,
  update: PdfUpdate,
  add: AddObject,
  fields: readonly FormField[],
  { field: name, value }: FieldValue,
): void {
  const field = fields.find((one) => one.name === name && one.type === 'Tx');
  if (!field?.widget) throw new AppError('signing.field-missing', { field: name });
  const text = value.normalize('NFC');
  demandFillable(field, text);
  const { widget } = field;
  const appearance = pdfDict({ N: drawLine(view, add, field, widget, text) });
  const filled = { V: pdfText(text), Ff: pdfNumber(withBits(field.get('Ff'), READ_ONLY)) };
  if (widget.ref.num === field.ref.num) {
    update.put(field.ref, withEntries(field.dict, { ...filled, AP: appearance }));
    return;
  }
  update.put(field.ref, withEntries(field.dict, filled));
  update.put(widget.ref, withEntries(widget.dict, { AP: appearance }));
}
