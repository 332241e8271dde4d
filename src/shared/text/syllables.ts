const initials = ' b c ch d g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x'.split(' ');

const rhymes =
  'a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu enh ech i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oat oay oc oe oen oeo oet oi om on ong ooc oong op ot u ua uan uang uat uay uc ue uech uen uenh uet ueu ui uinh um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uyn uynh uyp uyt uyu uai uao uac y yem yen yeng yet yeu'.split(
    ' ',
  );

/** Every syllable that Vietnamese can write, folded; some that it never does cost nothing to ask for. */
const syllables: readonly string[] = [
  ...new Set(initials.flatMap((initial) => rhymes.map((rhyme) => `${initial}${rhyme}`))),
].sort();

/** The folded syllables that begin with the letters typed so far, themselves included; none where Vietnamese has no such syllable. */
export const syllablesFrom = (typed: string): readonly string[] =>
  syllables.filter((syllable) => syllable.startsWith(typed));
