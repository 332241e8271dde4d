import { asArray, asDict, asRef, type PdfDict } from '../../pdf/objects.ts';
import { type PdfPage, pagesOf } from '../../pdf/pages.ts';
import type { PdfView } from '../../pdf/view.ts';
import type { Step } from './step.ts';

/** Finds the page of a widget by the pages' /Annots; its own /P (ISO 32000-2 §12.5.2) is optional and may say anything. */
export function widgetPages(view: PdfView): Step['pageOf'] {
  let found: Map<number | PdfDict, PdfPage> | undefined;
  return ({ ref, dict }) => {
    found ??= readPages(view);
    return found.get(ref?.num ?? dict);
  };
}

function readPages(view: PdfView): Map<number | PdfDict, PdfPage> {
  const found = new Map<number | PdfDict, PdfPage>();
  for (const page of pagesOf(view)) {
    for (const item of asArray(view.get(page.dict, 'Annots'))?.items ?? []) {
      view.budget.spend();
      const widget = asRef(item)?.num ?? asDict(item);
      if (widget !== undefined) found.set(widget, page);
    }
  }
  return found;
}
