import { asArray, asDict, asRef, asStream } from '../../src/signatures/pdf/objects.ts';
import { serialize } from '../../src/signatures/pdf/serialize.ts';
import { contentNumber, EVIL } from './evil-content.ts';
import { freeNumber, rawRevision, rawStreamRevision, streamText } from './raw-revision.ts';
import { type Change, latin1, must, type Target, textOf } from './target.ts';

const written = (object: Parameters<typeof serialize>[0]): string => textOf(serialize(object));

/** The evil content as an object that no table names: what a reader finds that has to look for objects by itself. */
const loose = (target: Target): string => `${contentNumber(target)} 0 obj\n${streamText(EVIL)}\nendobj\n`;

/** Of /Contents, the one reference that a page names. */
const CONTENTS = /\/Contents (?:\d+ 0 R|\[[^\]]*\])/;

const pageAs =
  (change: (page: string, evil: number) => string): Change =>
  (target) => {
    const { ref, dict } = target.page;
    const [old, evil] = [written(dict), freeNumber(target)];
    const page = change(old, evil);
    if (page === old) return undefined;
    return rawRevision(target, {
      objects: [
        { num: ref.num, body: page },
        { num: evil, body: streamText(EVIL) },
      ],
    });
  };

/** A catalogue whose only page is the evil one; numbers from the first free one on. */
function evilCatalog(target: Target) {
  const own = freeNumber(target);
  const bodies = [
    `<</Type/Catalog/Pages ${own + 1} 0 R>>`,
    `<</Type/Pages/Kids[${own + 2} 0 R]/Count 1>>`,
    `<</Type/Page/Parent ${own + 1} 0 R/Contents ${own + 3} 0 R/MediaBox[0 0 595 842]>>`,
    streamText(EVIL),
  ];
  return { root: `${own} 0 R`, objects: bodies.map((body, index) => ({ num: own + index, body })) };
}

const packedPages =
  (order: (good: string, evil: string) => readonly string[], index: number): Change =>
  (target) => {
    const stream = freeNumber(target);
    const { num } = target.page.ref;
    const good = written(target.page.dict);
    const pages = order(good, good.replace(CONTENTS, `/Contents ${stream + 1} 0 R`));
    const heads = pages.map((_, at) => `${num} ${pages.slice(0, at).join(' ').length + Math.min(at, 1)}`);
    const head = `${heads.join(' ')} `;
    const body = streamText(head + pages.join(' '), `/Type/ObjStm/N ${pages.length}/First ${head.length}`);
    return rawStreamRevision(
      target,
      [
        { num: stream, body },
        { num: stream + 1, body: streamText(EVIL) },
      ],
      [{ num, stream, index }],
    );
  };

/** What the table places means what was signed, and something else stands beside it that another reader takes. */
export const ambiguousAttacks: Readonly<Record<string, Change>> = {
  'two ways: an object that no table names': (target) =>
    rawRevision(target, { objects: [], loose: loose(target) }),
  'two ways: the end out of sight behind white space': ({ bytes }) =>
    Buffer.concat([bytes, Buffer.alloc(4096, 0x0a)]),
  'two ways: an object and the end out of sight': (target) =>
    Buffer.concat([rawRevision(target, { objects: [], loose: loose(target) }), Buffer.alloc(4096, 0x20)]),
  'two ways: an object inside a stream': (target) =>
    rawRevision(target, { objects: [{ num: freeNumber(target), body: streamText(loose(target)) }] }),
  'two ways: an object inside a string': (target) =>
    rawRevision(target, { objects: [{ num: freeNumber(target), body: `(\n${loose(target)})` }] }),
  'two ways: an object behind wide white space': (target) => {
    const wide = loose(target).replace(' 0 obj', `${' '.repeat(40)}0\0obj`);
    return rawRevision(target, { objects: [{ num: freeNumber(target), body: streamText(wide) }] });
  },
  'two ways: two catalogues': (target) => {
    const { root, objects } = evilCatalog(target);
    const own = must(asRef(target.view.trailer.entries.get('Root')), 'a catalogue');
    return rawRevision(target, { objects, root: `${root}/Root ${own.num} 0 R` });
  },
  'two ways: a size that hides what is there': (target) => {
    const text = textOf(rawRevision(target, { objects: [] }));
    const at = text.lastIndexOf('/Size ');
    return latin1(text.slice(0, at) + text.slice(at).replace(/\d+/, '3'));
  },
  'two ways: a predecessor with a point': (target) => {
    const head = must(target.file.revisions.at(-1), 'a revision').head;
    return rawRevision(target, { objects: [], prev: undefined, trailer: `/Prev ${head}.0` });
  },
  'two ways: fewer rows than announced': (target) => {
    const entry = target.view.entry(target.catalog.ref.num);
    if (entry?.kind !== 'offset') return undefined;
    const row = [{ num: target.catalog.ref.num, offset: entry.offset }];
    const made = textOf(rawRevision(target, { objects: [], rows: row }));
    const at = made.lastIndexOf(`xref\n${target.catalog.ref.num} 1`);
    return latin1(made.slice(0, at) + made.slice(at).replace(/ 1\n/, ' 2\n'));
  },
  'two ways: a number with two points': pageAs((page) => page.replace(/(\d)\]/, '$1.0.5]')),
  'two ways: a number with letters': pageAs((page) => page.replace(/(\d)\]/, '$1abc]')),
  'two ways: a name with half an escape': pageAs((page) => page.replace('<<', '<</Tabs/S#6')),
  'two ways: contents twice': pageAs((page, evil) => page.replace('<<', `<</Contents ${evil} 0 R`)),
  'two ways: two objects at one place': (target) => {
    const { ref, dict } = target.page;
    const evil = written(dict).replace(CONTENTS, `/Contents ${freeNumber(target)} 0 R`);
    return rawRevision(target, {
      objects: [
        { num: ref.num, body: `${written(dict)}\nendobj\n${ref.num} 0 obj\n${evil}` },
        { num: freeNumber(target), body: streamText(EVIL) },
      ],
    });
  },
  'two ways: a stream of another length': (target) => {
    const num = contentNumber(target);
    const stream = must(asStream(target.view.resolve({ kind: 'ref', num, gen: 0 })), 'content');
    const dict = written(stream.dict).replace(/\/Length \d+/, '/Length 5');
    return rawRevision(target, {
      objects: [{ num, body: `${dict}\nstream\n${textOf(stream.raw)}\nendstream` }],
    });
  },
  'two ways: a stream with a second end': (target) => {
    const num = contentNumber(target);
    const stream = must(asStream(target.view.resolve({ kind: 'ref', num, gen: 0 })), 'content');
    const body = `${written(stream.dict)}\nstream\n${textOf(stream.raw)}\nendstream\n${EVIL}\nendstream`;
    return rawRevision(target, { objects: [{ num, body }] });
  },
  'two ways: one number twice in an object stream': packedPages((good, evil) => [evil, good], 1),
  'two ways: the second of one number in an object stream': packedPages((good, evil) => [good, evil], 0),
  'two ways: a hidden stream against the table': (target) => {
    const num = contentNumber(target);
    const old = target.view.entry(num);
    if (old?.kind !== 'offset') return undefined;
    const start = target.bytes.length + 1;
    const cell = Buffer.alloc(7);
    cell.writeUInt8(1, 0);
    cell.writeUInt32BE(start, 1);
    const own = freeNumber(target);
    const dict = `/Type/XRef/Size ${own + 1}/W[1 4 2]/Index[${num} 1]`;
    const hidden = `${own} 0 obj\n${streamText(cell.toString('latin1'), dict)}\nendobj\n`;
    return rawRevision(target, {
      ...{ objects: [], rows: [{ num, offset: old.offset }], loose: loose(target) + hidden },
      trailer: `/XRefStm ${start + loose(target).length}`,
    });
  },
  'store: answers exchanged for others': (target) => {
    const dss = asDict(target.view.get(target.catalog.dict, 'DSS'));
    const [first] = asArray(target.view.get(dss, 'OCSPs'))?.items ?? [];
    const ref = asRef(first);
    return ref && rawRevision(target, { objects: [{ num: ref.num, body: streamText('another answer') }] });
  },
};
