import { malformed } from './limits.ts';
import {
  asArray,
  asDict,
  asInteger,
  asName,
  asRef,
  asString,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  textOf,
} from './objects.ts';
import type { PdfView } from './view.ts';

/** A node of the form's tree (ISO 32000-2 §12.7.4): a field, or a widget that is only a field's place on a page. */
export type FormNode = {
  /** Undefined for a node that stands directly in its parent's array. */
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  /** Fully qualified name: partial names joined by dots (§12.7.4.2); a widget has its field's name. */
  readonly name: string;
  /** The field's type, its own or inherited: Btn, Tx, Ch, Sig. */
  readonly type: string | undefined;
  /** Field flags, own or inherited. */
  readonly flags: number;
  /** The value as it stands (a reference stays one), own or inherited. */
  readonly value: PdfObject | undefined;
  readonly kids: readonly FormNode[];
  /** The nodes above, nearest first: what a node lacks it inherits from them. */
  readonly parents: readonly PdfDict[];
  /** Whether the node has a name of its own; without one it is a widget of the node above. */
  readonly isField: boolean;
};

const FORM_NODES_MAX = 50_000;
export const FORM_DEPTH_MAX = 32;

type Inherited = Pick<FormNode, 'name' | 'type' | 'flags' | 'value' | 'parents'>;

/**
 * The form's tree. A node met twice is taken once. Throws `pdf.malformed` on more than 50,000 nodes or 32 levels, so that a loop
 * ends by itself.
 */
export function formTreeOf(view: PdfView): readonly FormNode[] {
  const form = asDict(view.get(view.catalog, 'AcroForm'));
  const fields = asArray(view.get(form, 'Fields'));
  const seen = new Set<number>();
  let count = 0;

  function read(object: PdfObject, above: Inherited, depth: number): FormNode | undefined {
    const ref = asRef(object);
    if (ref) {
      if (seen.has(ref.num)) return undefined;
      seen.add(ref.num);
    }
    count++;
    view.budget.spend();
    if (count > FORM_NODES_MAX || depth > FORM_DEPTH_MAX)
      throw malformed('the form has too many fields or levels');
    const dict = asDict(view.resolve(object));
    if (!dict) return undefined;
    const own = ownOf(view, dict, above);
    const kids = asArray(view.get(dict, 'Kids'))?.items ?? [];
    return {
      ref,
      dict,
      ...own,
      isField: dict.entries.has('T'),
      parents: above.parents,
      kids: kids.flatMap((kid) => read(kid, own, depth + 1) ?? []),
    };
  }

  const top: Inherited = { name: '', type: undefined, flags: 0, value: undefined, parents: [] };
  return (fields?.items ?? []).flatMap((field) => read(field, top, 0) ?? []);
}

function ownOf(view: PdfView, dict: PdfDict, above: Inherited): Inherited {
  const partial = asString(view.get(dict, 'T'));
  view.budget.spend((partial?.bytes.length ?? 0) >> 4);
  const title = partial && textOf(partial);
  return {
    name: title === undefined ? above.name : above.name === '' ? title : `${above.name}.${title}`,
    type: asName(view.get(dict, 'FT')) ?? above.type,
    flags: asInteger(view.get(dict, 'Ff')) ?? above.flags,
    value: dict.entries.get('V') ?? above.value,
    parents: [dict, ...above.parents],
  };
}

/** Every node of the trees, parents before kids. */
export function* walkForm(nodes: readonly FormNode[]): Generator<FormNode> {
  for (const node of nodes) {
    yield node;
    yield* walkForm(node.kids);
  }
}
