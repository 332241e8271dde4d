import type { ComponentType } from 'react';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';

/** What another area lends this one: the dialogs of signing, put in by the router. */
export type SigningDialogs = {
  readonly SignDialog: ComponentType<{ readonly detail: OutgoingDetail; readonly onClose: () => void }>;
  /** Trình ký: where the boxes stand. */
  readonly PlaceDialog: ComponentType<{ readonly detail: OutgoingDetail; readonly onClose: () => void }>;
  readonly SealDialog: ComponentType<{ readonly detail: OutgoingDetail; readonly onClose: () => void }>;
};
