import { assert } from '../../shared/assert.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import { formatReference, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { say } from '../../shared/words/vi.ts';
import { PREPARED_FIELDS } from '../../signatures/prepare/prepare.ts';
import type { FieldValue } from '../../signatures/sign/fill.ts';

/** NĐ 30/2020 annex I part I II.4: days below 10 and the months 1 and 2 are written with a leading 0. */
export function datePhrase(day: LocalDate): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return say('signing.date-phrase', {
    day: date,
    month: Number(month) <= 2 ? month : String(Number(month)),
    year,
  });
}

/** What the clerk's revision writes into the prepared fields: the register's number and the day of issue, nothing else. */
export function sealValues({ number, issuedOn, codeNotation }: Outgoing): readonly FieldValue[] {
  assert(number !== undefined && issuedOn !== undefined, 'a document is sealed after it was numbered');
  const [digits = ''] = formatReference(number, codeNotation).split('/');
  return [
    { field: PREPARED_FIELDS.number, value: digits },
    { field: PREPARED_FIELDS.date, value: datePhrase(issuedOn) },
  ];
}
