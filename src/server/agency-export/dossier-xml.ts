import type { Bodies, Kind } from '../../shared/domain/core/kinds.ts';
import type { AgencyId } from '../../shared/domain/core/values.ts';
import {
  dossierValues,
  incomingValues,
  itemValues,
  outgoingAsItem,
  outgoingValues,
} from '../../shared/domain/dossier/archive-values.ts';
import {
  type ArchiveDocument,
  type ArchiveXml,
  archiveXml,
} from '../../shared/domain/dossier/archive-xml.ts';
import type { Dossier, DossierItem, ItemFields } from '../../shared/domain/dossier/dossier.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import type { Official } from '../../shared/domain/office/official.ts';
import type { DatabaseClient } from '../store/pool.ts';
import { type LaidFile, layOut } from './lay-out.ts';
import { type EntityRead, treeOf } from './read.ts';

/** Who and what the forms name. */
export type Office = {
  readonly agencyId: AgencyId;
  readonly agency: Agency;
  readonly officials: ReadonlyMap<string, Official>;
  readonly unitNames: ReadonlyMap<string, string>;
  /** The code of another agency, which a delivery names. */
  readonly codeOf: (agencyId: string) => Promise<string | undefined>;
};

type Filed = {
  readonly kind: ArchiveDocument['kind'];
  readonly named?: ItemFields;
  readonly own: ArchiveDocument['values'];
  readonly files: readonly LaidFile[];
  readonly pageCount?: number | undefined;
};

const bodiesOf = <K extends Kind>(entities: readonly EntityRead[], kind: K): readonly Bodies[K][] =>
  entities.flatMap((each) => (each.kind === kind ? [each.body as Bodies[K]] : []));

/** A dossier with the documents that stand in it, as the tables of NĐ 30/2020 annex VI part II have them; its files are named where they lie in the export. */
export async function dossierXml(
  client: DatabaseClient,
  office: Office,
  { root, entities }: { readonly root: string; readonly entities: readonly EntityRead[] },
): Promise<ArchiveXml | undefined> {
  const dossier = bodiesOf(entities, 'dossier')[0];
  if (!dossier) return undefined;
  const items = bodiesOf(entities, 'dossierItem')
    .filter(({ removed }) => removed === undefined)
    .sort((a, b) => a.ordinal - b.ordinal);
  const ownFiles = layOut({ kind: 'dossier', id: root }, entities);
  const organId = office.agency.code;
  const filed: Filed[] = [];
  for (const item of items) filed.push(await filedAs(client, office, item, ownFiles));
  const documents = items.map(({ ordinal }, index): ArchiveDocument => {
    const { kind, named, own, files, pageCount } = filed[index] ?? { kind: 'material', own: {}, files: [] };
    return {
      kind,
      ordinal,
      values: { ...itemValues(dossier, { organId, ordinal, named, pageCount }), ...own },
      files: files.map(({ path, sha256, sizeBytes = 0 }) => ({ path: `../../${path}`, sha256, sizeBytes })),
    };
  });
  const creator = office.officials.get(dossier.ownerId)?.fullName;
  const pageCounts = filed.map(({ pageCount }) => pageCount);
  return archiveXml(dossierValues(dossier, { organId, creator, pageCounts }), documents);
}

/** `ho-so/2026/01.TCHC_<id>.xml`. */
export const dossierPath = ({ year, notation }: Dossier, id: string): string =>
  `ho-so/${String(year)}/${notation.replaceAll(/[^\p{L}\p{N}.-]/gu, '_')}_${id}.xml`;

async function filedAs(
  client: DatabaseClient,
  office: Office,
  { of, own, pageCount }: DossierItem,
  ownFiles: readonly LaidFile[],
): Promise<Filed> {
  if (own)
    return {
      ...{ kind: 'material', named: own, own: {}, pageCount },
      files: ownFiles.filter(({ sha256 }) => sha256 === own.file.sha256),
    };
  if (!of) return { kind: 'material', own: {}, files: [], pageCount };
  const entities = await treeOf(client, office.agencyId, of);
  const files = layOut(of, entities).filter(({ of: by }) => by.kind === of.kind || by.kind === 'attachment');
  if (of.kind === 'incoming') {
    const document = bodiesOf(entities, 'incoming')[0];
    if (!document) return { kind: 'incoming', own: {}, files: [], pageCount };
    const values = incomingValues(document, saidOf(office, entities));
    return {
      kind: 'incoming',
      named: document,
      own: values,
      files,
      pageCount: pageCount ?? document.pageCount,
    };
  }
  const document = bodiesOf(entities, 'outgoing')[0];
  if (!document) return { kind: 'outgoing', own: {}, files: [], pageCount };
  const to = [];
  for (const { recipientAgencyId, recipientName } of bodiesOf(entities, 'delivery'))
    to.push({ OrganId: await office.codeOf(recipientAgencyId), OrganName: recipientName });
  const values = outgoingValues(document, { signer: office.officials.get(document.signerId), to });
  return {
    kind: 'outgoing',
    named: outgoingAsItem(document, office.agency.name),
    own: values,
    files,
    pageCount,
  };
}

function saidOf({ officials, unitNames }: Office, entities: readonly EntityRead[]) {
  const nameOf = (id: string): string | undefined => officials.get(id)?.fullName;
  const opinions = bodiesOf(entities, 'incomingEvent').filter(({ what }) => what === 'opinion');
  const said = [...bodiesOf(entities, 'directive'), ...opinions]
    .map(({ by, doneAt, text }) => ({ by: nameOf(by), doneAt, text }))
    .sort((a, b) => (a.doneAt < b.doneAt ? -1 : a.doneAt > b.doneAt ? 1 : 0));
  const receivers = bodiesOf(entities, 'assignment')
    .map(({ unitId, officialId }) => (unitId && unitNames.get(unitId)) ?? nameOf(officialId) ?? '')
    .filter((name) => name !== '');
  return { receivers, said };
}
