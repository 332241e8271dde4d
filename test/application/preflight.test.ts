import { afterEach, beforeEach, expect, test } from 'vitest';
import { preflightDocument } from '../../src/main/signing/preflight.ts';
import { OutgoingId, VersionId } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { outgoingFields, pdfFile } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { plainPdf } from '../support/plain-pdf.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let specialist: OfficeApp;
beforeEach(async () => {
  office = makeOffice();
  specialist = await openOfficeApp(office, 'specialist');
});
afterEach(async () => {
  await specialist.close();
  office.close();
});

test('a signer is told of a script in the very file that he would sign', async () => {
  const bytes = plainPdf({ pages: [{}], catalog: '/OpenAction<</S/JavaScript/JS(app.alert)>>' });
  const reply = await specialist.drop('du-thao.pdf', bytes);
  if (!reply.ok) throw new Error(reply.error.code);
  const { file } = reply.value;
  const documentId = OutgoingId.parse(uuid());
  await specialist.ask('outgoing.draft', {
    documentId,
    fields: outgoingFields(office.people.leader.id),
    secrecy: 'normal',
    main: { versionId: VersionId.parse(uuid()), file },
    attachments: [],
  });
  await specialist.until(
    async () => (await specialist.ask('signing.preflight', { documentId })).pageCount !== undefined,
  );
  const { file: looked, pageCount, findings } = await specialist.ask('signing.preflight', { documentId });
  expect([looked, pageCount]).toEqual([file, 1]);
  expect(findings.map(({ code, weight }) => [code, weight])).toContainEqual(['javascript', 'stop']);
});

test('a file that outlives its helper is told as not checked, and its helper is ended', async () => {
  let ended = 0;
  const helper = {
    call: () => Promise.reject(new AppError('helper.timed-out', { method: 'preflightFile', seconds: 60 })),
    stop: async () => void ended++,
  };
  const { findings } = await preflightDocument(
    {
      db: { prepare: () => ({ pluck: () => ({ get: () => undefined }) }) } as never,
      ports: { helpers: { start: () => helper } } as never,
      blobs: { has: () => true, pathOf: () => 'x.pdf' } as never,
      read: (() => ({ file: pdfFile('a') })) as never,
    },
    OutgoingId.parse(uuid()),
  );
  expect([findings.map(({ code }) => code), ended]).toEqual([['unchecked'], 1]);
});
