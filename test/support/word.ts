import { Document, Packer, Paragraph, TextRun } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A Word document with these paragraphs, in Times New Roman 14. */
export async function wordDocument(...lines: readonly string[]): Promise<Uint8Array> {
  const document = new Document({
    styles: { default: { document: { run: { font: 'Times New Roman', size: 28 } } } },
    sections: [{ children: lines.map((line) => new Paragraph({ children: [new TextRun(line)] })) }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** The document with one of its parts rewritten. */
export function withPart(docx: Uint8Array, name: string, rewrite: (xml: string) => string): Uint8Array {
  const parts = unzipSync(docx);
  return zipSync({ ...parts, [name]: strToU8(rewrite(strFromU8(parts[name] ?? new Uint8Array()))) });
}

/** The document with a picture that stands at that address. */
export const withPictureFrom = (docx: Uint8Array, address: string): Uint8Array =>
  withPart(
    withPart(docx, 'word/_rels/document.xml.rels', (xml) =>
      xml.replace(
        '</Relationships>',
        `<Relationship Id="rIdFar" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${address}" TargetMode="External"/></Relationships>`,
      ),
    ),
    'word/document.xml',
    (xml) =>
      xml.replace(
        '<w:body>',
        `<w:body><w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="990600" cy="990600"/><wp:docPr id="1" name="far"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="far"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rIdFar"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990600" cy="990600"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
      ),
  );
