import { Button } from '@fluentui/react-components';
import {
  ArrowReset20Regular,
  ChevronLeft20Regular,
  ChevronRight20Regular,
  PersonArrowRight20Regular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/contract.ts';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { BOX_NAMES, type BoxName, type Places } from '../../../shared/signature/places.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { bridge } from '../../app/bridge.ts';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import { Modal } from '../../ui/modal.tsx';
import { PdfSheet } from '../../ui/pdf/pdf-sheet.tsx';
import { onPage, type PageSize } from './boxes.ts';
import styles from './place-boxes.module.css';
import { PlaceBoxes } from './place-boxes.tsx';

type Props = { readonly detail: OutgoingDetail; readonly onClose: () => void };
type Proposal = Output<'signing.proposePlaces'>;

const A4: PageSize = { width: 595, height: 842 };
const SHEET_WIDTH = 540;
/** What the dialog's own lines take of the window. */
const HEIGHT_TAKEN = 276;
const SCALE_MIN = 0.6;

/** As large as the page fits, and large enough to read. */
const scaleFor = ({ width, height }: PageSize): number =>
  Math.max(SCALE_MIN, Math.min(SHEET_WIDTH / width, (window.innerHeight - HEIGHT_TAKEN) / height));

/** Trình ký: the drafter sees where number, date, signature and seal will stand, moves what stands wrongly, and submits. */
export function PlaceDialog({ detail, onClose }: Props) {
  const { documentId, subject } = detail.row;
  const proposal = useQuery({
    ...read('signing.proposePlaces', { documentId }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const submit = useCommand('outgoing.submitForSignature');
  const [moved, setMoved] = useState<Places | undefined>(undefined);
  const places = moved ?? proposal.data?.places;
  const canMove = proposal.data?.isPrepared === false;
  const send = () =>
    submit.mutate(
      { documentId, ...(canMove && places && { places }) },
      {
        onSuccess: () => {
          announce(say('place.submitted'));
          onClose();
        },
      },
    );
  return (
    <Modal
      title={say('place.title')}
      width="large"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('outgoing.submit'),
        icon: <PersonArrowRight20Regular />,
        isBusy: submit.isPending,
        whyNot: proposal.isPending ? say('place.reading') : undefined,
        act: send,
      }}
    >
      <p className={styles['quiet']}>{subject}</p>
      {proposal.isError && <Problem error={proposal.error} />}
      {submit.isError && <Problem error={submit.error} />}
      {proposal.data && !canMove && <p>{say('place.prepared')}</p>}
      {proposal.data && canMove && places && (
        <Placing detail={detail} proposal={proposal.data} places={places} onPlaces={setMoved} />
      )}
    </Modal>
  );
}

type PlacingProps = {
  readonly detail: OutgoingDetail;
  readonly proposal: Proposal;
  readonly places: Places;
  readonly onPlaces: (places: Places) => void;
};

function Placing({ detail, proposal, places, onPlaces }: PlacingProps) {
  const [page, setPage] = useState(proposal.places.person.page);
  const size = proposal.pages[page - 1] ?? A4;
  const scale = scaleFor(size);
  const count = proposal.pages.length;
  const take = (name: BoxName) => {
    const box = places[name];
    if (box) onPlaces({ ...places, [name]: onPage(box, page, size) });
  };
  const file = detail.document.file;
  return (
    <div className={styles['layout']}>
      <div className={styles['side']}>
        <p className={styles['quiet']}>{say('place.how')}</p>
        <BoxList page={page} proposal={proposal} places={places} onPage={setPage} onTake={take} />
        <div className={styles['pages']}>
          <Button
            appearance="subtle"
            icon={<ChevronLeft20Regular />}
            aria-label={say('pdf.previousPage')}
            disabledFocusable={page === 1}
            onClick={() => setPage(Math.max(1, page - 1))}
          />
          <span>{say('pdf.pageOf', { number: page, count })}</span>
          <Button
            appearance="subtle"
            icon={<ChevronRight20Regular />}
            aria-label={say('pdf.nextPage')}
            disabledFocusable={page === count}
            onClick={() => setPage(Math.min(count, page + 1))}
          />
        </div>
        <Button icon={<ArrowReset20Regular />} onClick={() => onPlaces(proposal.proposed)}>
          {say('place.reset')}
        </Button>
      </div>
      <div className={styles['sheet']}>
        {file && (
          <PdfSheet
            address={bridge.blobAddress(file.sha256)}
            page={page}
            label={say('pdf.pageOf', { number: page, count })}
            scale={scale}
            size={size}
            failed={<p>{say('place.unreadable')}</p>}
          >
            <PlaceBoxes
              page={page}
              size={size}
              scale={scale}
              places={places}
              proposed={proposal.proposed}
              onMove={(name, box) => onPlaces({ ...places, [name]: box })}
            />
          </PdfSheet>
        )}
      </div>
    </div>
  );
}

type ListProps = Pick<PlacingProps, 'proposal' | 'places'> & {
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly onTake: (name: BoxName) => void;
};

/** The four boxes in words: on which page, and which of them nobody could read off the page. */
function BoxList({ page, proposal, places, onPage: show, onTake }: ListProps) {
  const { certain, isRemembered } = proposal;
  const noteOf = (name: BoxName): string => {
    const isFound = name === 'seal' ? certain.person : certain[name];
    if (!isFound) return say('place.look');
    return say(isRemembered ? 'place.remembered' : 'place.found');
  };
  return (
    <ul className={styles['list']}>
      {BOX_NAMES.map((name) => {
        const box = places[name];
        return (
          <li key={name} className={styles['entry']}>
            <div className={styles['entryName']}>{say(`signing.box-${name}`)}</div>
            <div className={styles['quiet']}>{box ? noteOf(name) : say('place.none')}</div>
            {box && box.page !== page && (
              <div className={styles['pages']}>
                <Button size="small" appearance="subtle" onClick={() => show(box.page)}>
                  {say('place.show', { page: box.page })}
                </Button>
                <Button size="small" appearance="subtle" onClick={() => onTake(name)}>
                  {say('place.take')}
                </Button>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
