export const name = 'requests';

/** What a sender asks of a recipient beside his packages: a recall (status 13). */
export const sql = `
alter table queue drop constraint queue_topic_check;
alter table queue add constraint queue_topic_check
  check (topic in ('message', 'receipt', 'request', 'containment', 'purge'));
`;
