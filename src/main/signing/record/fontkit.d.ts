/** fontkit 2 ships no types; this is the part that a record needs. */
declare module 'fontkit' {
  export const create: import('@cantoo/pdf-lib').Fontkit['create'];
}
