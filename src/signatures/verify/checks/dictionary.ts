import { type Check, invalid, passed, unclear } from '../finding.ts';

/** Keys whose double would let two readers see two signatures. */
const DECISIVE = ['ByteRange', 'Contents', 'Filter', 'SubFilter', 'Type', 'Reference'];

export const dictionary: Check = {
  name: 'dictionary',
  block: 'FC',
  clause: 'ISO 32000-2 §12.8.1 Table 255',
  judge: ({ field, subFilter, byteRange }) => {
    const { dict } = field;
    if (!dict) return invalid('dictionary-broken');
    if (dict.duplicates.some((key) => DECISIVE.includes(key))) return invalid('dictionary-ambiguous');
    const type = dict.entries.get('Type');
    const isType =
      type === undefined || (type.kind === 'name' && ['Sig', 'DocTimeStamp'].includes(type.value));
    if (!isType || !dict.entries.has('Contents')) return invalid('dictionary-broken');
    // A range that is broken is told by its own check; here the kind of the signature is asked.
    return subFilter === undefined && byteRange.range
      ? unclear('subfilter-unknown', 'FORMAT_FAILURE')
      : passed;
  },
};
