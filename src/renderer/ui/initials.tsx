import styles from './initials.module.css';

/** The first letters of the family and given names: Nguyễn Thị Lụa → NL. */
export function initialsOf(fullName: string): string {
  const names = fullName.trim().split(/\s+/);
  const [first, last] = [names[0], names.length > 1 ? names.at(-1) : undefined];
  return `${first?.[0] ?? ''}${last?.[0] ?? ''}`.toLocaleUpperCase('vi');
}

export const Initials = ({ name }: { readonly name: string }) => (
  <span className={styles['initials']} title={name}>
    {initialsOf(name)}
  </span>
);
