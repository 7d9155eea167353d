/** What comes where somebody signs in, or is signed in: who that is, the dialog, the member's menu. */
import { Attending } from '../controllers/attending.ts';
import { DiwanAccount } from '../elements/account/account.ts';
import { DiwanSignIn } from '../elements/sign-in/sign-in.ts';
import type { TurningHost } from '../controllers/turning.ts';
import { environment } from './environment.ts';
import { takeFragment } from './fragment.ts';
import { define } from './registration.ts';

const attended = new WeakSet<TurningHost>();

/** Looks after who is signed in, in a widget. May be called again for the same one. Resolves once it can be asked to sign somebody in, where the backend knows members. */
export async function attend(host: TurningHost): Promise<void> {
  if (!attended.has(host)) new Attending(host, { environment, takeFragment, membership: () => DiwanAccount.openMembership });
  attended.add(host);
  const { widget } = host;
  if (!widget.thread?.adapter.session) return;
  await new Promise<void>((resolve) => {
    const unfollow = widget.subscribe(() => widget.account && end());
    const end = (): void => {
      unfollow();
      resolve();
    };
    if (widget.account) end();
  });
}

define({ 'diwan-sign-in': DiwanSignIn });
