import { Link } from '@fluentui/react-components';
import type { FileShown } from '../../../shared/contract/shapes.ts';
import { say } from '../../../shared/words/vi.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './broken-files.module.css';
import pageStyles from './page.module.css';
import { VerdictMark } from './verdict-mark.tsx';

type Props = {
  readonly files: readonly FileShown[];
  readonly shown: FileShown | undefined;
  readonly onShow: (file: FileShown) => void;
};

/** Nobody goes through more by name. */
const NAMED_MAX = 3;

/** Files beside the one in sight that were changed or damaged: told before the document is taken in. */
export function BrokenFiles({ files, shown, onShow }: Props) {
  const broken = files.filter(
    ({ verdict, file }) =>
      (verdict === 'invalid' || verdict === 'damaged') && file.sha256 !== shown?.file.sha256,
  );
  if (broken.length === 0) return null;
  return (
    <div className={pageStyles['returned']}>
      <Notice tone="wrong" title={say('file.broken', { count: broken.length })}>
        <ul className={styles['list']}>
          {broken.slice(0, NAMED_MAX).map((each) => (
            <li key={`${each.attachmentId ?? ''}${each.file.sha256}`} className={styles['item']}>
              <Link as="button" inline className={styles['name']} onClick={() => onShow(each)}>
                {each.file.name}
              </Link>
              <VerdictMark verdict={each.verdict} />
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
