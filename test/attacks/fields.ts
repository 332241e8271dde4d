import {
  asArray,
  asDict,
  asRef,
  asStream,
  type PdfObject,
  pdfArray,
  pdfDict,
  pdfNumber,
  pdfRef,
  pdfStream,
  withEntries,
} from '../../src/signatures/pdf/objects.ts';
import type { PdfUpdate } from '../../src/signatures/pdf/update.ts';
import type { FormField } from '../../src/signatures/sign/fields.ts';
import {
  add,
  appended,
  type Change,
  type Edit,
  fieldOfType,
  latin1,
  literal,
  must,
  name,
  numbers,
  push,
  pushField,
  script,
  set,
  sheet,
  type Target,
} from './target.ts';

type Keys = Parameters<typeof set>[2];

/** A new field on the page, hung into the form. */
const newField =
  (keys: (target: Target, update: PdfUpdate) => Keys, isInForm = true): Edit =>
  (target, update) => {
    const shape = { Type: name('Annot'), Subtype: name('Widget'), P: target.page.ref, F: pdfNumber(4) };
    const field = add(
      update,
      pdfDict({ ...shape, Rect: numbers(90, 700, 300, 790), ...keys(target, update) }),
    );
    push(target, update, target.page.ref, 'Annots', field);
    if (isInForm) pushField(target, update, field);
  };

const look = (update: PdfUpdate): PdfObject => pdfDict({ N: sheet(update) });
const signatureOf = ({ signed }: Target): PdfObject => must(signed.dict.entries.get('V'), 'signature');

const signedField =
  (keys: (target: Target, update: PdfUpdate) => Keys): Edit =>
  (target, update) =>
    set(update, target.signed.ref, keys(target, update));

/** Changes keys of the first field of that kind; some files have none. */
const fieldWith =
  (
    find: (target: Target) => FormField | undefined,
    keys: (update: PdfUpdate, field: FormField) => Keys,
  ): Edit =>
  (target, update) => {
    const field = find(target);
    if (!field) return false;
    set(update, field.ref, keys(update, field));
    return true;
  };
const filled = (target: Target) => fieldOfType(target, 'Tx', true);
const empty = (target: Target) => fieldOfType(target, 'Tx', false);
const open = (target: Target) => fieldOfType(target, 'Sig', false);

/** Overwrites, where it stands, the stream that a field is drawn with. */
const drawnAnew =
  (find: (target: Target) => FormField | undefined): Edit =>
  (target, update) => {
    const field = find(target);
    const n = asRef(asDict(field && target.view.get(field.dict, 'AP'))?.entries.get('N'));
    const stream = asStream(target.view.resolve(n));
    if (!n || !stream) return false;
    update.put(
      n,
      pdfStream(withEntries(stream.dict, { Filter: undefined }), latin1('1 1 1 rg 0 0 600 850 re f')),
    );
    return true;
  };

/** Overwrites a font that a field's drawing uses. */
const fontAnew =
  (find: (target: Target) => FormField | undefined): Edit =>
  (target, update) => {
    const { view } = target;
    const field = find(target);
    const n = asDict(view.get(asDict(field && view.get(field.dict, 'AP')), 'N'));
    const fonts = asDict(view.get(asDict(view.get(n, 'Resources')), 'Font'));
    const ref = asRef([...(fonts?.entries.values() ?? [])][0]);
    if (!ref) return false;
    update.put(ref, pdfDict({ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Symbol') }));
    return true;
  };

const fresh: Readonly<Record<string, Edit>> = {
  'field: a text field added': newField((_, u) => ({
    FT: name('Tx'),
    T: literal('moi'),
    V: literal('9'),
    AP: look(u),
  })),
  'field: a button with a script': newField((_, u) => ({
    FT: name('Btn'),
    T: literal('b'),
    A: script(),
    AP: look(u),
  })),
  'field: a visible empty signature field': newField((_, u) => ({
    FT: name('Sig'),
    T: literal('x'),
    AP: look(u),
  })),
  'field: an empty signature field with a ground': newField(() => ({
    ...{ FT: name('Sig'), T: literal('x'), MK: pdfDict({ BG: numbers(1, 1, 1) }) },
  })),
  'field: a signature field with an action': newField(() => ({
    FT: name('Sig'),
    T: literal('x'),
    AA: pdfDict({ E: script() }),
  })),
  'field: an old name again': newField(({ signed }) => ({ FT: name('Sig'), T: literal(signed.name) })),
  'field: the old signature shown again': newField((t, u) => ({
    FT: name('Sig'),
    T: literal('x'),
    V: signatureOf(t),
    AP: look(u),
  })),
  'field: a copy of the signature': newField(({ signature: { dict } }, u) => ({
    ...{ FT: name('Sig'), T: literal('x'), V: add(u, dict), AP: look(u) },
  })),
  'field: a signature without range or contents': newField((_, u) => ({
    ...{ FT: name('Sig'), T: literal('x'), AP: look(u) },
    V: add(
      u,
      pdfDict({ Type: name('Sig'), Filter: name('Adobe.PPKLite'), SubFilter: name('ETSI.CAdES.detached') }),
    ),
  })),
  'field: a signature that nobody wrote': newField((_, u) => ({
    FT: name('Sig'),
    T: literal('x'),
    V: pdfRef(9000),
    AP: look(u),
  })),
  'field: a place on the page without a field': newField((_, u) => ({ FT: name('Sig'), AP: look(u) }), false),
  'field: a place under the signed field': (target, update) => {
    const kid = add(
      update,
      pdfDict({
        ...{
          Type: name('Annot'),
          Subtype: name('Widget'),
          Parent: target.signed.ref,
          V: signatureOf(target),
        },
        ...{ Rect: numbers(90, 700, 300, 790), P: target.page.ref, AP: look(update) },
      }),
    );
    push(target, update, target.signed.ref, 'Kids', kid);
    push(target, update, target.page.ref, 'Annots', kid);
  },
};

const old: Readonly<Record<string, Edit>> = {
  'signature: another drawing': signedField((_, u) => ({ AP: look(u) })),
  'signature: drawn anew in place': drawnAnew(({ signed }) => signed),
  'signature: a font of its drawing replaced in place': fontAnew(({ signed }) => signed),
  'signature: no drawing': fieldWith(
    ({ signed }) => (signed.dict.entries.has('AP') ? signed : undefined),
    () => ({ AP: undefined }),
  ),
  'signature: moved': signedField(() => ({ Rect: numbers(0, 0, 500, 800) })),
  'signature: hidden': signedField(() => ({ F: pdfNumber(2) })),
  'signature: renamed': signedField(() => ({ T: literal('khac') })),
  'signature: taken away': signedField(() => ({ V: undefined })),
  'signature: another lock': signedField(() => ({
    Lock: pdfDict({ Action: name('Include'), Fields: pdfArray([]) }),
  })),
  'signature: an action': signedField(() => ({ A: script() })),
  'signature: a colour': signedField(() => ({ MK: pdfDict({ BG: numbers(1, 1, 1) }) })),
  'signature: its dictionary emptied': ({ signature: { ref, dict } }, u) =>
    u.put(ref, withEntries(dict, { ByteRange: undefined, Contents: undefined })),
  'signature: its dictionary with null': ({ signature: { ref, dict } }, u) =>
    u.put(ref, withEntries(dict, { ByteRange: { kind: 'null' }, Contents: { kind: 'null' } })),
  'signature: another name and reason': ({ signature: { ref, dict } }, u) =>
    u.put(
      ref,
      withEntries(dict, {
        Reason: literal('Huy bo'),
        Name: literal('Nguoi khac'),
        M: literal('D:20200101000000Z'),
      }),
    ),
  'signature: its number used for another': ({ signature: { ref, dict } }, u) =>
    u.putSignature(ref, withEntries(dict, { Reason: literal('x') }), 4096),
  'field: taken off the page': (target, update) => {
    const items = asArray(target.view.get(target.page.dict, 'Annots'))?.items ?? [];
    const kept = items.filter((item) => asRef(item)?.num !== (target.signed.widget ?? target.signed).ref.num);
    if (kept.length === items.length) return false;
    set(update, target.page.ref, { Annots: pdfArray(kept) });
    return true;
  },
  'number: another value': fieldWith(filled, () => ({ V: literal('95') })),
  'number: another drawing': fieldWith(filled, (u) => ({ AP: look(u) })),
  'number: another value and drawing': fieldWith(filled, (u) => ({ V: literal('95'), AP: look(u) })),
  'number: drawn anew in place': drawnAnew(filled),
  'number: a font of its drawing replaced in place': fontAnew(filled),
  'number: not read-only any more': fieldWith(filled, () => ({ Ff: undefined })),
  'number: moved': fieldWith(filled, () => ({ Rect: numbers(0, 0, 80, 20) })),
  'number: taken away': fieldWith(filled, () => ({ V: undefined })),
  'number: hidden': fieldWith(filled, () => ({ F: pdfNumber(2) })),
  'blank: moved': fieldWith(empty, () => ({ Rect: numbers(0, 0, 80, 20) })),
  'blank: renamed': fieldWith(empty, () => ({ T: literal('khac') })),
  'blank: drawn without a value': drawnAnew(empty),
  'blank: a script': fieldWith(empty, () => ({ AA: pdfDict({ K: script() }) })),
  'blank: another type': fieldWith(empty, () => ({ FT: name('Btn') })),
  'blank: filled by nobody': fieldWith(empty, (u) => ({ V: literal('95'), AP: look(u) })),
  'open field: its lock loosened': fieldWith(open, () => ({ Lock: undefined })),
  'open field: drawn': fieldWith(open, (u) => ({ AP: look(u) })),
  'open field: moved': fieldWith(open, () => ({ Rect: numbers(0, 0, 500, 800) })),
  'open field: given the old signature': (target, update) => {
    const field = open(target);
    if (!field) return false;
    set(update, field.ref, { V: signatureOf(target), AP: look(update) });
    return true;
  },
};

export const fieldAttacks: Readonly<Record<string, Change>> = Object.fromEntries(
  Object.entries({ ...fresh, ...old }).map(([key, edit]) => [key, appended(edit)]),
);
