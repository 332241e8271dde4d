import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { runCommandLine } from '../../src/main/hosts/terminal/command-line.ts';
import { PKI_NOW } from './pki.ts';
import {
  base64,
  sha256,
  type Vendor,
  type VendorFile,
  vendorDocument,
  vendorPdf,
} from './vendor-packages.ts';

/** Checks a package as `hamrong edxml check` does, in a folder that is whoever asks to remove. */
export function makeEdxmlDesk() {
  const folder = mkdtempSync(join(tmpdir(), 'hamrong-vendors-'));
  const edxml = async (...args: readonly string[]): Promise<string[]> => {
    const out: string[] = [];
    const terminal = { out: (line: string) => out.push(line), err: () => undefined, now: () => PKI_NOW };
    await runCommandLine(['edxml', ...args], terminal);
    return out;
  };
  return {
    folder,
    edxml,
    check: async (bytes: Uint8Array | string): Promise<CheckLine> => {
      const file = join(folder, 'goi.edxml');
      writeFileSync(file, bytes);
      const [line = ''] = await edxml('check', file);
      return JSON.parse(line) as CheckLine;
    },
  };
}

export type CheckLine = {
  readonly file: string;
  readonly ok: boolean;
  readonly kind: string;
  readonly problems: readonly { readonly path: string; readonly code: string; readonly sentence: string }[];
  readonly attachments: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly type: string;
  }[];
};

export const pdf = vendorPdf();
export const raw: VendorFile = { name: '15_SMM-VP.pdf', content: base64(pdf) };
export const theOne = {
  name: '15_SMM-VP.pdf',
  bytes: pdf.length,
  sha256: sha256(pdf),
  type: 'application/pdf',
};
export const wrapped = (name: string, bytes: Uint8Array): string => base64(zipSync({ [name]: bytes }));
export const made = (more: Vendor = {}): string => vendorDocument({ files: [raw], ...more });
export const utf16 = (text: string, mark: string): Buffer => Buffer.from(mark + text, 'utf16le');
export const wholeOf = (xml: string) => xml.replace(/^<\?xml.*?\?>\s*/, '');
export const soap = (inner: string): string =>
  `<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${inner}</soap:Body></soap:Envelope>`;
