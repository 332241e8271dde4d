import { edocFields, type Field, statusFields, traceFields } from './layout.ts';

type Value = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The first key of a message from outside that is not of its type's form, as `to[1].organId`; undefined where all are. Whether what must be there is there
 * is the reader's matter.
 */
export function misfitIn(kind: 'edoc' | 'status', message: unknown): string | undefined {
  if (!isObject(message)) return 'message';
  const { extra: _extra, ...value } = message;
  return misfit(value, kind === 'edoc' ? [...edocFields, ...traceFields] : statusFields, '');
}

function misfit(value: Value, fields: readonly Field[], path: string): string | undefined {
  const known = new Map(keyed(fields).map((field) => [field.key, field]));
  for (const [key, given] of Object.entries(value)) {
    const field = known.get(key);
    const found = field ? wrong(given, field, `${path}${key}`) : `${path}${key}`;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The fields with a key of their own; a group without one stands in the value around it. */
const keyed = (fields: readonly Field[]): readonly (Field & { readonly key: string })[] =>
  fields.flatMap((field) => {
    const { key } = field;
    if (key !== undefined) return [{ ...field, key }];
    return field.kind === 'group' ? keyed(field.fields) : [];
  });

function wrong(given: unknown, field: Field, path: string): string | undefined {
  switch (field.kind) {
    case 'group':
      return isObject(given) ? misfit(given, field.fields, `${path}.`) : path;
    case 'list': {
      if (!Array.isArray(given)) return path;
      const { of } = field;
      for (const [index, each] of given.entries()) {
        const own = `${path}[${String(index)}]`;
        const found =
          'kind' in of ? wrong(each, of, own) : isObject(each) ? misfit(each, of, `${own}.`) : own;
        if (found !== undefined) return found;
      }
      return undefined;
    }
    case 'number':
      return typeof given === 'number' ? undefined : path;
    case 'flag':
      return typeof given === 'boolean' ? undefined : path;
    case 'code':
      return field.codes.has(given) ? undefined : path;
    default:
      return typeof given === 'string' ? undefined : path;
  }
}
