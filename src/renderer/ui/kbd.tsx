import styles from './kbd.module.css';

export const Kbd = ({ keys }: { readonly keys: string }) => <kbd className={styles['kbd']}>{keys}</kbd>;
