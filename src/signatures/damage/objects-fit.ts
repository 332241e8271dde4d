import { AppError } from '../../shared/errors.ts';
import { contentSteps } from '../pdf/content.ts';
import { asArray, asDict, asName, asStream, type PdfObject } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/view.ts';
import { spoiltName } from './known-words.ts';

/** What a dictionary of each type must have (ISO 32000-2 tables 29 to 31, 87, 109, 110, 120); what may be inherited is not asked for. */
const required: Readonly<Record<string, readonly string[]>> = {
  Catalog: ['Pages'],
  Pages: ['Kids', 'Count'],
  Page: ['Parent'],
  Font: ['Subtype'],
  FontDescriptor: ['FontName', 'Flags'],
  XObject: ['Subtype'],
  Annot: ['Subtype', 'Rect'],
  ObjStm: ['N', 'First'],
  XRef: ['Size', 'W'],
};
const subtypes: Readonly<Record<string, ReadonlySet<string>>> = {
  Font: new Set(['Type0', 'Type1', 'MMType1', 'Type3', 'TrueType', 'CIDFontType0', 'CIDFontType2']),
  XObject: new Set(['Image', 'Form', 'PS']),
};
const alsoRequired: Readonly<Record<string, readonly string[]>> = {
  Image: ['Width', 'Height'],
  Form: ['BBox'],
};

/** What of an object is no word of the format, or lacks of what its type calls for; undefined where nothing is known to. */
export function dictionaryFault(object: PdfObject): string | undefined {
  const spoilt = spoiltName(object);
  if (spoilt !== undefined) return `the name ${spoilt.slice(0, 40)}`;
  const dict = asDict(object);
  const type = asName(dict?.entries.get('Type'));
  if (!dict || type === undefined) return undefined;
  const subtype = asName(dict.entries.get('Subtype'));
  const known = subtypes[type];
  if (known && subtype !== undefined && !known.has(subtype)) return `a ${type} of no known kind`;
  const asked = [...(required[type] ?? []), ...((type === 'XObject' && alsoRequired[subtype ?? '']) || [])];
  const lacking = asked.find((key) => !dict.entries.has(key));
  return lacking === undefined ? undefined : `a ${type} without ${lacking}`;
}

/** Operators of ISO 32000-2 annex A; the number of operands where it is one number. */
const operators: Readonly<Record<string, number | undefined>> = {
  ...{ b: 0, B: 0, 'b*': 0, 'B*': 0, BDC: 2, BI: undefined, BMC: 1, BT: 0, BX: 0, c: 6, cm: 6, CS: 1, cs: 1 },
  ...{
    d: 2,
    d0: 2,
    d1: 6,
    Do: 1,
    DP: 2,
    EI: 0,
    EMC: 0,
    ET: 0,
    EX: 0,
    f: 0,
    F: 0,
    'f*': 0,
    G: 1,
    g: 1,
    gs: 1,
  },
  ...{ h: 0, i: 1, ID: undefined, j: 1, J: 1, K: 4, k: 4, l: 2, m: 2, M: 1, MP: 1, n: 0, q: 0, Q: 0, re: 4 },
  ...{ RG: 3, rg: 3, ri: 1, s: 0, S: 0, SC: undefined, sc: undefined, SCN: undefined, scn: undefined, sh: 1 },
  ...{ 'T*': 0, Tc: 1, Td: 2, TD: 2, Tf: 2, Tj: 1, TJ: 1, TL: 1, Tm: 6, Tr: 1, Ts: 1, Tw: 1, Tz: 1 },
  ...{ v: 4, w: 1, W: 0, 'W*': 0, y: 4, "'": 1, '"': 3 },
};

/** What of a page's uncompressed drawing is none: it has no checksum, but its words are few. */
export function drawingFault(page: PdfObject, view: PdfView): string | undefined {
  const dict = asDict(page);
  if (asName(dict?.entries.get('Type')) !== 'Page') return undefined;
  const drawing = asStream(view.get(dict, 'Contents'));
  if (
    !drawing ||
    asName(view.get(drawing.dict, 'Filter')) !== undefined ||
    asArray(view.get(drawing.dict, 'Filter'))
  )
    return undefined;
  let depth = 0;
  try {
    for (const { operator, operands } of contentSteps(drawing.raw, view.budget)) {
      if (!Object.hasOwn(operators, operator)) return 'a drawing with a word that is none';
      const count = operators[operator];
      if (count !== undefined && count !== operands.length) return 'a drawing with a word that does not fit';
      depth += Number(operator === 'q') - Number(operator === 'Q');
    }
  } catch (fault) {
    if (!(fault instanceof AppError) || fault.code !== 'pdf.malformed') throw fault;
    return 'a drawing with something that is no word';
  }
  return depth < 0 ? 'a drawing that gives back more than it took' : undefined;
}
