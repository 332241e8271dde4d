/** Raised when the judging or reading of files changes: then what is here is looked at again, and no report kept by an earlier one counts. */
export const LOOK_VERSION = 3;
