import { expect, test } from 'vitest';
import {
  CodeNotation,
  CodeNumber,
  OrganName,
  SUBJECT_LENGTH_MAX,
  Subject,
  TypeName,
} from '../../../shared/domain/core/values.ts';
import { assertCovered } from '../paper/fonts.ts';
import { documentTypes, notationOf } from './document-type.ts';
import { issuers } from './issuers.ts';
import { makeSample } from './make-sample.ts';
import { addWorkingDays, isWorkingDay } from './working-day.ts';

const TODAY = '2026-11-23';
const sample = makeSample(20, TODAY);
const all = [...sample.incoming, ...sample.outgoing];
const count = <T>(items: readonly T[], wanted: (item: T) => boolean) => items.filter(wanted).length;

test('the same seed and day give the same office, another seed another', () => {
  expect(makeSample(20, TODAY)).toEqual(sample);
  expect(makeSample(21, TODAY)).not.toEqual(sample);
});

test('there are 120 incoming and 60 outgoing documents, each with a key of its own', () => {
  expect({ incoming: sample.incoming.length, outgoing: sample.outgoing.length }).toEqual({
    incoming: 120,
    outgoing: 60,
  });
  expect(new Set(all.map(({ key }) => key)).size).toBe(180);
});

test('subjects are many, and the longest has just the 500 letters that the law allows', () => {
  expect(new Set(all.map(({ subject }) => subject)).size).toBeGreaterThanOrEqual(100);
  expect(Math.max(...all.map(({ subject }) => subject.length))).toBe(SUBJECT_LENGTH_MAX);
});

test('every field fits the register', () => {
  for (const { typeName, codeNumber, codeNotation, subject, organName } of sample.incoming) {
    expect([
      TypeName.parse(typeName),
      CodeNumber.parse(codeNumber),
      CodeNotation.parse(codeNotation),
    ]).toEqual([typeName, codeNumber, codeNotation]);
    expect([Subject.parse(subject), OrganName.parse(organName)]).toEqual([subject, organName]);
  }
  for (const { subject, recipientsText } of sample.outgoing) {
    expect(Subject.parse(subject)).toBe(subject);
    expect(recipientsText.length).toBeLessThanOrEqual(1000);
  }
});

test('a công văn has agency and unit in its notation and never CV; other types have their abbreviation', () => {
  const letters = all.filter(({ typeName }) => typeName === 'Công văn');
  expect(letters.length).toBeGreaterThan(50);
  for (const { codeNotation } of letters) expect(codeNotation).not.toMatch(/(^|-)CV(-|$)/);
  expect(notationOf('cong-van', 'UBND', 'VX')).toBe('UBND-VX');
  expect(notationOf('quyet-dinh', 'BNV', 'VP')).toBe('QĐ-BNV');
  expect(Object.keys(documentTypes).length).toBe(29);
});

test('no issuer gives a number twice, and numbers follow the days', () => {
  const seen = new Map<string, { number: number; issuedOn: string }[]>();
  for (const { organName, codeNumber, issuedOn } of sample.incoming) {
    seen.set(organName, [...(seen.get(organName) ?? []), { number: Number(codeNumber), issuedOn }]);
  }
  for (const given of seen.values()) {
    const sorted = given.toSorted((a, b) => a.number - b.number);
    expect(new Set(given.map(({ number }) => number)).size).toBe(given.length);
    expect(sorted.map(({ issuedOn }) => issuedOn)).toEqual(sorted.map(({ issuedOn }) => issuedOn).toSorted());
  }
});

test('documents are issued and arrive on working days of the last 60 days, and none before it was issued', () => {
  for (const { issuedOn, arrivedOn } of sample.incoming) {
    expect([isWorkingDay(issuedOn), isWorkingDay(arrivedOn)]).toEqual([true, true]);
    expect(issuedOn <= arrivedOn && arrivedOn <= TODAY && arrivedOn >= '2026-09-24').toBe(true);
  }
  expect(sample.incoming.some(({ arrivedOn }) => arrivedOn === TODAY)).toBe(true);
});

test('work is overdue, due today and due within three days', () => {
  const open = sample.incoming.filter(({ state }) => state !== 'done');
  expect(count(open, ({ dueOn }) => dueOn !== undefined && dueOn < TODAY)).toBeGreaterThanOrEqual(5);
  expect(count(open, ({ dueOn }) => dueOn === TODAY)).toBeGreaterThanOrEqual(3);
  const soon = addWorkingDays(TODAY, 3);
  expect(
    count(open, ({ dueOn }) => dueOn !== undefined && dueOn > TODAY && dueOn <= soon),
  ).toBeGreaterThanOrEqual(3);
});

test('every state, urgency and way of arrival occurs', () => {
  const of = <T>(values: readonly T[]) => [...new Set(values)].toSorted();
  expect(of(sample.incoming.map(({ state }) => state))).toEqual([
    'arrived',
    'assigned',
    'done',
    'in-progress',
    'registered',
  ]);
  expect(of(sample.outgoing.map(({ state }) => state))).toEqual([
    'dispatched',
    'draft',
    'numbered',
    'returned',
    'sealed',
    'signed',
    'submitted',
  ]);
  expect(of(sample.incoming.map(({ urgency }) => urgency))).toEqual([
    'express',
    'normal',
    'urgent',
    'very-urgent',
  ]);
  expect(of(sample.incoming.map(({ source }) => source))).toEqual(['exchange', 'file', 'paper']);
  expect(of(all.map(({ attachments }) => attachments.length))).toEqual([0, 1, 2, 3]);
});

test('what is assigned has a directive, and what came on paper only has no file', () => {
  for (const { state, directive, source, file } of sample.incoming) {
    expect(directive !== undefined).toBe(state !== 'arrived' && state !== 'registered');
    expect(file === undefined).toBe(source === 'paper');
  }
});

test('an answer is drafted after what it answers has come, and its paper waits for number and date', () => {
  const arrivals = new Map(sample.incoming.map(({ key, arrivedOn }) => [key, arrivedOn]));
  for (const { replyTo, draftedOn, file } of sample.outgoing) {
    if (replyTo !== undefined) expect(draftedOn >= (arrivals.get(replyTo) ?? '9999')).toBe(true);
    expect([file.paper.number, file.paper.issuedOn]).toEqual([undefined, undefined]);
  }
  expect(count(sample.outgoing, ({ replyTo }) => replyTo !== undefined)).toBeGreaterThan(20);
});

test('the days of issue of an agency never go back, so that its numbers can follow them', () => {
  for (const member of ['commune', 'department'] as const) {
    const days = sample.outgoing
      .filter((document) => document.member === member)
      .map(({ draftedOn }) => draftedOn);
    expect(days).toEqual(days.toSorted());
  }
});

test('no place in a text is left unfilled, and every letter has its shape in all four faces', () => {
  const text = JSON.stringify(all);
  expect(text).not.toMatch(/\{(year|lastYear|quarter|month|lastMonth|commune|due|start)\}/);
  const letters = [...new Set(text.replaceAll(/[\\"]/g, ''))].join('');
  for (const face of ['regular', 'bold', 'italic', 'boldItalic'] as const) assertCovered(letters, face);
});

test('there are some 25 agencies outside the trial', () => {
  expect(issuers.length).toBeGreaterThanOrEqual(25);
  expect(new Set(issuers.map(({ key }) => key)).size).toBe(issuers.length);
});

test.each([
  ['2026-11-20', 1, '2026-11-23'],
  ['2026-11-23', -1, '2026-11-20'],
  ['2026-11-21', 0, '2026-11-20'],
  ['2026-08-31', 1, '2026-09-03'],
  ['2026-12-31', 1, '2027-01-04'],
])('%s and %i working days is %s', (day, days, expected) => {
  expect(addWorkingDays(day, days)).toBe(expected);
});
