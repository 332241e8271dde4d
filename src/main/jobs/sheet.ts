import { z } from 'zod';
import { Form, FormFormat } from '../../shared/sheet/form.ts';
import { Sheet, SheetFormat } from '../../shared/sheet/sheet.ts';
import { formHtml } from '../export/form-html.ts';
import { sheetHtml } from '../export/sheet-html.ts';

const MakeSheet = z.object({ sheet: Sheet, format: SheetFormat });

/** The sheet's file; of a PDF the page that is then printed, in UTF-8. Throws what the writers throw. */
async function makeSheet(input: unknown): Promise<Uint8Array> {
  const { sheet, format } = MakeSheet.parse(input);
  // Loaded when first asked for: a helper that prints pages needs neither library.
  if (format === 'xlsx') return (await import('../export/sheet-xlsx.ts')).sheetXlsx(sheet);
  if (format === 'docx') return (await import('../export/sheet-docx.ts')).sheetDocx(sheet);
  return new TextEncoder().encode(sheetHtml(sheet));
}

const MakeForm = z.object({ form: Form, format: FormFormat });

/** A form's file, in the same way. */
async function makeForm(input: unknown): Promise<Uint8Array> {
  const { form, format } = MakeForm.parse(input);
  if (format === 'docx') return (await import('../export/form-docx.ts')).formDocx(form);
  return new TextEncoder().encode(formHtml(form));
}

/** What the `sheet` helper does. */
export const sheetJob = { makeSheet, makeForm } as const;
