import styles from './highlighted.module.css';

/** Text whose parts between U+2068 and U+2069 stand out. */
export const Highlighted = ({ text }: { readonly text: string }) =>
  text.split(/(\u2068[^\u2069]*\u2069)/).map((part, index) =>
    part.startsWith('\u2068') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change their places.
      <mark key={index} className={styles['mark']}>
        {part.slice(1, -1)}
      </mark>
    ) : (
      part
    ),
  );
