/** What members do with their account: fetched when they open it. */
import type { TurningHost } from '../controllers/turning.ts';
import { DiwanCrop } from '../elements/membership/crop.ts';
import { DiwanMembership } from '../elements/membership/membership.ts';
import { membershipStyles } from '../elements/membership/membership.styles.ts';
import { sectionStyles } from '../elements/membership/section.styles.ts';
import { profileStyles } from '../elements/profile/profile.styles.ts';
import { saveChoices } from '../state/choices.ts';
import { Membership } from '../state/membership.ts';
import { adoptStyles } from '../styles/adopt.ts';
import { define } from './registration.ts';

/**
 * Opens members' pages over a widget in which somebody is signed in: where they were left, or at the comments which they may claim.
 * Resolves once they are shown.
 */
export async function openMembership(host: TurningHost, view: 'account' | 'earlier'): Promise<void> {
  const { widget, discussion, texts } = host;
  const { account, thread } = widget;
  if (!account || !thread || !account.session.viewer) return;
  const root = host.renderRoot as ShadowRoot;
  adoptStyles(root, profileStyles, membershipStyles, sectionStyles);
  const element = root.querySelector<DiwanMembership>('diwan-membership') ?? root.appendChild(document.createElement('diwan-membership') as DiwanMembership);
  const { session } = account;
  const { writing } = widget;
  const before = element.membership;
  const isSame = before?.state === 'open' && !before.signal.aborted && before.options.session === session && before.account?.viewer.id === session.viewer?.id;
  const membership =
    isSame && before.options.thread === thread.ref && before.options.writing === writing
      ? before
      : new Membership({
          session,
          backend: discussion.backend,
          thread: thread.ref,
          writing,
          language: () => widget.messages?.lang ?? 'en',
          remember(settings) {
            if (session.viewer) saveChoices(texts, session.viewer.id, settings);
            host.requestUpdate();
          },
        });
  element.deeds = {
    signOutEverywhere: () => account.signOut('everywhere', false),
    openPage: session.adapter.signInPages ? () => account.pages.openWindow(null) : null,
  };
  await element.open(membership, view === 'earlier' ? 'earlier' : membership.section);
}

define({ 'diwan-crop': DiwanCrop, 'diwan-membership': DiwanMembership });
