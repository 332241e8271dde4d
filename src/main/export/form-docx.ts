import type { Form, FormParagraph } from '../../shared/sheet/form.ts';
import { paragraph, section, signedParts, topParts, wordFile } from './docx-parts.ts';

const SIZE = 14;

/** The form as a Word file, to be filled in and printed. */
export function formDocx(form: Form): Promise<Uint8Array> {
  const { title, subtitle, paragraphs, signed } = form;
  return wordFile(`${title} ${subtitle}`, [
    section(
      { orientation: 'portrait' },
      [
        ...topParts(form),
        paragraph(title, { size: SIZE, bold: true }),
        paragraph(subtitle, { size: SIZE, bold: true, after: 12 }),
        ...paragraphs.map(said),
        ...signedParts(signed),
      ],
      false,
    ),
  ]);
}

const said = ({ text, kind }: FormParagraph) =>
  paragraph(text, {
    size: SIZE,
    align: 'start',
    after: 5,
    ...(kind === 'heading' && { bold: true }),
    ...(kind === 'ground' && { italics: true }),
    ...(kind === 'item' && { indent: 8 }),
  });
