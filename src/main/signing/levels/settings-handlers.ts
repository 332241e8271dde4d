import type { OperationsOfKind } from '../../../shared/contract/contract.ts';
import type { SigningSettings } from '../../../shared/contract/signing-settings.ts';
import { formatReference } from '../../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../../shared/errors.ts';
import { addressProblem, choiceProblem, type SigningChoice } from '../../../shared/signature/settings.ts';
import type { ActionContext, Handlers, QueryContext } from '../../handler.ts';
import { allOf } from '../../store/entities.ts';
import { keepShifts, keptPlaces } from '../places.ts';
import { hurryExtensions, listExtensions } from './extension-store.ts';
import { saveLevelSettings } from './settings.ts';

type SettingsOperation = Extract<
  OperationsOfKind<'query' | 'action'>,
  | `signing.${'get' | 'save'}Settings`
  | 'signing.tryAuthority'
  | `signing.${'list' | 'retry'}Extensions`
  | `signing.${'list' | 'set'}Places`
>;

/** Thiết lập ký số of this machine; `wakeExtensions` has the queue looked at now. */
export const settingsHandlers = (wakeExtensions: () => void): Handlers<SettingsOperation> => {
  const hurry = (context: ActionContext, documentId?: Parameters<typeof hurryExtensions>[2]): void => {
    context.levels.forgetSilence();
    context.write((db) => hurryExtensions(db, context.at(), documentId));
    context.announce('signing');
    wakeExtensions();
  };
  return {
    'signing.getSettings': settingsOf,
    'signing.saveSettings': async (context, choice) => {
      await save(context, choice);
      // Whoever was silent may have another address now.
      hurry(context);
      return settingsOf(context);
    },
    'signing.tryAuthority': async ({ levels }, { address }) => {
      demandAddress(address);
      const begun = performance.now();
      const answer = await levels.tryAuthority(address);
      const tookMs = Math.round(performance.now() - begun);
      return answer.ok ? { tookMs } : { tookMs, fault: { code: answer.code, detail: { ...answer.detail } } };
    },
    'signing.listExtensions': ({ db, read }) => {
      const { count, rows } = listExtensions(db);
      return {
        count,
        rows: rows.map(({ attachmentId, ...row }) => {
          const document = read('outgoing', row.documentId);
          const attachment = attachmentId && read('attachment', attachmentId)?.file.name;
          if (!document) return row;
          const { number, codeNotation, subject } = document;
          const reference = formatReference(number, codeNotation);
          return { ...row, reference, subject, ...(attachment && { attachment }) };
        }),
      };
    },
    'signing.retryExtensions': (context, { documentId }) => {
      hurry(context, documentId);
      return {};
    },
    'signing.listPlaces': ({ db, ports }) => [...keptPlaces(db, ports.profile.agencyId)],
    'signing.setPlaces': (context, { typeName, codeNotation, shifts = {} }) => {
      keepShifts(context, { agencyId: context.ports.profile.agencyId, typeName, codeNotation }, shifts);
      context.announce('signing');
      return {};
    },
  };
};

function settingsOf(context: QueryContext): SigningSettings {
  const whyNot = maySet(context) ? {} : { whyNot: 'signing.only-signer-sets' };
  try {
    const { authorities, level, internalHosts } = context.levels.settings();
    return { authorities: [...authorities], level, internalHosts: [...internalHosts], ...whyNot };
  } catch (problem) {
    if (!(problem instanceof AppError)) throw problem;
    const fault = { code: problem.code, detail: { ...problem.detail } };
    return { authorities: [], level: 'B-B', internalHosts: [], fault, ...whyNot };
  }
}

/** Whose signatures they are: who signs or seals on this machine, by role or by a paper, and the administrator who sets machines up. */
function maySet({ db, actor }: QueryContext): boolean {
  const { id, roles } = actor();
  return (
    roles.some((role) => role === 'leader' || role === 'clerk' || role === 'administrator') ||
    [...allOf(db, 'delegation'), ...allOf(db, 'sealHandover')].some(({ body }) => body.officialId === id)
  );
}

async function save(context: ActionContext, choice: SigningChoice): Promise<void> {
  if (!maySet(context)) throw new AppError('signing.only-signer-sets');
  const problem = choiceProblem(choice);
  if (problem) throw new AppError(problem.code, { address: choice.authorities[problem.index ?? 0] ?? '' });
  await saveLevelSettings(context.ports.dataDir, choice);
}

function demandAddress(address: string): void {
  const code = addressProblem(address);
  if (code) throw new AppError(code, { address });
}
