import { PDF } from '../../shared/domain/core/values.ts';
import { type KeptFile, type OpenKept, openKept } from '../store/kept-file.ts';
import { zipEntryNames } from './zip-names.ts';

/** What a file is by its first bytes; its name decides nothing. */
export type FileType =
  | { readonly is: 'pdf' | 'document'; readonly mediaType: string; readonly extension: string }
  | { readonly is: 'executable' | 'unknown' };

/** ISO 32000-2 annex H: readers look for the header within the first 1024 bytes. */
const HEAD_BYTES = 1024;

const starts = (head: Buffer, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/** Programs, scripts and shortcuts of Windows, Linux and macOS: nothing executable is ever kept or opened. */
function isProgram(head: Buffer): boolean {
  return (
    starts(head, 0x4d, 0x5a) || // MZ: exe, dll, scr
    starts(head, 0x7f, 0x45, 0x4c, 0x46) || // ELF
    starts(head, 0xca, 0xfe, 0xba, 0xbe) || // Java class, Mach-O fat
    starts(head, 0xcf, 0xfa, 0xed, 0xfe) || // Mach-O
    starts(head, 0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00) || // Windows shortcut
    starts(head, 0x23, 0x21) // #!
  );
}

/** Looks at the file's own bytes. A program that also calls itself a PDF is a program. */
export async function fileTypeOf(kept: KeptFile): Promise<FileType> {
  const file = await openKept(kept);
  try {
    const head = await file.read(0, HEAD_BYTES);
    if (isProgram(head)) return { is: 'executable' };
    if (head.includes('%PDF-', 0, 'latin1')) return { is: 'pdf', mediaType: PDF, extension: '.pdf' };
    if (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))
      return { is: 'document', mediaType: 'image/png', extension: '.png' };
    if (starts(head, 0xff, 0xd8, 0xff)) return { is: 'document', mediaType: 'image/jpeg', extension: '.jpg' };
    if (starts(head, 0x50, 0x4b, 0x03, 0x04)) return await officeTypeOf(file);
    return { is: 'unknown' };
  } finally {
    await file.close();
  }
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** A zip that is a Word or Excel document (ECMA-376); with macros in it, a program. Any other zip is not taken. */
async function officeTypeOf(file: OpenKept): Promise<FileType> {
  const names = await zipEntryNames(file);
  const has = (name: string): boolean => names.includes(name);
  if (
    names.some(
      (name) => /(?:^|\/)vbaProject\.bin$/i.test(name) || /\.(?:exe|dll|js|vbs|bat|cmd|scr)$/i.test(name),
    )
  )
    return { is: 'executable' };
  if (!has('[Content_Types].xml')) return { is: 'unknown' };
  if (has('word/document.xml'))
    return { is: 'document', mediaType: `${OFFICE}.wordprocessingml.document`, extension: '.docx' };
  if (has('xl/workbook.xml'))
    return { is: 'document', mediaType: `${OFFICE}.spreadsheetml.sheet`, extension: '.xlsx' };
  return { is: 'unknown' };
}
