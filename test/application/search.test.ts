import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '../../src/shared/contract/contract.ts';
import { SAVED_SEARCHES_MAX, SearchAsked } from '../../src/shared/contract/search.ts';
import { IncomingId, LocalDate, OutgoingId } from '../../src/shared/domain/core/values.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: OfficeApp;
beforeAll(async () => {
  office = makeOffice();
  clerk = await openOfficeApp(office, 'clerk');
  const documents: readonly Partial<Incoming>[] = [
    {
      codeNumber: '1234',
      codeNotation: 'UBND-VP',
      subject: 'Về quy hoạch sử dụng đất',
      arrivedOn: '2026-11-01' as LocalDate,
    },
    {
      codeNumber: '05',
      codeNotation: 'QĐ-UBND',
      subject: 'Mở đường giao thông nông thôn',
      arrivedOn: '2026-11-02' as LocalDate,
    },
    {
      codeNumber: '77',
      codeNotation: 'SCT-DL',
      subject: 'Kiểm tra giá đường kính và dương liễu',
      arrivedOn: '2026-11-03' as LocalDate,
    },
    {
      codeNumber: '234',
      codeNotation: 'UBND-VP',
      subject: 'Đất quy hoạch chưa sử dụng',
      arrivedOn: '2026-11-04' as LocalDate,
      signerName: 'Trịnh Thị Ngà',
      note: 'Bản fax',
    },
    {
      codeNumber: '9',
      codeNotation: 'BC-SDL',
      subject: 'Bình Dương thăm, học tập',
      arrivedOn: '2026-11-05' as LocalDate,
      organName: 'Sở Du lịch',
      arrivalNumber: 815,
      state: 'registered',
    },
  ];
  for (const some of documents)
    office.server.put('incoming', IncomingId.parse(uuid()), {
      v: 1,
      agencyId: office.agencyId,
      state: 'arrived',
      source: 'paper',
      ...incomingFields(),
      attachmentCount: 0,
      correctionCount: 0,
      arrivedOn: LocalDate.parse('2026-11-20'),
      ...some,
    });
  await clerk.synchronise();
});
afterAll(async () => {
  await clerk.close();
  office.close();
});

const find = async (text: string, order: 'newest' | 'ranked' = 'newest', limit = 50) =>
  (await clerk.ask('search.find', { text, order, limit })).hits.map(({ reference }) => reference);

describe('the search', () => {
  test.each([
    ['without marks', 'quy hoach su dung dat', ['234/UBND-VP', '1234/UBND-VP']],
    ['with marks, of whatever Unicode form', 'Quy hoạch'.normalize('NFD'), ['234/UBND-VP', '1234/UBND-VP']],
    ['đ typed as d', 'duong giao', ['05/QĐ-UBND']],
    ['words in quotes side by side', '"quy hoạch sử dụng đất"', ['1234/UBND-VP']],
    ['a number in one piece', '1234/UBND-VP', ['1234/UBND-VP']],
    ['a number still being typed', '1234/UBND-V', ['1234/UBND-VP']],
    ['a number without its leading nought', '5/QĐ-UBND', ['05/QĐ-UBND']],
    ['a number with it', '05/qd-ubnd', ['05/QĐ-UBND']],
    ['the signer', 'trinh thi nga', ['234/UBND-VP']],
    ['the note', 'fax', ['234/UBND-VP']],
    ['the agency', 'so du lich', ['09/BC-SDL']],
    ['số đến', '815', ['09/BC-SDL']],
    ['the last word unfinished', 'giao tho', ['05/QĐ-UBND']],
    ['a last word that a blank has ended', 'giao tho ', []],
    ['a word that stands nowhere', 'cao tốc', []],
  ])('III.6.d: finds %s, newest first', async (_what, text, references) => {
    expect(await find(text)).toEqual(references);
  });

  test('III.6.g: puts the very diacritics that were typed above what only folds to them', async () => {
    expect((await find('dương liễu', 'ranked')).at(0)).toBe('77/SCT-DL');
    expect((await find('đường', 'ranked')).slice(0, 2).sort()).toEqual(['05/QĐ-UBND', '77/SCT-DL']);
    expect((await find('Dương', 'ranked')).at(-1)).toBe('05/QĐ-UBND');
    expect(await find('duong', 'ranked')).toHaveLength(3);
  });

  test('shows the words around the hit, and nothing can fake the marks', async () => {
    const { hits } = await clerk.ask('search.find', { text: 'quy hoach dat', order: 'newest', limit: 1 });
    expect(hits[0]?.snippet).toBe(
      '\u2068Đất\u2069 \u2068quy hoạch\u2069 chưa sử dụng · 234/UBND-VP · Sở Kinh tế số'.replace(
        '\u2068quy hoạch\u2069',
        '\u2068quy\u2069 \u2068hoạch\u2069',
      ),
    );
  });

  test('a document keeps its place in its day when its words change', async () => {
    const [first, second] = [IncomingId.parse(uuid()), IncomingId.parse(uuid())];
    const put = (id: IncomingId, subject: string) =>
      office.server.put('incoming', id, {
        v: 1,
        agencyId: office.agencyId,
        state: 'arrived',
        source: 'paper',
        ...incomingFields({ subject }),
        attachmentCount: 0,
        correctionCount: 0,
        arrivedOn: LocalDate.parse('2026-10-30'),
      });
    const found = async () =>
      (await clerk.ask('search.find', { text: 'lụa ', order: 'newest', limit: 9 })).hits.map(
        (hit) => hit.documentId,
      );
    put(first, 'Dệt lụa');
    await clerk.synchronise();
    put(second, 'Bán lụa');
    await clerk.synchronise();
    expect(await found()).toEqual([second, first]);
    put(first, 'Dệt lụa và đũi');
    await clerk.synchronise();
    expect(await found()).toEqual([second, first]);
  });

  test('says when there is more', async () => {
    const { hits, isMore } = await clerk.ask('search.find', { text: 'ubnd', order: 'newest', limit: 2 });
    expect([hits.length, isMore]).toEqual([2, true]);
    expect((await clerk.ask('search.find', { text: 'ubnd', order: 'newest', limit: 3 })).isMore).toBe(false);
  });

  test.each([
    '"',
    '""',
    '"chưa đóng',
    '*',
    'a*b',
    'NOT đất',
    'đất OR',
    'đất AND AND',
    'NEAR(đất quy, 2)',
    'subject : đất',
    '{subject} : đất',
    '^đất',
    '-đất',
    '(((',
    ')',
    "'; drop table search_document; --",
    '\u0000',
    'đ'.repeat(500),
    'a '.repeat(250),
    '“Quy hoạch”',
    '\u202Eđất\u2068',
    '🐉 rồng',
  ])('takes %j for words and nothing else', async (text) => {
    for (const order of ['newest', 'ranked'] as const) {
      const reply = await clerk.invoke('search.find', { text, order, limit: 50 });
      expect(reply.ok).toBe(true);
    }
  });

  test('is not broken by any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), async (text) => {
        const reply = await clerk.invoke('search.find', {
          text: text.slice(0, 500),
          order: 'ranked',
          limit: 5,
        });
        expect(reply.ok).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('a text over its limit is refused at the door', async () => {
    const reply = await clerk.invoke('search.find', { text: 'x'.repeat(501), order: 'newest', limit: 5 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'input.invalid' } });
  });
});

describe('a search that is narrowed', () => {
  const narrowed = async (asked: object) => {
    const input = { text: '', order: 'newest', limit: 50, ...asked } as Input<'search.find'>;
    return (await clerk.ask('search.find', input)).hits.map(({ reference }) => reference);
  };
  const also = (join: string, field: string, text: string) => ({ join, field, text });

  test.each([
    ['and', { text: 'quy hoạch', also: [also('and', 'signer', 'Ngà')] }, ['234/UBND-VP']],
    [
      'or',
      { text: 'quy hoạch', also: [also('or', 'organ', 'so du lich')] },
      ['09/BC-SDL', '234/UBND-VP', '1234/UBND-VP'],
    ],
    ['not', { text: 'quy hoạch', also: [also('not', 'subject', 'chưa sử dụng')] }, ['1234/UBND-VP']],
    [
      'one after the other',
      { text: 'giao thong', also: [also('or', 'subject', 'quy hoach'), also('not', 'note', 'fax')] },
      ['05/QĐ-UBND', '1234/UBND-VP'],
    ],
    ['a field that has not the word', { text: 'duong', also: [also('and', 'reference', 'duong')] }, []],
    ['conditions alone', { also: [also('and', 'reference', '77')] }, ['77/SCT-DL']],
    ['days', { text: 'ubnd', from: '2026-11-02', to: '2026-11-03' }, ['05/QĐ-UBND']],
    ['what is only left out', { also: [also('not', 'any', 'duong')] }, []],
    [
      'operators as words',
      { text: 'quy hoạch', also: [also('not', 'any', 'NEAR( * "')] },
      ['234/UBND-VP', '1234/UBND-VP'],
    ],
  ])('III.6.d: by %s', async (_what, asked, references) => {
    expect(await narrowed(asked)).toEqual(references);
    expect((await narrowed({ ...asked, order: 'ranked' })).sort()).toEqual([...references].sort());
  });

  test('III.6.e: a search is kept under a name with all that narrows it, asked again, and forgotten', async () => {
    const asked = SearchAsked.parse({
      text: 'quy hoạch',
      ...{ order: 'newest', kind: 'incoming', to: '2026-11-03', also: [also('not', 'note', 'fax')] },
    });
    await clerk.ask('search.save', { name: 'Đất đai', asked: { ...asked, text: 'cũ' } });
    await clerk.ask('search.save', { name: ' Đất đai ', asked });
    await clerk.ask('search.save', {
      name: 'An ninh',
      asked: SearchAsked.parse({ text: 'x', order: 'ranked' }),
    });
    const kept = await clerk.ask('search.saved', {});
    expect(kept.map(({ name }) => name)).toEqual(['An ninh', 'Đất đai']);
    expect(kept[1]?.asked).toEqual(asked);
    expect(await narrowed(kept[1]?.asked ?? {})).toEqual(['1234/UBND-VP']);
    for (let n = kept.length; n < SAVED_SEARCHES_MAX; n += 1)
      await clerk.ask('search.save', { name: `Tìm ${String(n)}`, asked });
    const over = await clerk.invoke('search.save', { name: 'Thêm', asked });
    expect(over).toMatchObject({ ok: false, error: { code: 'search.too-many-saved' } });
    await clerk.ask('search.forget', { name: 'Đất đai' });
    expect((await clerk.ask('search.saved', {})).some(({ name }) => name === 'Đất đai')).toBe(false);
    await clerk.ask('search.save', { name: 'Thêm', asked });
  });
});

test('papers of before without a day of their own do not keep each other out of the index, nor the desk from its feed', async () => {
  const ids = [uuid(), uuid(), uuid()].map((id) => OutgoingId.parse(id)).sort();
  for (const id of ids)
    office.server.put('outgoing', id, {
      ...{ v: 1, agencyId: office.agencyId, state: 'signed', attachmentCount: 0 },
      ...outgoingFields(office.people.leader.id, { subject: 'Trả lời kiến nghị cử tri' }),
      drafterId: office.people.specialist.id,
    });
  await clerk.ask('sync.tryNow', {});
  const { hits } = await clerk.ask('search.find', { text: 'kien nghi cu tri', order: 'newest', limit: 10 });
  expect(hits.map(({ documentId }) => documentId).sort()).toEqual(ids);
});
