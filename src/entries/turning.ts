/** What comes right after the first paint: the pager, the order, the notices, and all that a reader does with them. */
import { completeReaders } from '../adapters/http/http-adapter.ts';
import { Choosing } from '../controllers/choosing.ts';
import { followMembers } from '../controllers/following-members.ts';
import { Turning } from '../controllers/turning.ts';
import { accountStyles } from '../elements/account/account.styles.ts';
import { DiwanAccount } from '../elements/account/account.ts';
import { DiwanComments } from '../elements/comments/comments.ts';
import { complaintsAbout } from '../elements/comments/complaints.ts';
import { DiwanDesk } from '../elements/desk/desk.ts';
import { noticeStyles } from '../elements/notice/notice.styles.ts';
import { DiwanNotice } from '../elements/notice/notice.ts';
import { pagerStyles } from '../elements/pager/pager.styles.ts';
import { DiwanPager } from '../elements/pager/pager.ts';
import { DiwanSort } from '../elements/sort/sort.ts';
import { adoptStyles } from '../styles/adopt.ts';
import { controls } from '../styles/controls.ts';
import { fields } from '../styles/fields.ts';
import { themeStyles } from '../styles/theme.ts';
import { define } from './registration.ts';

DiwanAccount.openMembership = (host, view) => import('./membership.ts').then(({ openMembership }) => openMembership(host, view));

/** Furnishes a widget whose comments are painted. */
export function furnish(element: DiwanComments): void {
  completeReaders();
  for (const complaint of complaintsAbout(element, DiwanComments.defaultServer)) console.warn(complaint);
  adoptStyles(element.renderRoot as ShadowRoot, controls, fields, pagerStyles, noticeStyles, accountStyles, themeStyles);
  new Turning(
    element,
    (adapter, backend) => import('./writing.ts').then(({ openWriting }) => openWriting(adapter, backend)),
    (host) => import('./keeping.ts').then(({ keep }) => keep(host)),
    (host) => import('./account.ts').then(({ attend }) => attend(host)),
  );
  new Choosing(element);
  followMembers(element, () => import('./profiles.ts').then(({ openProfiles }) => openProfiles(element)));
  define({ 'diwan-account': DiwanAccount, 'diwan-desk': DiwanDesk, 'diwan-notice': DiwanNotice, 'diwan-sort': DiwanSort, 'diwan-pager': DiwanPager });
}
