import type { Field, TextField } from './layout.ts';
import type { Extra } from './message.ts';
import { standardName } from './names.ts';
import type { PackageProblem } from './package.ts';
import type { RawElement } from './raw-element.ts';
import { all, elementsIn, textOf } from './tree.ts';

type Value = Record<string, unknown>;

/** Where the reader stands, and what it finds on the way. */
export type Findings = {
  /** Whether the message brings a document: fields that only such a one must have. */
  readonly hasContent: boolean;
  readonly problems: PackageProblem[];
  readonly extra: Extra[];
};

const nothing: RawElement = { namespace: '', local: '', attributes: [], children: [] };
const below = (path: string, tag: string): string => (path === '' ? tag : `${path}/${tag}`);

/** Reads the fields of an element as the table has them; `path` is the element's own, for problems. What the table does not know is kept as it is. */
export function readFields(
  element: RawElement,
  fields: readonly Field[],
  path: string,
  findings: Findings,
): Value {
  const value: Value = {};
  for (const field of fields) readField(element, field, path, findings, value);
  keepUnknown(element, new Set(fields.map(({ tag }) => tag)), path, findings);
  return value;
}

/** Keeps every child of another name. */
export function keepUnknown(
  element: RawElement | undefined,
  known: ReadonlySet<string>,
  path: string,
  { extra }: Findings,
): void {
  for (const child of elementsIn(element))
    if (!known.has(standardName(child.local)))
      extra.push({ under: path === '' ? 'MessageHeader' : path, element: child });
}

function readField(element: RawElement, field: Field, path: string, findings: Findings, value: Value): void {
  const own = below(path, field.tag);
  if (field.kind === 'list') {
    const found = all(element, field.tag);
    if (found.length === 0 && isMust(field, findings)) findings.problems.push({ path: own, code: 'missing' });
    if (found.length > 0) value[field.key] = readList(found, field.of, own, findings);
    else put(value, field.key, field.absent ?? (field.must && []));
    return;
  }
  const [child, second] = all(element, field.tag);
  if (second) findings.problems.push({ path: own, code: 'repeated' });
  if (field.kind === 'group') readGroup(child, field, own, findings, value);
  else put(value, field.key, readOne(child, field, own, findings));
}

const isMust = ({ must }: Field, { hasContent }: Findings): boolean =>
  must === 'always' || (must === 'content' && hasContent);

const put = (value: Value, key: string, found: unknown): void => {
  if (found !== undefined) value[key] = found;
};

function readList(
  found: readonly RawElement[],
  of: TextField | readonly Field[],
  path: string,
  findings: Findings,
): readonly unknown[] {
  return found.flatMap((child, index) => {
    const own = `${path}[${String(index + 1)}]`;
    if ('kind' in of) return readOne(child, of, own, findings) ?? [];
    return readFields(child, of, own, findings);
  });
}

function readGroup(
  child: RawElement | undefined,
  field: Extract<Field, { kind: 'group' }>,
  path: string,
  findings: Findings,
  value: Value,
): void {
  if (!child && field.key !== undefined && !field.must && field.absent === undefined) return;
  const isLost = !child && isMust(field, findings);
  if (isLost) findings.problems.push({ path, code: 'missing' });
  // One word for a whole group that is not there.
  const told = isLost ? { ...findings, problems: [] } : findings;
  const read = readFields(child ?? nothing, field.fields, path, told);
  if (field.key === undefined) Object.assign(value, read);
  else value[field.key] = read;
}

type OneField = Exclude<Field, { kind: 'list' | 'group' }>;

function readOne(child: RawElement | undefined, field: OneField, path: string, findings: Findings): unknown {
  const tell = (code: PackageProblem['code'], detail?: PackageProblem['detail']): void =>
    void findings.problems.push({
      ...{ path, code, ...(detail && { detail }) },
      ...(!field.must &&
        (code === 'too-long' || code === 'garbled' || field.kind === 'number') && { isMinor: true }),
    });
  const found = writtenIn(child, field);
  if (found === undefined) {
    if (isMust(field, findings)) tell('missing');
    return field.absent;
  }
  if (found.includes('\ufffd')) tell('garbled');
  switch (field.kind) {
    case 'text':
      if (found.length > field.max) tell('too-long', { max: field.max });
      return found;
    case 'day': {
      const day = dayOf(found);
      if (day === undefined) tell('unusable');
      return day ?? field.absent;
    }
    case 'time':
      return instantOf(found) ?? found.slice(0, TIME_CHARS_MAX);
    case 'flag':
      return found === '1' || found.toLowerCase() === 'true';
    case 'number': {
      const isUsable = /^\d{1,9}$/.test(found) && Number(found) <= (field.max ?? Number.POSITIVE_INFINITY);
      if (!isUsable) tell('unusable');
      return isUsable ? Number(found) : field.absent;
    }
    case 'code': {
      const [known] = [...field.codes].find(([, written]) => isCode(found, written)) ?? [];
      if (known === undefined) tell('unusable');
      return known ?? field.absent;
    }
  }
}

/** The first day of all is what some programs write where there is none. */
const NO_DAY = '0001-01-01';

function writtenIn(child: RawElement | undefined, { kind }: OneField): string | undefined {
  const found = textOf(child);
  return kind === 'day' && found !== undefined && dayOf(found) === NO_DAY ? undefined : found;
}

/** Some write codes as numbers: 3 for 03. */
const isCode = (found: string, written: string): boolean =>
  found === written || (/^\d{1,3}$/.test(found) && Number(found) === Number(written));

/** A time that is none is kept as it came; nothing longer is one. */
const TIME_CHARS_MAX = 50;

/** `yyyy/MM/dd` or `dd/MM/yyyy` (or with dashes, or with a time behind) to `YYYY-MM-DD`, only for days that exist. */
function dayOf(text: string): string | undefined {
  const parts =
    /^(?:(\d{4})[/-](\d{1,2})[/-](\d{1,2})|(\d{1,2})[/-](\d{1,2})[/-](\d{4}))(?:[T ].{0,30})?$/.exec(text);
  if (!parts) return undefined;
  const [, y, m, d, d2, m2, y2] = parts;
  const day = `${y ?? y2 ?? ''}-${(m ?? m2 ?? '').padStart(2, '0')}-${(d ?? d2 ?? '').padStart(2, '0')}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day;
}

/** `yyyy/MM/dd HH:mm:ss` or `dd/MM/yyyy HH:mm:ss` in Viet Nam's time, or ISO, to an instant. */
function instantOf(text: string): string | undefined {
  const [day = '', clock = ''] = text.split(/[T ]/, 2);
  const local = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?$/.exec(clock);
  const iso = /^\d{4}-\d{2}-\d{2}T[\d:.]{5,18}(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const on = local ? dayOf(day) : undefined;
  if (!iso && on === undefined) return undefined;
  const [, hour = '', minute = '', second = '00'] = local ?? [];
  const time = Date.parse(iso ? text : `${on ?? ''}T${hour}:${minute}:${second}+07:00`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
