/** What comes where comments of members are shown: their profiles, beside their names. */
import type { TurningHost } from '../controllers/turning.ts';
import { Visiting } from '../controllers/visiting.ts';
import { DiwanProfile } from '../elements/profile/profile.ts';
import { profileStyles } from '../elements/profile/profile.styles.ts';
import { adoptStyles } from '../styles/adopt.ts';
import { define } from './registration.ts';

/** Lets the names of members in a widget be pressed. Called once for each. */
export function openProfiles(host: TurningHost): void {
  const root = host.renderRoot as ShadowRoot;
  adoptStyles(root, profileStyles);
  new Visiting(host, (visit, name) => {
    const sheet = root.querySelector<DiwanProfile>('diwan-profile') ?? root.appendChild(document.createElement('diwan-profile') as DiwanProfile);
    void sheet.show(visit, name);
  });
}

define({ 'diwan-profile': DiwanProfile });
