import { ruleInsets } from './template.ts';
import { ruleStyle } from './word-xml.ts';

/** What the tags of a template stand for; all text is set as it is, never as a tag. */
export type TemplateFields = {
  readonly parentName: string;
  readonly agencyName: string;
  readonly agencyTitle: string;
  readonly codeNotation: string;
  readonly place: string;
  readonly year: string;
  readonly typeTitle: string;
  readonly subject: string;
  readonly addressee: string;
  readonly issuer: string;
  readonly receivers: readonly string[];
  readonly authority: readonly string[];
  readonly signerName: string;
};

/** A Word document of the template with the draft's fields in it, the lines under agency and subject as long as annex I part I, II.2b and II.5b want them. */
export async function fillTemplate(template: Uint8Array, fields: TemplateFields): Promise<Uint8Array> {
  // Loaded when first asked for: few draft from a template, and never at the start.
  const [{ default: PizZip }, { default: Docxtemplater }] = await Promise.all([
    import('pizzip'),
    import('docxtemplater'),
  ]);
  const zip = new PizZip(template);
  const document = new Docxtemplater(zip, { paragraphLoop: true, linebreaks: true, nullGetter: () => '' });
  document.render(fields);
  const filled = document.getZip();
  const styles = filled.file('word/styles.xml')?.asText() ?? '';
  filled.file('word/styles.xml', withRules(styles, ruleInsets(fields.agencyName, fields.subject)));
  return filled.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

const withRules = (styles: string, insets: Readonly<Record<string, number>>): string =>
  Object.entries(insets).reduce(
    (xml, [id, inset]) =>
      xml.replace(
        new RegExp(`<w:style [^>]*w:styleId="${id}">(?:(?!</w:style>).)*</w:style>`, 's'),
        ruleStyle(id, inset),
      ),
    styles,
  );
