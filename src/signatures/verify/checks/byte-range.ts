import { type Check, invalid, passed } from '../finding.ts';

/** Universal forgery and wrapping attacks live here: the range leaves out /Contents and nothing else, and ends with a revision. */
export const byteRange: Check = {
  name: 'byte-range',
  block: 'FC',
  clause: 'ISO 32000-2 §12.8.1; EN 319 142-1 §5.3',
  judge: ({ byteRange: { range, leavesOutContents, revision } }) => {
    if (!range) return invalid('byte-range-broken');
    if (!leavesOutContents) return invalid('byte-range-gap');
    return revision === undefined ? invalid('byte-range-end') : passed;
  },
};
