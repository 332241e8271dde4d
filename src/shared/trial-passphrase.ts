/** Opens every key file of the trial province; the window says so, and nothing outside the trial uses it. */
export const TRIAL_PASSPHRASE = '12345678';
