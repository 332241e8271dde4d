import { type FormNode, walkForm } from '../../pdf/form.ts';
import { asDict, asInteger, type PdfDict, type PdfObject, pdfDict } from '../../pdf/objects.ts';
import type { PdfView } from '../../pdf/view.ts';
import { isAmbiguous } from './comparison.ts';
import { compareField } from './field-rule.ts';
import { compareNewField, type Existing } from './new-field-rule.ts';
import type { Step } from './step.ts';

/** The places on pages that new or freshly signed signature fields brought. */
export type FormComparison = {
  readonly newWidgets: Set<number>;
  readonly newDirectWidgets: Set<PdfDict>;
};

const SIG_FLAGS_MAX = 3;

/** Compares the interactive form (ISO 32000-2 §12.7.3) and all its fields. */
export function compareForm(
  step: Step,
  forms: { readonly old: readonly FormNode[]; readonly current: readonly FormNode[] },
): FormComparison {
  const { before, after } = step.comparison;
  const old = asDict(before.get(before.catalog, 'AcroForm')) ?? pdfDict({});
  const current = asDict(after.get(after.catalog, 'AcroForm')) ?? pdfDict({});
  if (isAmbiguous(old, current)) step.note('form-changed', 'forbidden', 'AcroForm');
  for (const key of new Set([...old.entries.keys(), ...current.entries.keys()])) {
    if (key === 'Fields') continue;
    const [was, is] = [old.entries.get(key), current.entries.get(key)];
    if (!step.comparison.same(was, is) && !mayChange(step, key, { was, is, nodes: forms.old })) {
      step.note('form-changed', 'forbidden', key);
    }
  }
  const found: FormComparison = { newWidgets: new Set(), newDirectWidgets: new Set() };
  const names = new Set([...walkForm(forms.old)].filter(({ isField }) => isField).map(({ name }) => name));
  const there = { names, fields: [...walkForm(forms.current)] };
  compareNodes(step, { old: forms.old, current: forms.current, there }, found);
  return found;
}

/** What signing programs touch in the form itself without changing anything that is drawn. */
function mayChange(
  step: Step,
  key: string,
  {
    was,
    is,
    nodes,
  }: {
    readonly was: PdfObject | undefined;
    readonly is: PdfObject | undefined;
    readonly nodes: readonly FormNode[];
  },
): boolean {
  const { before, after } = step.comparison;
  switch (key) {
    case 'SigFlags': {
      const flags = asInteger(after.resolve(is));
      return flags !== undefined && flags >= 0 && flags <= SIG_FLAGS_MAX;
    }
    case 'DA':
      // A viewer that is asked to draw fields anew draws them with it: in white, or with no size.
      return after.resolve(is).kind === 'string' && !isDrawnAnew(step, nodes);
    case 'DR':
      return isGrown(step, asDict(before.resolve(was)), asDict(after.resolve(is)));
    case 'NeedAppearances': {
      // Drawing filled fields anew could show other text than the signed appearance.
      const value = after.resolve(is);
      const asksToDraw = value.kind === 'boolean' && value.value;
      return !asksToDraw || ![...walkForm(nodes)].some((node) => isDrawnFromValue(before, node));
    }
  }
  return false;
}

/** Whether the form asks viewers to draw values themselves and there is one to draw. */
function isDrawnAnew({ comparison }: Step, nodes: readonly FormNode[]): boolean {
  const { before, after } = comparison;
  const asks = [before, after].some((view) => {
    const value = view.get(asDict(view.get(view.catalog, 'AcroForm')), 'NeedAppearances');
    return value.kind === 'boolean' && value.value;
  });
  return asks && [...walkForm(nodes)].some((node) => isDrawnFromValue(before, node));
}

const isDrawnFromValue = (view: PdfView, { type, value }: FormNode): boolean =>
  (type === 'Tx' || type === 'Ch') && view.resolve(value).kind !== 'null';

/** Resources may come; those that were there mean what they meant (§7.8.3). */
function isGrown(step: Step, was: PdfDict | undefined, is: PdfDict | undefined): boolean {
  if (!was) return true;
  if (!is) return false;
  const { before, after } = step.comparison;
  return [...was.entries].every(([category, value]) => {
    const old = asDict(before.resolve(value));
    const current = asDict(after.get(is, category));
    if (!old || !current) return step.comparison.same(value, is.entries.get(category));
    return [...old.entries].every(([name, entry]) => step.comparison.same(entry, current.entries.get(name)));
  });
}

type Nodes = {
  readonly old: readonly FormNode[];
  readonly current: readonly FormNode[];
  readonly there: Existing;
};

function compareNodes(step: Step, { old, current, there }: Nodes, found: FormComparison): void {
  const left = new Set(current);
  const candidates = candidatesOf(current);
  for (const [index, node] of old.entries()) {
    step.comparison.budget.spend();
    const match = matchOf(node, index, { ...candidates, current, left });
    if (!match) {
      step.note('field-changed', 'forbidden', node.name);
      continue;
    }
    left.delete(match);
    const isSigned = compareField(step, node, match);
    if (isSigned) addPlace(match, found);
    compareNodes(step, { old: node.kids, current: match.kids, there }, found);
  }
  for (const node of left) {
    compareNewField(step, node, there);
    for (const place of walkForm([node])) addPlace(place, found);
  }
}

type Candidates = {
  readonly byNumber: ReadonlyMap<number, FormNode>;
  /** The first field of each name. */
  readonly byName: ReadonlyMap<string, FormNode>;
};

function candidatesOf(nodes: readonly FormNode[]): Candidates {
  const byNumber = new Map<number, FormNode>();
  const byName = new Map<string, FormNode>();
  for (const node of nodes) {
    if (node.ref) byNumber.set(node.ref.num, node);
    if (node.isField && !byName.has(node.name)) byName.set(node.name, node);
  }
  return { byNumber, byName };
}

function matchOf(
  node: FormNode,
  index: number,
  {
    byNumber,
    byName,
    current,
    left,
  }: Candidates & { readonly current: readonly FormNode[]; readonly left: ReadonlySet<FormNode> },
): FormNode | undefined {
  const own = node.ref ? byNumber.get(node.ref.num) : current[index];
  if (node.ref && own) return left.has(own) ? own : undefined;
  if (own && !own.ref && left.has(own)) return own;
  const named = node.isField ? byName.get(node.name) : undefined;
  return named && left.has(named) ? named : undefined;
}

function addPlace(node: FormNode, found: FormComparison): void {
  if (node.ref) found.newWidgets.add(node.ref.num);
  else found.newDirectWidgets.add(node.dict);
}
