import { afterEach, beforeEach, expect, test } from 'vitest';
import { OutgoingId, VersionId } from '../../src/shared/domain/core/values.ts';
import { outgoingFields } from '../support/documents.ts';
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
