/** One page of help: for F1 on its routes, and a chapter of docs/huong-dan. */
export type HelpPage = {
  readonly id: string;
  /** The routes of the window that it explains. */
  readonly routes: readonly string[];
  readonly title: string;
  /** What the screen is for. */
  readonly lead: string;
  readonly parts: readonly { readonly title: string; readonly steps: readonly string[] }[];
};
