/** The customary abbreviations of the authorities' names (NĐ 30/2020 annex III uses them in notations); "Uỷ" is the older spelling of "Ủy". */
const abbreviations = [
  [/^(?:Ủy|Uỷ) ban nhân dân(?=\s|$)/iu, 'UBND'],
  [/^Hội đồng nhân dân(?=\s|$)/iu, 'HĐND'],
] as const;

/** An agency's name as a narrow place shows it: the authority abbreviated, the rest as it is. For showing only: records and papers keep the full name. */
export const shortAgencyName = (name: string): string =>
  abbreviations.reduce((text, [long, short]) => text.replace(long, short), name.normalize('NFC'));
