import { PersonArrowRight20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { IncomingEventId, type IncomingId, OfficialId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { ActDialog } from '../../app/document/act-dialog.tsx';
import { textField } from '../../app/document/form-schema.ts';
import { draftOf, dropDraft, useKeptForm } from '../../app/drafts.ts';
import { read, useCommand } from '../../app/read.ts';
import { recall, remember } from '../../app/remembered.ts';
import { AreaField, ChoiceField } from '../../ui/fields.tsx';

type Props = {
  readonly documentIds: readonly IncomingId[];
  /** Before whom it was put last, where it was. */
  readonly presentedTo?: OfficialId | undefined;
  /** All of them were put before him. */
  readonly onDone?: () => void;
  readonly onClose: () => void;
};
const LAST = 'present:last';

/** Trình: one document or several before a leader, the one of last time offered, with what the clerk proposes. */
export function PresentDialog({ documentIds, presentedTo, onDone, onClose }: Props) {
  const draftKey = `present:${documentIds[0] ?? ''}`;
  const officials = useQuery(read('office.listOfficials', {})).data ?? [];
  const leaders = officials.filter(({ official }) => official.roles.includes('leader'));
  const last = recall(LAST, (found) => (typeof found === 'string' ? found : undefined));
  const form = useForm({
    defaultValues: {
      leaderId: String(presentedTo ?? last ?? ''),
      text: String(draftOf(draftKey)?.values['text'] ?? ''),
    },
    resolver: zodResolver(z.object({ leaderId: textField(60, false), text: textField(4000, false) })),
  });
  useKeptForm(draftKey, form);
  const present = useCommand('incoming.present');
  // Where one of them is refused, those before it are not put before him twice.
  const left = useRef(documentIds);
  const act = form.handleSubmit(async ({ leaderId, text }) => {
    const to = leaders.find(({ officialId }) => officialId === leaderId) ?? leaders[0];
    if (!to) return;
    for (const documentId of left.current) {
      const eventId = IncomingEventId.parse(crypto.randomUUID());
      await present.mutateAsync({ documentId, eventId, text, leaderId: OfficialId.parse(to.officialId) });
      left.current = left.current.filter((each) => each !== documentId);
    }
    remember(LAST, to.officialId);
    dropDraft(draftKey);
    const name = to.official.fullName;
    const count = documentIds.length;
    announce(count > 1 ? say('present.doneMany', { count, name }) : say('present.done', { name }));
    onDone?.();
    onClose();
  });
  return (
    <ActDialog
      title={
        documentIds.length > 1 ? say('present.many', { count: documentIds.length }) : say('incoming.present')
      }
      icon={<PersonArrowRight20Regular />}
      width="small"
      act={act}
      command={present}
      onClose={onClose}
    >
      <ChoiceField
        label={say('present.leader')}
        field={form.register('leaderId') as never}
        choices={leaders.map(({ officialId, official }) => ({
          value: officialId,
          label: `${official.fullName}, ${official.position}`,
        }))}
      />
      <AreaField
        label={say('present.text')}
        field={form.register('text') as never}
        error={form.formState.errors.text?.message}
        rows={2}
      />
    </ActDialog>
  );
}
