import type { FileRef } from '../../src/shared/domain/core/values.ts';
import { numberOnPage } from '../../src/shared/domain/outgoing/on-page.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { writePackage } from '../../src/shared/edxml/write.ts';
import type { SimAgency } from './office.ts';

type Paper = Pick<Outgoing, 'codeNotation' | 'typeName' | 'subject'> & {
  readonly number: number;
  readonly issuedOn: string;
};

/** A sealed document as its agency sends it to another one. */
export const packageOf = (
  at: string,
  agency: SimAgency,
  other: SimAgency,
  { number, issuedOn, codeNotation, typeName, subject }: Paper,
  { name, mediaType, bytes }: Pick<FileRef, 'name' | 'mediaType'> & { readonly bytes: Uint8Array },
): Uint8Array<ArrayBuffer> =>
  writePackage({
    from: { organId: `000.00.${agency.code}.H56`, organName: agency.name },
    to: [{ organId: `000.00.${other.code}.H56`, organName: other.name }],
    documentId: `${agency.code}/${String(number)}`,
    codeNumber: numberOnPage(number),
    codeNotation,
    place: 'Lam Giang',
    promulgationDate: issuedOn,
    typeName,
    subject,
    signer: { competence: '', position: 'leader', fullName: 'Người leader' },
    priority: 0,
    toPlaces: [],
    traces: [{ organId: agency.code, timestamp: at }],
    business: { type: 'new', staff: { department: '', staff: '' } },
    files: [{ name, contentType: mediaType, bytes }],
  });
