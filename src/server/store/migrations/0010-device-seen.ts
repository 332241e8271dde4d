/** When a device last spoke, to the ten minutes: what its official and the administrator recognise a lost one by. */
export const name = 'device-seen';

export const sql = `
alter table devices add column seen_at timestamptz;
`;
