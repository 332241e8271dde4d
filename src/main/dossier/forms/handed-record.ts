import type { HandedOf } from '../../../shared/contract/dossier-forms.ts';
import type { Form, FormParagraph } from '../../../shared/sheet/form.ts';
import { saveName } from '../../../shared/text/save-name.ts';
import { say, type WordKey } from '../../../shared/words/vi.ts';
import { personOf } from '../../document/people.ts';
import { agencyLines } from '../../export/agency-lines.ts';
import type { QueryContext } from '../../handler.ts';
import { agencyOf, DOTS } from './form-parts.ts';
import { type Handed, handedOver, sumOf, timeOf, unitOf } from './handed.ts';

const BLANK = DOTS.repeat(4);

/**
 * Biên bản giao nhận hồ sơ, tài liệu (NĐ 30/2020 annex V, V), in the words of the annex; what the program does not know is left to be written. Throws as `handedOver`.
 */
export async function handedRecord(context: QueryContext, of: HandedOf): Promise<Form> {
  const handed = await handedOver(context, of);
  const agency = agencyOf(context);
  const years = [...new Set(handed.map(({ dossier }) => dossier.year))].sort().join(', ');
  const line = (kind: FormParagraph['kind'], word: WordKey, fills: Record<string, string | number> = {}) => ({
    kind,
    text: say(word, fills as never),
  });
  const giver = sameOf(handed.map(({ dossier }) => dossier.ownerId));
  const taker = sameOf(handed.map(({ dossier }) => dossier.archived?.by));
  const paragraphs: readonly FormParagraph[] = [
    line('ground', 'dossier.form.record.decree'),
    line('ground', 'dossier.form.record.ground', { year: years }),
    line('plain', 'dossier.form.record.we'),
    ...party(context, 'dossier.form.record.giver', giver, unitOf(context, handed)?.name),
    ...party(context, 'dossier.form.record.taker', taker),
    line('plain', 'dossier.form.record.agreed'),
    ...contents(context, handed, years),
    line('plain', 'dossier.form.record.two'),
  ];
  return {
    name: saveName({
      reference: '',
      subject: `${say('dossier.form.record.name')} ${years}`,
      fileName: 'bien-ban',
    }),
    title: say('dossier.form.record.headline'),
    subtitle: say('dossier.form.record.subtitle'),
    agency: agencyLines(agency),
    placeAndDay: say('form.place', { place: agency.place }),
    paragraphs: [...paragraphs],
    signed: {
      signers: (['giver', 'taker'] as const).map((side) => ({
        position: say(`dossier.form.record.signs.${side}`),
        hint: say('dossier.form.record.signHint'),
        name: personOf(context.db, side === 'giver' ? giver : taker)?.fullName ?? '',
      })),
    },
  };
}

/** What all of them have alike. */
function sameOf<Value>(all: readonly Value[]): Value | undefined {
  const [first, ...others] = new Set(all);
  return others.length === 0 ? first : undefined;
}

function party(
  { db }: QueryContext,
  head: 'dossier.form.record.giver' | 'dossier.form.record.taker',
  officialId: string | undefined,
  unitName?: string,
): FormParagraph[] {
  const person = personOf(db, officialId);
  const of =
    head === 'dossier.form.record.giver' ? { unit: unitName ?? say('dossier.form.record.giver.who') } : {};
  return [
    { kind: 'heading', text: say(head, of as never) },
    { kind: 'plain', text: say('dossier.form.record.person', { name: person?.fullName ?? BLANK }) },
    { kind: 'plain', text: say('dossier.form.record.position', { position: person?.position ?? BLANK }) },
  ];
}

function contents(context: QueryContext, handed: readonly Handed[], years: string): FormParagraph[] {
  const owner = unitOf(context, handed)?.name ?? agencyOf(context).name;
  const condition = sameOf(handed.map(({ dossier }) => dossier.archived?.condition)) ?? BLANK;
  const plain = (text: string): FormParagraph => ({ kind: 'plain', text });
  const item = (text: string): FormParagraph => ({ kind: 'item', text });
  return [
    plain(say('dossier.form.record.what', { owner, year: years })),
    plain(say('dossier.form.record.time', { time: timeOf(handed) || BLANK })),
    plain(say('dossier.form.record.amount')),
    item(say('dossier.form.record.paper')),
    item(say('dossier.form.record.paper.boxes', { dots: DOTS })),
    item(say('dossier.form.record.paper.dossiers', { dots: DOTS })),
    item(say('dossier.form.record.electronic')),
    item(say('dossier.form.record.electronic.dossiers', { count: handed.length })),
    item(say('dossier.form.record.electronic.files', { count: sumOf(handed, 'files') ?? DOTS })),
    plain(say('dossier.form.record.condition', { condition })),
    plain(say('dossier.form.record.list')),
  ];
}
