import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerCode, RequestStatus, StatusCode } from './delivery.ts';
import { joinAnswer, joinStatus } from './status.ts';

type Standing = Parameters<typeof joinStatus>[0];
const after = (heard: readonly StatusCode[]): Standing => heard.reduce<Standing>(joinStatus, {});

test.each<[readonly StatusCode[], Standing]>([
  [['01'], { status: '01' }],
  [['01', '03', '04', '05', '06'], { status: '06' }],
  [['06', '01'], { status: '06' }],
  [['03', '03', '01'], { status: '03' }],
  [['05', '04'], { status: '05' }],
  [['01', '02'], { status: '02' }],
  [['02', '01'], { status: '02' }],
  [['02', '02'], { status: '02' }],
  [['02', '03'], { status: '03', contradiction: '02' }],
  [['03', '02'], { status: '03', contradiction: '02' }],
  [['02', '03', '06'], { status: '06', contradiction: '02' }],
  [['06', '02', '01'], { status: '06', contradiction: '02' }],
])('statuses %j join to %j', (heard, expected) => {
  expect(after(heard)).toEqual(expected);
});

const codes = fc.constantFrom<StatusCode>('01', '02', '03', '04', '05', '06');
const answers = fc.constantFrom<AnswerCode>('15', '16');
type Asked = { readonly status: RequestStatus; readonly contradiction?: AnswerCode };

test('in whatever order statuses come and however often, they end the same, and none is forgotten', () => {
  fc.assert(
    fc.property(
      fc.array(codes, { minLength: 1, maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      (heard, keys) => {
        const shuffled = [...heard, ...heard]
          .map((code) => [keys.next().value as number, code] as const)
          .sort(([a], [b]) => a - b)
          .map(([, code]) => code);
        expect(after(shuffled)).toEqual(after(heard));
        const { status, contradiction } = after(heard);
        expect([status, contradiction].includes('02')).toBe(heard.includes('02'));
        const reached = heard
          .filter((code) => code !== '02')
          .sort()
          .at(-1);
        if (reached !== undefined && reached !== '01') expect(status).toBe(reached);
      },
    ),
  );
});

test('so do answers to a request; both answers are a contradiction', () => {
  const end = (heard: readonly AnswerCode[]): Asked => heard.reduce<Asked>(joinAnswer, { status: '13' });
  expect([end([]), end(['16']), end(['15', '15']), end(['16', '15']), end(['15', '16'])]).toEqual([
    { status: '13' },
    { status: '16' },
    { status: '15' },
    { status: '15', contradiction: '16' },
    { status: '15', contradiction: '16' },
  ]);
  fc.assert(
    fc.property(fc.array(answers, { maxLength: 6 }), (heard) => {
      expect(end([...heard].reverse())).toEqual(end(heard));
      expect(end([...heard, ...heard])).toEqual(end(heard));
    }),
  );
});
