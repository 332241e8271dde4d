const handed = new Map<string, readonly File[]>();

/** Passes dropped files from the list to the form that opens for them. */
export const handFiles = (documentId: string, files: readonly File[]): void => {
  handed.set(documentId, files);
};

/** Takes what was passed, once. */
export function takeHanded(documentId: string): readonly File[] {
  const files = handed.get(documentId) ?? [];
  handed.delete(documentId);
  return files;
}
