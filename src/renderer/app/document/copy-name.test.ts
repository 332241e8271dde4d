import { expect, test } from 'vitest';
import { AttachmentId, Sha256 } from '../../../shared/domain/core/values.ts';
import { copyName } from './copy-name.ts';

const file = {
  sha256: Sha256.parse('0'.repeat(64)),
  name: 'scan: 1.pdf',
  sizeBytes: 1,
  mediaType: 'application/pdf' as const,
};
const document = { reference: '15/SMM-VP', subject: 'V/v trích yếu' };

test('a copy of the document is named by its number and subject, one of an attachment by its own name', () => {
  const attachmentId = AttachmentId.parse('00000000-0000-4000-8000-000000000000');
  expect(copyName({ file }, document)).toBe('15_SMM-VP_trich-yeu.pdf');
  expect(copyName({ file, attachmentId }, document)).not.toContain('15_SMM-VP');
  expect(copyName({ file })).not.toMatch(/[:]/);
});
