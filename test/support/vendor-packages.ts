import { createHash } from 'node:crypto';

/** Packages as other vendors' systems write them: templates of our own, nothing of our writer is in them. */

const NS = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A small PDF with its cross-reference table in order; `words` make it another one. */
export function vendorPdf(words = 'Công văn'): Buffer {
  const stream = `BT /F1 12 Tf 72 720 Td (${Buffer.from(words).toString('hex')}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${String(stream.length)}>>\nstream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = pdf.length;
    pdf += `${String(index + 1)} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(objects.length + 1);
  const trailer = `trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${String(pdf.length)}\n%%EOF\n`;
  return Buffer.from(`${pdf}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`);
}

export type VendorFile = {
  readonly name?: string;
  readonly content: string;
  readonly type?: string;
  readonly id?: string;
};

export type Vendor = {
  /** Of the elements inside the root: `edXML:`, another, or none. */
  readonly prefix?: string;
  readonly namespace?: string;
  readonly declaration?: string;
  readonly files?: readonly VendorFile[];
  readonly subject?: string;
  readonly date?: string;
  readonly to?: string;
  readonly business?: string;
  /** Changes the whole text at last. */
  readonly change?: (xml: string) => string;
};

/** A document message of an invented vendor, as text. */
export function vendorDocument({
  prefix = 'edXML:',
  namespace = NS,
  declaration = '<?xml version="1.0" encoding="UTF-8"?>\n',
  files = [],
  subject = 'V/v báo cáo kết quả chuyển đổi số',
  date = '2026/11/20',
  to = organ(prefix, 'To', '000.00.92.H56', 'UBND phường Mẫu Hai'),
  business = '0',
  change = (xml) => xml,
}: Vendor = {}): string {
  const p = prefix;
  const bound = p === '' ? '' : ` xmlns:${p.slice(0, -1)}="${namespace}"`;
  const references = files
    .map(
      ({ name, id }, index) =>
        `<${p}Reference><${p}ContentId>${id ?? `cid:${String(index + 1)}`}</${p}ContentId><${p}ContentType>application/pdf</${p}ContentType>${
          name === undefined ? '' : `<${p}AttachmentName>${name}</${p}AttachmentName>`
        }</${p}Reference>`,
    )
    .join('');
  return change(`${declaration}<edXML xmlns="${namespace}"${bound}>
  <${p}edXMLEnvelope>
    <${p}edXMLHeader>
      <${p}MessageHeader>
        ${organ(p, 'From', '000.00.91.H56', 'Sở Mẫu Một')}
        ${to}
        <${p}DocumentId>000.00.91.H56,${date},15/SMM-VP</${p}DocumentId>
        <${p}Code><${p}CodeNumber>15</${p}CodeNumber><${p}CodeNotation>SMM-VP</${p}CodeNotation></${p}Code>
        <${p}PromulgationInfo><${p}Place>Thanh Hóa</${p}Place><${p}PromulgationDate>${date}</${p}PromulgationDate></${p}PromulgationInfo>
        <${p}DocumentType><${p}Type>18</${p}Type><${p}TypeName>Công văn</${p}TypeName></${p}DocumentType>
        <${p}Subject>${subject}</${p}Subject>
        <${p}SignerInfo><${p}Competence/><${p}Position>Giám đốc</${p}Position><${p}FullName>Nguyễn Văn Mẫu</${p}FullName></${p}SignerInfo>
      </${p}MessageHeader>
      <${p}TraceHeaderList>
        <${p}TraceHeader><${p}OrganId>null</${p}OrganId><${p}Timestamp>${date} 08:00:00</${p}Timestamp></${p}TraceHeader>
        <${p}Bussiness><${p}BussinessDocType>${business}</${p}BussinessDocType></${p}Bussiness>
      </${p}TraceHeaderList>
    </${p}edXMLHeader>
    <${p}edXMLBody><${p}edXMLManifest version="1.0">${references}</${p}edXMLManifest></${p}edXMLBody>
  </${p}edXMLEnvelope>
  ${attachments(p, files)}
</edXML>`);
}

const organ = (p: string, tag: string, id: string, name: string): string =>
  `<${p}${tag}><${p}OrganId>${id}</${p}OrganId><${p}OrganName>${name}</${p}OrganName></${p}${tag}>`;

/** The files, unprefixed but for their content. */
export const attachments = (p: string, files: readonly VendorFile[]): string =>
  files.length === 0
    ? '<AttachmentEncoded></AttachmentEncoded>'
    : `<AttachmentEncoded>${files
        .map(
          ({ name, content, type = 'application/pdf', id }, index) =>
            `<Attachment><ContentId>${id ?? `cid:${String(index + 1)}`}</ContentId>${
              name === undefined ? '' : `<AttachmentName>${name}</AttachmentName>`
            }<ContentType>${type}</ContentType><${p}ContentTransferEncoded>${content}</${p}ContentTransferEncoded></Attachment>`,
        )
        .join('')}</AttachmentEncoded>`;

/** A status message of an invented vendor. */
export const vendorStatus = (
  code: string,
  {
    prefix: p = 'edXML:',
    timestamp = '2026/11/20 15:30:00',
    more = '',
  }: { prefix?: string; timestamp?: string; more?: string } = {},
): string => `<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns="${NS}"${p === '' ? '' : ` xmlns:${p.slice(0, -1)}="${NS}"`}><${p}edXMLEnvelope><${p}edXMLHeader><${p}MessageHeader>
${organ(p, 'From', '000.00.92.H56', 'UBND phường Mẫu Hai')}
<${p}ResponseFor><${p}OrganId>000.00.91.H56</${p}OrganId><${p}Code>15/SMM-VP</${p}Code><${p}PromulgationDate>2026/11/20</${p}PromulgationDate><${p}DocumentId>000.00.91.H56,2026/11/20,15/SMM-VP</${p}DocumentId></${p}ResponseFor>
<${p}StatusCode>${code}</${p}StatusCode><${p}Description>Văn thư đã tiếp nhận</${p}Description><${p}Timestamp>${timestamp}</${p}Timestamp>
</${p}MessageHeader></${p}edXMLHeader>${more}</${p}edXMLEnvelope></edXML>`;
