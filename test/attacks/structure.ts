import { asRef, pdfDict } from '../../src/signatures/pdf/objects.ts';
import { beginUpdate } from '../../src/signatures/pdf/update.ts';
import { ambiguousAttacks } from './ambiguous.ts';
import { contentNumber, EVIL, evilContent } from './evil-content.ts';
import { freeNumber, rawRevision, rawStreamRevision, streamText } from './raw-revision.ts';
import { type Change, content, latin1, must, name, set, type Target, textOf } from './target.ts';

/** The page with another content, honestly appended: what wrapping and concatenation carry. */
function evilRevision(target: Target): Uint8Array {
  const update = beginUpdate(target.file);
  set(update, target.page.ref, { Contents: content(update) });
  return update.finish().whole();
}

/** Signature wrapping: the second signed part is copied behind the changed revision, and a new dictionary names it there. */
const wrapped: Change = (target) => {
  const { bytes, range, signature } = target;
  const [, from, to, rest] = range;
  const evil = evilRevision(target);
  const hex = textOf(bytes.subarray(from, to));
  const holder = signature.ref.num;
  const body = (at: number) =>
    `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 ${from} ${at} ${rest}]/Contents ${hex}>>`;
  const again: Target = { ...target, bytes: evil };
  const draft = rawRevision(
    { ...again, file: reopened(evil) },
    { objects: [{ num: holder, body: body(9_999_999) }] },
  );
  const made = rawRevision(
    { ...again, file: reopened(evil) },
    { objects: [{ num: holder, body: body(draft.length).padEnd(body(9_999_999).length) }] },
  );
  return Buffer.concat([made, bytes.subarray(to, to + rest)]);
};

const reopened = (bytes: Uint8Array): Target['file'] => {
  const at = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(textOf(bytes))?.[1] ?? 0);
  return { revisions: [{ head: at }] } as unknown as Target['file'];
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** Tables, chains, streams and generations: what one reader reads and another does not. */
export const structureAttacks: Readonly<Record<string, Change>> = {
  'wrapping: the second part moved': wrapped,
  'wrapping: two /Contents in a new dictionary': (target) => {
    const { bytes, range, signature } = target;
    const digits = textOf(bytes.subarray(range[1], range[2]));
    const body = `<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[${range.join(' ')}]/Contents ${digits}/Contents <${hex(latin1('x'))}>>>`;
    return rawRevision(target, { objects: [{ num: signature.ref.num, body }, evilContent(target)] });
  },
  'wrapping: the signature dictionary packed': (target) => {
    const { bytes, range, signature } = target;
    const digits = textOf(bytes.subarray(range[1], range[2]));
    const dict = `<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[${range.join(' ')}]/Contents ${digits}>>`;
    const stream = freeNumber(target);
    const head = `${signature.ref.num} 0 `;
    const body = streamText(head + dict, `/Type/ObjStm/N 1/First ${head.length}`);
    return rawStreamRevision(target, [{ num: stream, body }], [{ num: signature.ref.num, stream, index: 0 }]);
  },
  'tail: an object without a table': ({ bytes }) =>
    Buffer.concat([bytes, latin1('4 0 obj\n<</Evil true>>\nendobj\n')]),
  'tail: a comment': ({ bytes }) => Buffer.concat([bytes, latin1('% evil\n')]),
  'tail: zeros and a letter': ({ bytes }) => Buffer.concat([bytes, Buffer.alloc(100), latin1('x')]),
  'tail: a second file behind': ({ bytes }) => Buffer.concat([bytes, bytes]),
  'tail: another document behind': ({ bytes }) =>
    Buffer.concat([
      bytes,
      latin1(
        `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\nxref\n0 0\ntrailer\n<</Root 1 0 R>>\nstartxref\n${bytes.length + 60}\n%%EOF\n`,
      ),
    ]),
  'tail: startxref to nowhere': ({ bytes }) => Buffer.concat([bytes, latin1('startxref\n0\n%%EOF\n')]),
  'table: in place by hand': (target) => rawRevision(target, { objects: [evilContent(target)] }),
  'table: content freed': (target) =>
    rawRevision(target, {
      objects: [],
      rows: [{ num: contentNumber(target), offset: 0, gen: 1, free: true }],
    }),
  'table: content of a later generation': (target) =>
    rawRevision(target, { objects: [{ ...evilContent(target), gen: 1 }] }),
  'table: a row of another generation': (target) => {
    const start = target.bytes.length + 1;
    const loose = `${contentNumber(target)} 0 obj\n${streamText(EVIL)}\nendobj\n`;
    return rawRevision(target, {
      objects: [],
      rows: [{ num: contentNumber(target), offset: start, gen: 7 }],
      loose,
    });
  },
  'table: content named twice': (target) =>
    rawRevision(target, {
      objects: [evilContent(target)],
      rows: [{ num: contentNumber(target), offset: 15 }],
    }),
  'table: content at an old place': (target) => {
    const other = [...target.view.numbers()].find((num) => {
      const entry = target.view.entry(num);
      return num !== contentNumber(target) && entry?.kind === 'offset' && entry.offset > 0;
    });
    const entry = other === undefined ? undefined : target.view.entry(other);
    if (entry?.kind !== 'offset') return undefined;
    return rawRevision(target, { objects: [], rows: [{ num: contentNumber(target), offset: entry.offset }] });
  },
  'table: another catalogue': (target) => {
    const own = freeNumber(target);
    const kid = {
      num: own + 2,
      body: `<</Type/Page/Parent ${own + 1} 0 R/Contents ${own + 3} 0 R/MediaBox[0 0 595 842]>>`,
    };
    const objects = [
      { num: own, body: `<</Type/Catalog/Pages ${own + 1} 0 R>>` },
      { num: own + 1, body: `<</Type/Pages/Kids[${own + 2} 0 R]/Count 1>>` },
      kid,
      { num: own + 3, body: streamText(EVIL) },
    ];
    return rawRevision(target, { objects, root: `${own} 0 R` });
  },
  'chain: its own predecessor': (target) =>
    rawRevision(target, { objects: [evilContent(target)], trailer: '/Prev {at}', prev: undefined }),
  'chain: no predecessor': (target) =>
    rawRevision(target, { objects: [evilContent(target)], prev: undefined }),
  'chain: predecessor outside': (target) =>
    rawRevision(target, { objects: [evilContent(target)], prev: 99_999_999 }),
  'chain: the signed revision passed over': (target) => {
    const first = target.file.revisions[0];
    return first && rawRevision(target, { objects: [evilContent(target)], prev: first.head });
  },
  'chain: the old end named again': (target) => {
    const made = textOf(rawRevision(target, { objects: [evilContent(target)] }));
    const old = must(target.file.revisions.at(-1), 'revision').head;
    return latin1(made.replace(/startxref\n\d+\n%%EOF\n$/, `startxref\n${old}\n%%EOF\n`));
  },
  ...ambiguousAttacks,
  'hybrid: a hidden stream over the table': (target) => {
    const own = freeNumber(target);
    const num = contentNumber(target);
    const start = target.bytes.length + 1;
    const head = `${own} 0 obj\n${streamText(EVIL)}\nendobj\n`;
    const cell = Buffer.alloc(7);
    cell.writeUInt8(1, 0);
    cell.writeUInt32BE(start, 1);
    const stream = `${own + 1} 0 obj\n${streamText(cell.toString('latin1'), `/Type/XRef/Size ${own + 2}/W[1 4 2]/Index[${num} 1]`)}\nendobj\n`;
    return rawRevision(target, {
      ...{
        objects: [],
        rows: [{ num, offset: 0, gen: 0, free: true }],
        loose: head.replace(`${own} 0 obj`, `${num} 0 obj`) + stream,
      },
      trailer: `/XRefStm ${start + head.replace(`${own} 0 obj`, `${num} 0 obj`).length}`,
    });
  },
  'streams: the page packed anew': (target) => {
    const stream = freeNumber(target);
    const num = target.page.ref.num;
    const head = `${num} 0 `;
    const dict = `<</Type/Page/Parent ${asRef(target.page.dict.entries.get('Parent'))?.num ?? 1} 0 R/MediaBox[0 0 595 842]>>`;
    const body = streamText(head + dict, `/Type/ObjStm/N 1/First ${head.length}`);
    return rawStreamRevision(target, [{ num: stream, body }], [{ num, stream, index: 0 }]);
  },
  'streams: an object stream written over': (target) => {
    const packed = [...target.view.numbers()].flatMap((num) => {
      const entry = target.view.entry(num);
      return entry?.kind === 'packed' ? [entry.stream] : [];
    })[0];
    if (packed === undefined) return undefined;
    return rawRevision(target, {
      objects: [{ num: packed, body: streamText('', '/Type/ObjStm/N 0/First 0') }],
    });
  },
  'streams: one that extends another': (target) => {
    const stream = freeNumber(target);
    const num = target.page.ref.num;
    const head = `${num} 0 `;
    const body = streamText(
      `${head}<</Type/Page>>`,
      `/Type/ObjStm/N 1/First ${head.length}/Extends ${stream} 0 R`,
    );
    return rawStreamRevision(target, [{ num: stream, body }], [{ num, stream, index: 0 }]);
  },
  'encryption: a dictionary added': (target) => {
    const own = freeNumber(target);
    const body =
      '<</Filter/Standard/V 2/R 3/Length 128/P -4/O(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx)/U(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx)>>';
    return rawRevision(target, { objects: [{ num: own, body }], trailer: `/Encrypt ${own} 0 R` });
  },
  'linearization: a dictionary added': (target) =>
    rawRevision(target, {
      objects: [
        { num: freeNumber(target), body: '<</Linearized 1/L 9/H[0 0]/O 3/E 9/N 1/T 9>>' },
        evilContent(target),
      ],
    }),
  'page: its type and a stream of fields': (target) => {
    const update = beginUpdate(target.file);
    update.put(target.signed.ref, { kind: 'stream', dict: target.signed.dict, raw: latin1(EVIL) });
    return update.finish().whole();
  },
  'signature: over the revision of another': (target) => {
    const update = beginUpdate(target.file);
    const ref = update.reserve();
    const dict = pdfDict({
      Type: name('Sig'),
      Filter: name('Adobe.PPKLite'),
      SubFilter: name('ETSI.CAdES.detached'),
    });
    update.putSignature(ref, dict, 8192);
    set(update, target.signed.ref, { V: ref });
    const done = update.finish();
    const whole = done.whole();
    const old = textOf(target.bytes.subarray(target.range[1] + 1, target.range[2] - 1)).slice(0, 16_000);
    if (done.hole) whole.set(latin1(old), done.hole.start);
    return whole;
  },
  'cut: the last revision’s end': ({ bytes }) => bytes.subarray(0, bytes.length - 7),
  'cut: half of the file': ({ bytes }) => bytes.subarray(0, bytes.length >> 1),
};
