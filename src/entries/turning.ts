/** What comes right after the first paint: the pager, the order, the notices, and all that a reader does with them. */
import { completeReaders } from '../adapters/http/http-adapter.ts';
import { Turning } from '../controllers/turning.ts';
import { DiwanComments } from '../elements/comments/comments.ts';
import { complaintsAbout } from '../elements/comments/complaints.ts';
import { noticeStyles } from '../elements/notice/notice.styles.ts';
import { DiwanNotice } from '../elements/notice/notice.ts';
import { pagerStyles } from '../elements/pager/pager.styles.ts';
import { DiwanPager } from '../elements/pager/pager.ts';
import { DiwanSort } from '../elements/sort/sort.ts';
import { adoptStyles } from '../styles/adopt.ts';
import { controls } from '../styles/controls.ts';
import { define } from './registration.ts';

/** Furnishes a widget whose comments are painted. */
export function furnish(element: DiwanComments): void {
  completeReaders();
  for (const complaint of complaintsAbout(element, DiwanComments.defaultServer)) console.warn(complaint);
  adoptStyles(element.renderRoot as ShadowRoot, controls, pagerStyles, noticeStyles);
  new Turning(
    element,
    (adapter, backend) => import('./writing.ts').then(({ openWriting }) => openWriting(adapter, backend)),
    (host) => import('./keeping.ts').then(({ keep }) => keep(host)),
  );
  define({ 'diwan-notice': DiwanNotice, 'diwan-sort': DiwanSort, 'diwan-pager': DiwanPager });
}
