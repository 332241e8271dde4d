import { expect, test } from 'vitest';
import type { LaterChange, SignatureReport } from './report.ts';
import { REVISIONS_SHOWN_MAX, revisionSentenceOf, revisionsOf } from './revisions.ts';

const signed = (field: string, revision: number, laterChanges: readonly LaterChange[]): SignatureReport =>
  ({ field, kind: 'signature', revision, laterChanges, signer: { name: field } }) as never;
const change = (
  code: LaterChange['code'],
  verdict: LaterChange['verdict'],
  revision: number,
  place = '',
): LaterChange => ({ code, verdict, revision, place });

test('each revision says what it did and who signed it, and a change without a signature says so', () => {
  const edit = change('page-changed', 'forbidden', 4, '1');
  const signatures = [
    signed('Trịnh Thái Hòa', 2, [
      change('form-filled', 'permitted', 3, 'so'),
      change('signature-added', 'permitted', 3, 'dauCoQuan'),
      edit,
    ]),
    signed('Sở Kinh tế số', 3, [edit]),
  ];
  const revisions = revisionsOf({ signatures });
  expect(revisions.map((each) => [each.revision, each.verdict, revisionSentenceOf(each)])).toEqual([
    [2, 'permitted', 'Trịnh Thái Hòa ký'],
    [3, 'permitted', 'Điền ô "so"; Sở Kinh tế số ký'],
    [4, 'forbidden', 'Đổi nội dung trang 1; không có chữ ký cho lần lưu này'],
  ]);
});

test('a change that one signature permits and another forbids is forbidden', () => {
  const signatures = [
    signed('a', 1, [change('field-changed', 'permitted', 3, 'so')]),
    signed('b', 2, [change('field-changed', 'forbidden', 3, 'so')]),
  ];
  expect(revisionsOf({ signatures }).at(-1)).toMatchObject({
    verdict: 'forbidden',
    changes: [{ place: 'so' }],
  });
});

test('no more revisions are listed than a person can read', () => {
  const changes = Array.from({ length: 1000 }, (_, index) => change('metadata', 'permitted', index + 2));
  expect(revisionsOf({ signatures: [signed('a', 1, changes)] })).toHaveLength(REVISIONS_SHOWN_MAX);
});
