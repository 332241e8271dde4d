import { parseArgs } from 'node:util';
import { Instant } from '../../../shared/domain/core/values.ts';
import { dayOf, formatDay } from '../../../shared/text/day.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { issuerName, parseCertificate, subjectName } from '../../../signatures/certificates/certificate.ts';
import { knownModules, modulesHere } from '../../signing/token/module-list.ts';
import { type KeyOnToken, keysOn, type TokenPlace } from '../../signing/token/token-keys.ts';
import { tokensOf } from './key-options.ts';
import { EXIT, type TerminalCommand } from './terminal.ts';

/** `hamrong keys`: the token modules of this machine, the tokens they see and the certificates that can sign; no PIN is asked. */
export const keys: TerminalCommand = async (args, terminal) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pkcs11: { type: 'string', multiple: true },
      data: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    terminal.out(say('terminal.keys.usage'));
    return EXIT.ok;
  }
  const here = values.data === undefined ? knownModules() : modulesHere(values.data);
  const tokens = tokensOf(values.pkcs11 ?? here.map(({ path }) => path));
  try {
    const places = await tokens.places();
    for (const place of places)
      if (values.json) terminal.out(JSON.stringify(lineOf(place)));
      else for (const line of told(place, terminal.now())) terminal.out(line);
    const count = places.flatMap(({ path, tokens: some }) =>
      some.flatMap((token) => keysOn(path, token)),
    ).length;
    if (count === 0) terminal.err(say('terminal.keys.none'));
    return count > 0 ? EXIT.ok : EXIT.failed;
  } finally {
    await tokens.close();
  }
};

function shownKey({ id, certificate }: KeyOnToken) {
  const read = parseCertificate(certificate);
  if (!read.ok) return { id, subject: '', issuer: '', serial: '', notAfter: '' };
  const { serial, notAfter } = read.value;
  return {
    id,
    subject: subjectName(read.value),
    issuer: issuerName(read.value),
    serial,
    notAfter: notAfter.toISOString(),
  };
}

const lineOf = ({ path, fault, tokens }: TokenPlace) => ({
  module: path,
  fault: fault?.code ?? null,
  tokens: tokens.map((token) => {
    const { certificates: _certificates, ...shown } = token;
    return { ...shown, keys: keysOn(path, token).map(shownKey) };
  }),
});

function told({ path, fault, tokens }: TokenPlace, now: Date): string[] {
  if (fault) return [path, `  ${sayFault(fault.code, fault.detail)}`];
  return [
    path,
    ...tokens.flatMap((token) => [
      say('terminal.keys.token', {
        label: token.label,
        serial: token.serial,
        pin: say(`terminal.keys.pin.${token.pin}`),
      }),
      ...keysOn(path, token).map((key) => {
        const { notAfter, ...shown } = shownKey(key);
        const day = notAfter === '' ? '' : formatDay(dayOf(Instant.parse(notAfter)));
        const isOver = notAfter !== '' && new Date(notAfter) < now;
        return say(isOver ? 'terminal.keys.expired' : 'terminal.keys.key', { ...shown, day });
      }),
    ]),
  ];
}
