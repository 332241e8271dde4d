import { z } from 'zod';
import type { Inspected } from '../../shared/domain/core/command.ts';
import { AppError } from '../../shared/errors.ts';
import { inspectSigned } from '../../signatures/inspect.ts';
import { PDF_LIMITS } from '../../signatures/pdf/limits.ts';
import { extend } from '../../signatures/sign/extend.ts';
import { verifyPdf } from '../../signatures/verify/verify-pdf.ts';
import { parsedAnchors } from '../signing/trust.ts';
import { KeptFile, keptSize, readKept } from '../store/kept-file.ts';
import { Asking, now, presentIs, sourceOf, transportOf } from './asking.ts';

const ExtendFile = Asking.extend({
  file: KeptFile,
  level: z.enum(['B-T', 'B-LT', 'B-LTA']),
  /** The time-stamping authorities in their order; without one the file is refused. */
  authorities: z.array(z.string()),
});
export type ExtendFile = z.input<typeof ExtendFile>;

type Extended = { readonly bytes: Uint8Array; readonly found: Inspected; readonly reason: string };

/** Brings a signed file to a level and judges what was appended. Throws as `extend` does. */
async function extendFile(input: unknown): Promise<Extended> {
  const { file, level, authorities, anchors, at, ...asking } = ExtendFile.parse(input);
  const size = keptSize(file);
  if (size > PDF_LIMITS.fileBytesMax) throw new AppError('pdf.too-large', { bytes: size });
  presentIs(at);
  const base = await readKept(file);
  const bytes = await extend(base, level, {
    transport: transportOf(asking),
    now,
    revocation: sourceOf(asking),
    anchors: parsedAnchors(anchors),
    intermediates: [],
    authority: authorities.length === 0 ? undefined : { urls: authorities },
  });
  const report = await verifyPdf(bytes, { anchors, at: new Date(at), offline: true });
  return { bytes, found: inspectSigned(bytes, base, report), reason: report.sentence.reason };
}

/** What the `verify` helper does with a sealed file. */
export const extendJob = { extendFile } as const;
