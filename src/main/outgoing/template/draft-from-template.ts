import type { Input, Output } from '../../../shared/contract/contract.ts';
import { DOCX } from '../../../shared/domain/core/values.ts';
import { isHead } from '../../../shared/domain/office/authority.ts';
import { authorityLines } from '../../../shared/domain/office/authority-lines.ts';
import type { OutgoingFields } from '../../../shared/domain/outgoing/outgoing.ts';
import { paperTypeNamed } from '../../../shared/domain/outgoing/paper-types.ts';
import { AppError } from '../../../shared/errors.ts';
import { safeFileName } from '../../../shared/text/file-name.ts';
import { PAPER_BLANK, withoutAbout } from '../../../shared/words/paper.ts';
import type { ActionContext, QueryContext } from '../../handler.ts';
import { allOf } from '../../store/entities.ts';
import { convert } from '../convert.ts';
import { fillTemplate, type TemplateFields } from './fill.ts';
import { readTemplate } from './template-files.ts';

const TEMPLATE_BYTES_MAX = 5 * 1024 * 1024;
const RECEIVERS_MAX = 60;
const NAME_LETTERS_MAX = 80;

/** Box 9b: each on a line of its own, a semicolon behind it and a full stop behind the last (annex I part I, II.9). */
function receiverLines(text: string): readonly string[] {
  const names = text
    .split(/[;\n]/u)
    .map((name) => name.replace(/^[\s-]+|[\s.]+$/gu, ''))
    .filter((name) => name !== '')
    .slice(0, RECEIVERS_MAX);
  return names.map((name, index) => `${name}${index === names.length - 1 ? '.' : ';'}`);
}

const capitals = (text: string): string => text.toLocaleUpperCase('vi');

/** A draft's fields as they stand on its page. Throws `outgoing.signer-not-leader`, `profile.not-ready`. */
export function fieldsOnPage(
  { db, read, ports, today }: QueryContext,
  fields: OutgoingFields,
  addressee: string,
): TemplateFields {
  const agency = read('agency', ports.profile.agencyId);
  const signer = read('official', fields.signerId);
  if (!agency) throw new AppError('profile.not-ready');
  if (!signer) throw new AppError('outgoing.signer-not-leader');
  const officials = allOf(db, 'official').map(({ body }) => body);
  const head = officials.find((each) => each.leftOn === undefined && isHead(each));
  const headPosition = head?.position ?? signer.position;
  const type = paperTypeNamed(fields.typeName);
  return {
    parentName: capitals(agency.parentName ?? ''),
    agencyName: capitals(agency.name),
    agencyTitle: agency.name,
    codeNotation: fields.codeNotation,
    place: agency.place,
    year: today().slice(0, 4),
    typeTitle: capitals(fields.typeName),
    subject: type?.form === 'letter' ? withoutAbout(fields.subject) : fields.subject,
    addressee: addressee === '' ? PAPER_BLANK : addressee,
    issuer: capitals(type?.form === 'decision' ? `${headPosition} ${agency.name}` : agency.name),
    receivers: receiverLines(fields.recipientsText),
    authority: authorityLines({
      capacity: signer.signingCapacity ?? '',
      position: signer.position,
      headPosition,
      agencyName: agency.name,
    }),
    signerName: signer.fullName,
  };
}

/**
 * Starts a draft from the model of its type (NĐ 30/2020 article 9, annex III): a Word document with the nine parts in their places, and its PDF. The official goes on in
 * his own editor. Throws `convert.*`, and as reading the fields.
 */
export async function draftFromTemplate(
  context: ActionContext,
  { fields, addressee }: Input<'outgoing.fillTemplate'>,
): Promise<Output<'outgoing.fillTemplate'>> {
  const template = readTemplate(paperTypeNamed(fields.typeName)?.form ?? 'named');
  const bytes = await fillTemplate(template, fieldsOnPage(context, fields, addressee));
  const kept = await context.blobs.put(bytes, TEMPLATE_BYTES_MAX);
  const stem = `${fields.typeName} ${fields.subject}`.slice(0, NAME_LETTERS_MAX).trim();
  return convert(context, { ...kept, name: safeFileName(`${stem}.docx`), mediaType: DOCX });
}
