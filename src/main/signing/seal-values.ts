import { assert } from '../../shared/assert.ts';
import { datePhrase, numberOnPage } from '../../shared/domain/outgoing/on-page.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { PREPARED_FIELDS } from '../../signatures/prepare/prepare.ts';
import type { FieldValue } from '../../signatures/sign/fill.ts';

/** What the clerk's revision writes into the prepared fields: the register's number and the day of issue, nothing else. */
export function sealValues({ number, issuedOn }: Outgoing): readonly FieldValue[] {
  assert(number !== undefined && issuedOn !== undefined, 'a document is sealed after it was numbered');
  return [
    { field: PREPARED_FIELDS.number, value: numberOnPage(number) },
    { field: PREPARED_FIELDS.date, value: datePhrase(issuedOn) },
  ];
}
