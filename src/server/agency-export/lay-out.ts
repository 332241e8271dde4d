import { type AnyBody, kindRule, type Ref } from '../../shared/domain/core/kinds.ts';
import { FileRef, Sha256 } from '../../shared/domain/core/values.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import type { EntityRead } from './read.ts';

/** A file of a document and where it lies in the export. */
export type LaidFile = {
  readonly path: string;
  readonly sha256: Sha256;
  /** Under which it was brought. */
  readonly name: string;
  /** Known of all but packages. */
  readonly sizeBytes?: number;
  readonly mediaType: string;
  /** The entity that names it. */
  readonly of: Ref;
};

const FOLDERS: Readonly<Record<string, string>> = {
  incoming: 'van-ban-den',
  outgoing: 'van-ban-di',
  dossier: 'ho-so',
};

/** `tep/van-ban-den/2026/00012_<id>`: a book's order to the eye, and the id, which no two have alike. */
function folderOf({ kind, id }: Ref, root: AnyBody | undefined): string {
  const told = (root ?? {}) as Readonly<Record<string, string | number | undefined>>;
  const day = told['arrivedOn'] ?? told['issuedOn'] ?? told['draftedOn'] ?? told['doneAt'] ?? '';
  const year = String(told['registerId'] ?? '').split('/')[2] ?? String(told['year'] ?? day).slice(0, 4);
  const number = told['arrivalNumber'] ?? told['number'];
  const label = number === undefined ? '' : `${String(number).padStart(5, '0')}_`;
  return `tep/${FOLDERS[kind] ?? 'khac'}/${year === '' ? 'khong-ro-nam' : year}/${label}${id.replaceAll(/[^\w-]/g, '_')}`;
}

/** Files of one body with their names; a package has only its hash there. What the kind's rule no longer lets anybody fetch is none of them. */
function namedIn(
  entity: EntityRead,
): readonly (Omit<LaidFile, 'path' | 'of'> & { readonly sha256: Sha256 })[] {
  const allowed = new Set(kindRule(entity.kind).blobsIn(entity.body));
  const body = entity.body as unknown as Readonly<Record<string, unknown>>;
  const inside = (field: string): unknown => (body[field] as { readonly file?: unknown } | undefined)?.file;
  const found = [body['file'], body['docx'], body['unsealed'], inside('own'), inside('sealed')].flatMap(
    (each) => FileRef.safeParse(each).data ?? [],
  );
  const packaged = Sha256.safeParse(body['packageSha256']).data;
  return [
    ...found,
    ...(packaged ? [{ sha256: packaged, name: 'goi.edxml', mediaType: 'application/xml' }] : []),
  ].filter(({ sha256 }) => allowed.has(sha256));
}

/** The files of one document with everything that hangs on it, each once, under names that any system can keep. The same entities give the same paths. Pure. */
export function layOut(root: Ref, entities: readonly EntityRead[]): readonly LaidFile[] {
  const body = entities.find(({ kind, id }) => kind === root.kind && id === root.id)?.body;
  const folder = folderOf(root, body);
  const laid = new Map<Sha256, LaidFile>();
  for (const entity of entities)
    for (const file of namedIn(entity)) {
      if (laid.has(file.sha256)) continue;
      const turn = String(laid.size + 1).padStart(2, '0');
      const { kind, id } = entity;
      laid.set(file.sha256, {
        ...file,
        path: `${folder}/${turn}_${safeFileName(file.name)}`,
        of: { kind, id },
      });
    }
  return [...laid.values()];
}
