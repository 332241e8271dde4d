import type { Content, SettleContent } from './contents.ts';
import { extensionOf, typeOf } from './file-type.ts';
import { lengthsMax } from './layout.ts';
import { PACKAGE_FILES_MAX, type ProblemCode } from './package.ts';
import type { RawElement } from './raw-element.ts';
import { type Findings, keepUnknown } from './read-fields.ts';
import type { InMemory } from './store.ts';
import { all, at, elementsIn, isNamed, textAt } from './tree.ts';

/** A file of a package: what it is called and said to be there, and what it is; `Kept` is where its bytes are. */
export type ReadAttachment<Kept = InMemory> = {
  readonly name: string;
  readonly description?: string;
  /** What it is by its own bytes. */
  readonly type: string;
  /** The same, or where the bytes do not tell what was declared. */
  readonly contentType: string;
  readonly sizeBytes: number;
} & Kept;

const KNOWN: ReadonlySet<string> = new Set([
  ...['ContentId', 'AttachmentName', 'Description', 'ContentType', 'ContentTransferEncoded'],
  ...['AttachmentType', 'AttachmentSize', 'AttachmentData'],
]);

/** The attachments in their order with what is wrong with each; one whose content was cut off is told and left out. */
export function readAttachments<Kept>(
  root: RawElement,
  settle: SettleContent<Kept>,
  isDocument: boolean,
  findings: Findings,
): readonly ReadAttachment<Kept>[] {
  const { problems } = findings;
  const found = attachmentsIn(root);
  const references = all(at(root, 'edXMLEnvelope', 'edXMLBody', 'edXMLManifest'), 'Reference');
  if (found.length === 0 && isDocument && findings.hasContent)
    problems.push({ path: 'AttachmentEncoded', code: 'missing' });
  else tellMissing(references, found, findings);
  if (found.length > PACKAGE_FILES_MAX)
    problems.push({ path: 'AttachmentEncoded', code: 'too-many-files', detail: { max: PACKAGE_FILES_MAX } });
  return found.slice(0, PACKAGE_FILES_MAX).flatMap((attachment, index) => {
    const path = `AttachmentEncoded/Attachment[${String(index + 1)}]`;
    keepUnknown(attachment, KNOWN, path, findings);
    const reference = references.find((each) => idOf(each) !== undefined && idOf(each) === idOf(attachment));
    const given = textAt(attachment, 'AttachmentName') ?? textAt(reference, 'AttachmentName');
    const name = shortened(given ?? `tep-${String(index + 1)}`);
    const tell = (code: ProblemCode): void => void problems.push({ path, code, detail: { name } });
    const number = elementsIn(attachment).find(({ content }) => content !== undefined)?.content;
    const content = number === undefined ? undefined : settle(number, name);
    if (!content) {
      tell(number === undefined ? 'empty' : 'cut');
      return [];
    }
    const problem = content.problem ?? pdfProblem(content, name);
    if (problem) tell(problem);
    const description = textAt(attachment, 'Description');
    const type = typeOf(content.facts, name, content.zipped);
    const declared = textAt(attachment, 'ContentType');
    return [
      {
        name,
        ...(description !== undefined && { description }),
        type,
        contentType: type === 'application/octet-stream' ? (declared ?? type) : type,
        sizeBytes: content.facts.sizeBytes,
        ...content.kept,
      },
    ];
  });
}

/** What it is called, its extension with it: that says what the file should be. */
function shortened(name: string): string {
  if (name.length <= lengthsMax.fileName) return name;
  const extension = extensionOf(name);
  const end = extension && `.${name.slice(-extension.length)}`;
  return `${name.slice(0, lengthsMax.fileName - end.length)}${end}`;
}

/** In AttachmentEncoded, or where else a sender has put them. */
const attachmentsIn = (element: RawElement): readonly RawElement[] =>
  elementsIn(element).flatMap((child) =>
    isNamed(child, 'Attachment') || elementsIn(child).some(({ content }) => content !== undefined)
      ? child
      : attachmentsIn(child),
  );

const idOf = (element: RawElement): string | undefined =>
  textAt(element, 'ContentId')?.replace(/^cid:/i, '').toLowerCase();

/** What the manifest names must be there; senders that write other ids there are told by their count. */
function tellMissing(
  references: readonly RawElement[],
  found: readonly RawElement[],
  { problems }: Findings,
): void {
  if (references.length <= found.length) return;
  const ids = new Set(found.map(idOf));
  const names = new Set(found.map((each) => textAt(each, 'AttachmentName')));
  references.forEach((reference, index) => {
    const name = textAt(reference, 'AttachmentName');
    if (ids.has(idOf(reference)) || (name !== undefined && names.has(name))) return;
    problems.push({
      path: `edXMLBody/edXMLManifest/Reference[${String(index + 1)}]`,
      code: 'not-in-package',
      detail: { name: name ?? '' },
    });
  });
}

function pdfProblem<Kept>({ facts }: Content<Kept>, name: string): ProblemCode | undefined {
  if (facts.isPdf) return facts.isCutPdf ? 'pdf-cut' : undefined;
  return extensionOf(name) === 'pdf' ? 'not-a-pdf' : undefined;
}
