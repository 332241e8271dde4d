import { expect } from 'vitest';
import type { dossierCommands } from '../../src/shared/domain/dossier/commands.ts';
import { dossierListId } from '../../src/shared/domain/dossier/list.ts';
import type { Role } from '../../src/shared/domain/office/official.ts';
import { incomingFields, pdfFile } from './documents.ts';
import { type Case, uuid, type World } from './world.ts';

const [dossierId, entryId, documentId] = [uuid(), uuid(), uuid()];
const nothing = (): void => undefined;

export const dossierFields = (more: object = {}) => ({
  notation: '01.TCCB',
  title: 'Hồ sơ nâng bậc lương năm 2026',
  retention: 20,
  group: 'ordinary',
  isRestricted: false,
  ...more,
});
export const entryFields = (more: object = {}) => ({
  headingOrder: 1,
  heading: 'Tổ chức cán bộ',
  headingNotation: 'TCCB',
  number: 1,
  title: 'Hồ sơ nâng bậc lương năm 2026',
  retention: 20,
  ownerName: 'Người specialist',
  ...more,
});
const opened = () => ({
  dossierId,
  year: 2026,
  fields: dossierFields(),
  helperIds: [],
  startedOn: '2026-01-05',
});
const filed = () => ({ dossierId, of: { kind: 'incoming', id: documentId } });
const closed = () => ({ dossierId, endedOn: '2026-11-20', retention: 20 });
const listed = (world: World) => ({
  listId: dossierListId(world.agencyId, 2026),
  entries: [{ entryId, fields: entryFields() }],
});

type Step = readonly [name: string, args: object, who: Role];

function given(world: World, ...steps: readonly Step[]): void {
  for (const [name, args, who] of steps) expect([name, world.give(name, args, who)]).toEqual([name, 'ok']);
}

const received: Step = [
  'incoming.receive',
  { documentId, source: 'paper', fields: incomingFields(), secrecy: 'normal', attachments: [] },
  'clerk',
];
const way: readonly Step[] = [
  ['dossier.open', opened(), 'specialist'],
  received,
  ['dossier.file', filed(), 'specialist'],
  ['dossier.close', closed(), 'specialist'],
  ['dossier.submit', { dossierId }, 'specialist'],
];
/** A dossier on its way as far as `steps` go: opened, something to file, filed, closed, submitted. */
const upTo = (steps: number) => (world: World) => given(world, ...way.slice(0, steps));

/** Every command about dossiers and their list, on what it wants. */
export const dossierCases: Record<keyof typeof dossierCommands, Case> = {
  'dossier.open': { prepare: nothing, args: opened },
  'dossier.edit': {
    prepare: upTo(1),
    args: () => ({ dossierId, fields: dossierFields({ notation: '02.TCCB' }), helperIds: [] }),
  },
  'dossier.file': { prepare: upTo(2), args: filed },
  'dossier.addMaterial': {
    prepare: upTo(1),
    args: () => ({
      dossierId,
      itemId: uuid(),
      file: pdfFile('8'),
      fields: {
        typeName: 'Ảnh',
        codeNumber: '',
        codeNotation: '',
        organName: '',
        subject: 'Ảnh hiện trường',
      },
    }),
  },
  'dossier.remove': {
    prepare: upTo(3),
    args: () => ({ dossierId, itemId: `${dossierId}/incoming/${documentId}`, reason: 'Bản trùng' }),
  },
  'dossier.close': { prepare: upTo(3), args: closed },
  'dossier.reopen': { prepare: upTo(4), args: () => ({ dossierId }) },
  'dossier.submit': { prepare: upTo(4), args: () => ({ dossierId }) },
  'dossier.accept': { prepare: upTo(5), args: () => ({ dossierId, condition: 'Đủ, tốt' }) },
  'dossier.sendBack': { prepare: upTo(5), args: () => ({ dossierId, reason: 'Thiếu mục lục' }) },
  'dossier.keep': {
    prepare: upTo(4),
    args: () => ({ dossierId, until: '2028-06-01', basis: 'Văn bản số 05/SMM-VP' }),
  },
  'dossier.addEntries': { prepare: nothing, args: listed },
  'dossier.editEntry': {
    prepare: (world) => given(world, ['dossier.addEntries', listed(world), 'clerk']),
    args: (world) => ({ listId: listed(world).listId, entryId, fields: entryFields({ number: 2 }) }),
  },
  'dossier.approveList': {
    prepare: nothing,
    args: (world) => ({ listId: listed(world).listId, decision: 'Quyết định số 02/QĐ-SMM' }),
  },
};
