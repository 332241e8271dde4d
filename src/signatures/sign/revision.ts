import { drawAppearance, makeForm } from '../appearance/draw.ts';
import type { AddObject } from '../appearance/embedded-font.ts';
import { catalogRefOf } from '../pdf/file.ts';
import {
  asDict,
  type PdfDict,
  type PdfObject,
  pdfArray,
  pdfDict,
  pdfName,
  pdfText,
  withEntries,
} from '../pdf/objects.ts';
import { lockOf } from '../pdf/permissions.ts';
import type { PdfUpdate } from '../pdf/update.ts';
import type { PdfView } from '../pdf/view.ts';
import { canvasOf, fieldsOf } from './fields.ts';
import { fillField } from './fill.ts';
import { demandPermitted } from './permissions.ts';
import type { SignRequest } from './request.ts';
import type { Signer } from './signer.ts';
import { appearanceOf, type OpenField, openField, raiseSignatureFlags } from './target.ts';
import { pdfTime } from './vietnam-time.ts';

export type RevisionOrder = {
  readonly view: PdfView;
  readonly update: PdfUpdate;
  readonly add: AddObject;
  readonly request: SignRequest;
  readonly signer: Signer;
  readonly holeBytes: number;
};

/**
 * A signature in a field with a /Lock must repeat it as a FieldMDP transform (ISO 32000-2 §12.8.2.4): the lock is what was planned,
 * the transform is what is signed.
 */
function fieldMdp(view: PdfView, field: PdfDict): PdfObject | undefined {
  const planned = asDict(view.get(field, 'Lock'));
  if (!planned) return undefined;
  const lock = lockOf(view, planned);
  const parameters = pdfDict({
    Type: pdfName('TransformParams'),
    V: pdfName('1.2'),
    Action: pdfName(lock.action),
    Fields: lock.action === 'All' ? undefined : pdfArray([...lock.fields].map(pdfText)),
  });
  const reference = pdfDict({
    Type: pdfName('SigRef'),
    TransformMethod: pdfName('FieldMDP'),
    Data: catalogRefOf(view),
    TransformParams: parameters,
  });
  return pdfArray([reference]);
}

/** EN 319 142-1 §6.3: PAdES wants no /Cert here, and the claimed time in /M, not in the CMS. */
function signatureDict({ view, request }: RevisionOrder, field: PdfDict): PdfDict {
  return pdfDict({
    Type: pdfName('Sig'),
    Filter: pdfName('Adobe.PPKLite'),
    SubFilter: pdfName('ETSI.CAdES.detached'),
    M: pdfText(pdfTime(request.at)),
    Reason: request.reason === undefined ? undefined : pdfText(request.reason.normalize('NFC')),
    Location: request.location === undefined ? undefined : pdfText(request.location.normalize('NFC')),
    Reference: fieldMdp(view, field),
  });
}

/** /AP of a visible widget; a visible field without a look gets an empty form, because PDF/A wants one. */
function appearanceEntry(
  { view, add, request, signer }: RevisionOrder,
  widget: OpenField['widget'],
): PdfDict | undefined {
  const size = canvasOf(view, widget);
  if (size.width === 0 || size.height === 0) return undefined;
  const form = request.look
    ? drawAppearance(add, size, appearanceOf(request.look, signer, request.at))
    : makeForm(add, size, '', pdfDict({}));
  return pdfDict({ N: form });
}

function writeField(order: RevisionOrder, { field, widget }: OpenField): void {
  const { update } = order;
  const signature = update.reserve();
  const appearance = appearanceEntry(order, widget);
  const shown = appearance ? { AP: appearance } : {};
  update.putSignature(signature, signatureDict(order, field.dict), order.holeBytes);
  if (widget.ref.num === field.ref.num) {
    update.put(
      field.ref,
      withEntries(asDict(update.current(field.ref)) ?? field.dict, { V: signature, ...shown }),
    );
    return;
  }
  update.put(field.ref, withEntries(field.dict, { V: signature }));
  if (appearance) update.put(widget.ref, withEntries(widget.dict, shown));
}

/**
 * Writes one signature's revision: values into their fields, the signature into its field. Everything is asked of earlier signatures
 * first, so that a refusal leaves nothing half written.
 */
export function writeRevision(order: RevisionOrder): void {
  const { view, update, add, request } = order;
  const fields = fieldsOf(view);
  const own = 'field' in request.target ? [request.target.field] : [];
  demandPermitted(view, [...(request.values ?? []).map(({ field }) => field), ...own]);
  const open = openField(view, update, fields, request.target);
  raiseSignatureFlags(view, update);
  for (const value of request.values ?? []) fillField(view, update, add, fields, value);
  writeField(order, open);
}
